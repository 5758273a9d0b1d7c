/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Collects the annotated images to train on. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *samples; /* element-type LlSample, stored        */
  guint64 room;       /* bytes of memory that are left for them */
  LlClasses *classes; /* of all samples                       */
  gint current;       /* the sample of the call's image, or 0 */
} LpCollection;

/**
 * lp_collection_new:
 * @call: a call whose "images" and "files" say where to look
 * @training: bytes that the training needs besides the images
 * @error: return location for an error
 *
 * Reads open images and files; files are opened, read and closed one at a time.  What has been
 * read is stored, so that all images together may be larger than the memory; one that does not
 * fit into it by itself is refused before any is read.
 *
 * Returns: (transfer full): at least one image with marks, or %NULL.
 */
LpCollection *lp_collection_new (LpCall *call, guint64 training, GError **error);
void lp_collection_free (LpCollection *collection);

/**
 * LpSampleFunc:
 * @sample: an image with marks, freed afterwards
 * @classes: of all images
 * @data: the caller's
 * @error: return location for an error
 *
 * Returns: whether to go on.
 */
typedef gboolean (*LpSampleFunc) (const LlSample *sample,
                                  const LlClasses *classes,
                                  gpointer data,
                                  GError **error);

/**
 * lp_collection_visit:
 * @call: as for lp_collection_new()
 * @func: gets the images one after the other
 * @data: for @func
 * @error: return location for an error
 *
 * Does the same as lp_collection_new() without keeping the images, so that they need not fit
 * into memory together.
 *
 * Returns: (transfer full): the classes of at least one image with marks, or %NULL.
 */
LlClasses *
lp_collection_visit (LpCall *call, LpSampleFunc func, gpointer data, GError **error);

/**
 * lp_collection_infer_masks:
 * @call: a call whose "labels" say which masks to infer; a note says what was done
 * @error: return location for an error
 *
 * Infers masks from the detection marks of images that have no masks.
 *
 * Returns: whether all masks could be inferred.
 */
gboolean
lp_collection_infer_masks (LpCollection *collection, LpCall *call, GError **error);

/**
 * lp_collection_describe:
 *
 * Returns: (transfer full): what has been found, one fact per line.
 */
gchar *lp_collection_describe (const LpCollection *collection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpCollection, lp_collection_free)

G_END_DECLS
