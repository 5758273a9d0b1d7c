/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs a network on patches of what it sees of an image. */

#pragma once

#include "core/workers.h"
#include "lazylabels/predictor.h"
#include "net/executor.h"

G_BEGIN_DECLS

typedef struct
{
  const LlNetwork *network;
  LlNormalisation normalisation; /* of this image                           */
  gint width;                    /* of the whole image, as the network sees it */
  gint height;
  gint patch;
  gint stride; /* from one patch to the next */
  gint batch;
  gint views;
  gint n_planes;
  LlWorkers *workers;
  LlExecutor *executor;

  /* The pixels that the patches are made of: [channels][n_rows][n_columns]. */
  const gfloat *pixels;
  gint first_row;
  gint n_rows;
  gint first_column;
  gint n_columns;

  /* The current patches, which are side by side. */
  gint first_patch; /* index of the first one in its row */
  gint n_patches;
  gint row;  /* where they start                         */
  gint view; /* how the network sees them: 0 .. views - 1 */
} LlPatchRun;

/* Where the network sees pixel (i, j) of a patch: at base + i * per_row + j * per_column. */
typedef struct
{
  gssize base;
  gssize per_row;
  gssize per_column;
} LlTurn;

/**
 * ll_patch_run_check:
 * @width: of an image
 * @height: of the image
 * @error: return location for a %LL_NETWORK_ERROR_SETTINGS
 *
 * Returns: whether @network can predict such an image with @settings.
 */
gboolean ll_patch_run_check (const LlNetwork *network,
                             gint width,
                             gint height,
                             const LlPredictSettings *settings,
                             GError **error);

/**
 * ll_patch_run_set:
 * @run: (inout): with network, normalisation, width and height
 * @settings: patch, batch and views
 *
 * Finds sizes; workers and executor are those of the caller.
 */
void ll_patch_run_set (LlPatchRun *run, const LlPredictSettings *settings);

/**
 * ll_patch_run_init:
 * @run: (inout): with network, normalisation, width and height
 * @settings: patch, batch, views and threads
 *
 * Takes memory and threads.
 */
void ll_patch_run_init (LlPatchRun *run, const LlPredictSettings *settings);
void ll_patch_run_clear (LlPatchRun *run);

/* The number of views that is meant by @views. */
gint ll_patch_run_views (gint views);

/* Where the network has seen the pixels of a patch in the current view. */
LlTurn ll_patch_run_get_turn (const LlPatchRun *run);

/**
 * ll_patch_run_get_plane:
 * @plane: of the network's output
 * @index: of a patch
 *
 * Returns: [patch][patch] probabilities of the current view, as they are turned.
 */
const gfloat *ll_patch_run_get_plane (const LlPatchRun *run, gint plane, gint index);

/**
 * ll_patch_run_predict:
 * @add: called for each plane and view, by all threads
 * @data: for @add
 *
 * Predicts the current patches.
 */
void ll_patch_run_predict (LlPatchRun *run, LlTaskFunc add, gpointer data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LlPatchRun, ll_patch_run_clear)

G_END_DECLS
