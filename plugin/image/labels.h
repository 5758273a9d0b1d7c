/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads painted layers into label maps. */

#pragma once

#include "image/there.h"
#include "layers/layers.h"
#include "layers/sources.h"

G_BEGIN_DECLS

/**
 * lp_labels_have_layers:
 *
 * Returns: whether the image has a layer for at least one task.
 */
gboolean lp_labels_have_layers (gint32 image);

/**
 * lp_labels_read:
 * @image: an image
 * @drawable: its micrograph, or -1; see lp_layers_find_micrograph()
 * @name: of the image, in messages
 * @classes: the classes of the image
 * @there: (out) (transfer full): which of its pixels are there; the labels and the
 *   statistics of the image leave out the others
 * @remarks: (nullable): gets sentences about paint that can't be told; see image/remarks.h
 * @error: return location for an error
 *
 * Reads the micrograph and all label layers.  The map of a task is %NULL when nothing is
 * painted for it.
 *
 * Returns: (transfer full): the micrograph with its labels, or %NULL.
 */
LlSample *lp_labels_read (gint32 image,
                          gint32 drawable,
                          const gchar *name,
                          const LlClasses *classes,
                          LpThere **there,
                          GPtrArray *remarks,
                          GError **error);

/**
 * lp_labels_read_paint:
 * @image: an image
 * @drawable: its micrograph, or -1; see lp_layers_find_micrograph()
 * @name: of the image, in messages
 * @classes: the classes of the image
 * @there: (out) (transfer full): which of its pixels are there, whatever is selected
 * @remarks: (nullable): as for lp_labels_read()
 * @error: return location for an error
 *
 * Like lp_labels_read(), but reads only what is painted: unpainted and ignored pixels have
 * no label, and a selection does not restrict the labels.
 *
 * Returns: (transfer full): the micrograph with its labels, or %NULL.
 */
LlSample *lp_labels_read_paint (gint32 image,
                                gint32 drawable,
                                const gchar *name,
                                const LlClasses *classes,
                                LpThere **there,
                                GPtrArray *remarks,
                                GError **error);

/**
 * lp_labels_read_maps:
 * @image: an image
 * @name: of the image, in messages
 * @classes: the classes of the image
 * @maps: (inout): all %NULL at first; set to a map for each task that has paint
 * @there: (inout): of the area to read; the ignore colour and the selection are added
 * @remarks: (nullable): as for lp_labels_read()
 * @error: return location for an error
 *
 * Reads all label layers of an image.
 *
 * Returns: whether all paint could be read.
 */
gboolean lp_labels_read_maps (gint32 image,
                              const gchar *name,
                              const LlClasses *classes,
                              LlLabels *maps[LL_N_TASKS],
                              LpThere *there,
                              GPtrArray *remarks,
                              GError **error);

/**
 * lp_labels_read_paint_maps:
 *
 * Does the same as lp_labels_read_maps(), but reads only what is painted: unpainted and
 * ignored pixels have no label, and no selection counts.
 *
 * Returns: whether all paint could be read.
 */
gboolean lp_labels_read_paint_maps (gint32 image,
                                    const gchar *name,
                                    const LlClasses *classes,
                                    LlLabels *maps[LL_N_TASKS],
                                    LpThere *there,
                                    GPtrArray *remarks,
                                    GError **error);

/**
 * lp_labels_read_paint_at:
 * @layers: from lp_host_list_layers()
 * @sources: of @layers
 * @classes: the classes of the image
 * @area: where to read, in the image
 * @maps: (inout): all %NULL at first; set to a map for each task that is painted there, with
 *   %LL_LABEL_IGNORE where nobody painted, in the ignore colour too
 * @ignored: (inout): [height][width] of @area: set to 1 where the ignore colour is
 *
 * Reads a small part of the paint, whatever unpainted pixels mean.  Colours that stand for
 * nothing count as unpainted here: a part is too small to say whether they are mistakes.
 */
void lp_labels_read_paint_at (const GPtrArray *layers,
                              LpSources *sources,
                              const LlClasses *classes,
                              const GeglRectangle *area,
                              LlLabels *maps[LL_N_TASKS],
                              guint8 *ignored);

/**
 * lp_labels_are_painted:
 *
 * Returns: whether there is paint on any label layer of the image.
 */
gboolean lp_labels_are_painted (gint32 image);

G_END_DECLS
