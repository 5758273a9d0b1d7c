/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From painted layers to label maps. */

#pragma once

#include "image/layers.h"

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
 * @name: how messages call it
 * @classes: the image's classes
 * @selection: (out): whether a selection restricts the labels
 * @error: return location for an error
 *
 * Maps in which nothing is painted are %NULL in the sample.
 *
 * Returns: (transfer full): the micrograph with its labels, or %NULL.
 */
LlSample *lp_labels_read (gint32 image,
                          gint32 drawable,
                          const gchar *name,
                          const LlClasses *classes,
                          gboolean *selection,
                          GError **error);

/**
 * lp_labels_read_paint:
 * @image: an image
 * @drawable: its micrograph, or -1; see lp_layers_find_micrograph()
 * @name: how messages call it
 * @classes: the image's classes
 * @ignored: (out) (transfer full): [height][width] of the micrograph: 1 where it is
 *   transparent, or the ignore colour lies on any of the layers
 * @selected: (out) (transfer full) (nullable): likewise: 1 where at least half
 *   selected; %NULL when nothing is
 * @error: return location for an error
 *
 * As lp_labels_read(), but takes paint for what it is: unpainted and ignored pixels have
 * no label, and a selection changes nothing.
 *
 * Returns: (transfer full): the micrograph with its labels, or %NULL.
 */
LlSample *lp_labels_read_paint (gint32 image,
                                gint32 drawable,
                                const gchar *name,
                                const LlClasses *classes,
                                guint8 **ignored,
                                guint8 **selected,
                                GError **error);

/**
 * lp_labels_read_maps:
 * @area: where to read, in the image
 * @name: how messages call the image
 * @classes: the image's classes
 * @maps: (inout): NULL; gets a map for each task that has paint
 * @ignored: (inout): of @area's size; 1 is added where paint or the selection says that
 *   no task counts
 * @selection: (out): whether a selection restricts the labels
 * @error: return location for an error
 *
 * Returns: whether all paint could be read.
 */
gboolean lp_labels_read_maps (gint32 image,
                              const GeglRectangle *area,
                              const gchar *name,
                              const LlClasses *classes,
                              LlLabels *maps[LL_N_TASKS],
                              guint8 *ignored,
                              gboolean *selection,
                              GError **error);

/**
 * lp_labels_apply_selection:
 * @area: in the image
 * @ignored: (inout): of @area's size; 1 is added where less than half is selected
 *
 * Returns: whether there is a selection.
 */
gboolean
lp_labels_apply_selection (gint32 image, const GeglRectangle *area, guint8 *ignored);

/**
 * lp_labels_are_painted:
 *
 * Returns: whether there is paint on any of the image's label layers.
 */
gboolean lp_labels_are_painted (gint32 image);

G_END_DECLS
