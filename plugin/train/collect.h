/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The annotated images that a training learns from. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *samples; /* element-type LlSample              */
  LlClasses *classes; /* of all of them                     */
  gint current;       /* the sample of the call's image, or 0 */
} LpCollection;

/**
 * lp_collect:
 * @call: whose "images" and "files" say where to look
 * @error: return location for an error
 *
 * Files are opened, read and closed one by one.
 *
 * Returns: (transfer full): at least one image with marks, or %NULL.
 */
LpCollection *lp_collect (LpCall *call, GError **error);
void lp_collection_free (LpCollection *collection);

/**
 * lp_collection_infer_masks:
 * @call: whose "labels" say what to do; notes what was done
 * @error: return location for an error
 *
 * Gives images with detection marks and without masks what follows from the marks.
 *
 * Returns: whether nothing went wrong.
 */
gboolean
lp_collection_infer_masks (LpCollection *collection, LpCall *call, GError **error);

/**
 * lp_collection_count_colour:
 *
 * Returns: how many images have colour.
 */
gint lp_collection_count_colour (const LpCollection *collection);

/**
 * lp_collection_set_channels:
 * @channels: 1 or 3; what the network takes
 *
 * Makes all images grey, or repeats grey in three channels.
 */
void lp_collection_set_channels (LpCollection *collection, gint channels);

/**
 * lp_collection_describe:
 *
 * Returns: (transfer full): what was found, one line a fact.
 */
gchar *lp_collection_describe (const LpCollection *collection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpCollection, lp_collection_free)

G_END_DECLS
