/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prediction by overlapping patches, blended by a Gaussian. */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/network.h"

G_BEGIN_DECLS

typedef struct
{
  gint patch;   /* side in pixels; 0: the network's own                  */
  gint batch;   /* patches at once                                       */
  gint threads; /* 0: one per processor                                  */
} LlPredictSettings;

/**
 * LlReadRowsFunc:
 * @y: first row
 * @rows: how many
 * @pixels: (out caller-allocates): [channels][rows][width], as in #LlImage
 *
 * Returns: whether they could be read.
 */
typedef gboolean (
  *LlReadRowsFunc) (gint y, gint rows, gfloat *pixels, gpointer data, GError **error);

/**
 * LlWriteRowsFunc:
 * @y: first row; rows come from top to bottom, each once
 * @rows: how many
 * @probabilities: [planes][rows][width], see ll_network_get_n_planes()
 *
 * Returns: whether they could be written.
 */
typedef gboolean (*LlWriteRowsFunc) (gint y,
                                     gint rows,
                                     const gfloat *probabilities,
                                     gpointer data,
                                     GError **error);

/**
 * LlProgressFunc:
 * @fraction: done, 0 .. 1
 *
 * Returns: whether to continue; %FALSE ends the work with %G_IO_ERROR_CANCELLED.
 */
typedef gboolean (*LlProgressFunc) (gdouble fraction, gpointer data);

void ll_predict_settings_init (LlPredictSettings *settings);

/**
 * ll_predict:
 * @network: a trained network
 * @width: of the image, 1 .. %LL_MAX_SIDE
 * @height: of the image, 1 .. %LL_MAX_SIDE
 * @settings: patch, batch and threads
 * @read: gives rows of the image
 * @write: takes rows of probabilities
 * @progress: (nullable): called between patches
 * @data: for the three functions
 * @error: return location for an error
 *
 * Predicts the class probabilities of an image, row by row.  Memory is bounded by two
 * rows of patches, whatever the height of the image.  Each task's probabilities sum to 1
 * at every pixel.
 *
 * Returns: whether every row was written.
 */
gboolean ll_predict (const LlNetwork *network,
                     gint width,
                     gint height,
                     const LlPredictSettings *settings,
                     LlReadRowsFunc read,
                     LlWriteRowsFunc write,
                     LlProgressFunc progress,
                     gpointer data,
                     GError **error);

/**
 * ll_predict_image:
 * @image: pixels with the network's number of channels
 * @error: return location for an error
 *
 * Predicts the class probabilities of an image in memory.
 *
 * Returns: (transfer full): [planes][height][width], free with g_free(); or %NULL.
 */
gfloat *ll_predict_image (const LlNetwork *network,
                          const LlImage *image,
                          const LlPredictSettings *settings,
                          GError **error);

/**
 * ll_most_probable:
 * @probabilities: [n_classes][n_pixels] of one task
 * @n_classes: planes
 * @n_pixels: pixels per plane
 * @labels: (out caller-allocates): the most probable class of each pixel
 */
void ll_most_probable (const gfloat *probabilities,
                       gint n_classes,
                       gsize n_pixels,
                       guint8 *labels);

G_END_DECLS
