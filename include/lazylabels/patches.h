/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prediction patch by patch, in any order, for callers that keep what they have: the same
 * numbers as of ll_predict().
 *
 * Patches lie in a grid of columns and rows, and overlap by half.  Those of even columns do
 * not overlap each other, and neither do those of odd ones; the same goes for rows.  So
 * probabilities of all patches fit into %LL_PATCH_LAYERS layers as large as what the network
 * sees of the image, and ll_patches_mix() makes the probabilities of the image of these.
 */

#pragma once

#include <glib.h>

#include "lazylabels/network.h"
#include "lazylabels/predictor.h"

G_BEGIN_DECLS

#define LL_PATCH_LAYERS 4

/* Pixels, or columns and rows of patches. */
typedef struct
{
  gint x;
  gint y;
  gint width;
  gint height;
} LlArea;

typedef struct _LlPatches LlPatches;

/**
 * ll_patches_new:
 * @network: a trained network, which must live as long as the patches
 * @width: of the image, 1 .. %LL_MAX_SIDE
 * @height: of the image, 1 .. %LL_MAX_SIDE
 * @settings: patch, threads, views and scale; @own counts for networks that each image is
 *   stretched for, and must be given for these
 * @error: return location for an error
 *
 * Returns: (transfer full): the grid of patches of an image, or %NULL.
 */
LlPatches *ll_patches_new (const LlNetwork *network,
                           gint width,
                           gint height,
                           const LlPredictSettings *settings,
                           GError **error);
void ll_patches_free (LlPatches *patches);

/* @threads as in #LlPredictSettings, from the next prediction on. */
void ll_patches_set_threads (LlPatches *patches, gint threads);

/* The side of a patch, in pixels of the network. */
gint ll_patches_get_side (const LlPatches *patches);

/* The columns and rows that there are. */
LlArea ll_patches_get_grid (const LlPatches *patches);

/* The sides of what the network sees of the image. */
LlArea ll_patches_get_sight (const LlPatches *patches);

/* The patches that the probabilities of @area of the image are made of. */
LlArea ll_patches_find_parts (const LlPatches *patches, const LlArea *area);

/* The patches that see a pixel in @area of the image. */
LlArea ll_patches_find_seeing (const LlPatches *patches, const LlArea *area);

/* The area of the image that some patches see. */
LlArea ll_patches_get_seen (const LlPatches *patches, const LlArea *places);

/* The area of the image whose probabilities some patches are a part of. */
LlArea ll_patches_get_made (const LlPatches *patches, const LlArea *places);

/* The layer that a patch belongs to, 0 .. %LL_PATCH_LAYERS - 1. */
gint ll_patches_get_layer (gint column, gint row);

/* Where a patch lies in its layer, as far as it lies in the image. */
LlArea ll_patches_get_place (const LlPatches *patches, gint column, gint row);

/**
 * ll_patches_predict:
 * @column: of a patch
 * @row: of the patch
 * @pixels: [channels][height][width] of @area, as in #LlImage
 * @area: of the image: all that the patch sees, or more
 * @probabilities: (out caller-allocates): [planes][height][width] of its place in its layer
 * @error: return location for a %LL_NETWORK_ERROR_MEMORY
 *
 * Predicts one patch.  Threads and memory that this takes are kept until
 * ll_patches_release().
 *
 * Returns: whether it could be predicted.
 */
gboolean ll_patches_predict (LlPatches *patches,
                             gint column,
                             gint row,
                             const gfloat *pixels,
                             const LlArea *area,
                             gfloat *probabilities,
                             GError **error);
void ll_patches_release (LlPatches *patches);

/* The area of the layers that the probabilities of @area of the image are mixed of. */
LlArea ll_patches_get_sources (const LlPatches *patches, const LlArea *area);

/**
 * ll_patches_mix:
 * @area: of the image
 * @n_planes: how many planes: all or some of the network's
 * @layers: [planes][height][width] of the area from ll_patches_get_sources(), of each layer;
 *   what no patch has written there may be any finite number
 * @probabilities: (out caller-allocates): [planes][height][width] of @area
 */
void ll_patches_mix (const LlPatches *patches,
                     const LlArea *area,
                     gint n_planes,
                     const gfloat *const layers[LL_PATCH_LAYERS],
                     gfloat *probabilities);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPatches, ll_patches_free)

G_END_DECLS
