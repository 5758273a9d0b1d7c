/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prediction by overlapping patches, blended by a Gaussian. */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/network.h"
#include "lazylabels/progress.h"
#include "lazylabels/sample.h"

G_BEGIN_DECLS

typedef struct
{
  gint patch;     /* side in pixels; 0: the network's own                  */
  gint batch;     /* patches at once                                       */
  gint threads;   /* 0: one per processor                                  */
  gint views;     /* of each patch, whose probabilities are averaged: 1 as it is,
                 * 2 also mirrored, 4 also upside down, 8 also turned by 90
                 * degrees; each costs the time of a whole prediction   */
  gboolean plain; /* patches lie side by side instead of overlapping by half: a quarter of
                   * the time, but seams may be seen                        */
  gdouble scale;  /* instead of the network's own; 0: its own */
  const LlNormalisation *own; /* of the whole image, where the rows are a part of it, for
                               * networks that each image is stretched for; NULL: what the
                               * rows are found to be                     */
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

void ll_predict_settings_init (LlPredictSettings *settings);

/**
 * ll_predict_check_memory:
 * @shape: of a network, within its ranges
 * @classes: of that network
 * @width: of the image
 * @settings: of the prediction
 * @error: return location for a %LL_NETWORK_ERROR_MEMORY, which says what would fit
 *
 * Returns: whether there is memory for ll_predict(), apart from the image and its
 *   probabilities.
 */
gboolean ll_predict_check_memory (const LlNetworkSettings *shape,
                                  const LlClasses *classes,
                                  gint width,
                                  const LlPredictSettings *settings,
                                  GError **error);

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
 * rows of patches, whatever the height of the image, and a prediction that needs more than
 * there is is refused before it begins, with what would fit (%LL_NETWORK_ERROR_MEMORY).  Each task's probabilities sum to 1
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

typedef struct _LlPredictor LlPredictor;

/**
 * ll_predictor_new:
 * @network: a trained network, which must outlive the predictor; several may share it
 * @threads: 0 for one per processor
 *
 * Makes a predictor for many images.  It is used by one thread at a time.
 *
 * Returns: (transfer full): the predictor.
 */
LlPredictor *ll_predictor_new (const LlNetwork *network, gint threads);
void ll_predictor_free (LlPredictor *predictor);

/**
 * ll_predictor_run:
 * @settings: patch, batch and views; the threads are those of the predictor
 *
 * As ll_predict(), with the same result.  The network is prepared once for images whose
 * batches are alike, which saves most of the time where images are small.
 *
 * Returns: whether every row was written.
 */
gboolean ll_predictor_run (LlPredictor *predictor,
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
 * @network: a trained network
 * @image: pixels with the network's number of channels
 * @settings: patch, batch and threads
 * @progress: (nullable): called between patches
 * @data: for @progress
 * @error: return location for an error
 *
 * Like ll_predict(), for an image in memory.
 *
 * Returns: (transfer full): [planes][height][width], to be freed with g_free(); or %NULL.
 */
gfloat *ll_predict_image (const LlNetwork *network,
                          const LlImage *image,
                          const LlPredictSettings *settings,
                          LlProgressFunc progress,
                          gpointer data,
                          GError **error);

/**
 * ll_predict_diameter:
 * @network: of several tasks, which knows how large the objects were that it has learned
 *   from
 * @image: the image, or its middle
 * @settings: batch and threads, and what the values of the whole image are like
 * @progress: (nullable): called between looks
 * @data: for @progress
 * @error: return location for an error
 *
 * Estimates how large the objects of an image are from what @network sees of its middle at
 * several scales.
 *
 * Returns: the diameter of a circle with the mean area of an object, in pixels of the
 *   image; 0 if no object is seen at any scale; or -1.
 */
gdouble ll_predict_diameter (const LlNetwork *network,
                             const LlImage *image,
                             const LlPredictSettings *settings,
                             LlProgressFunc progress,
                             gpointer data,
                             GError **error);

/* Pixels along a side of the middle of an image that ll_estimate_diameter() is given. */
#define LL_ESTIMATE_MIDDLE 2048

/**
 * ll_estimate_diameter:
 * @network: a starting network
 * @middle: of the image, with the network's number of channels or 3
 *
 * Returns: as ll_predict_diameter(), rounded to what is known of it.
 */
gdouble ll_estimate_diameter (const LlNetwork *network,
                              const LlImage *middle,
                              const LlPredictSettings *settings,
                              LlProgressFunc progress,
                              gpointer data,
                              GError **error);

/**
 * ll_predict_get_labels:
 * @network: the network that predicted
 * @task: a task
 * @probabilities: [planes][height][width], from ll_predict_image()
 * @width: of the image
 * @height: of the image
 *
 * Returns: (transfer full) (nullable): the most probable class per pixel; %NULL when the
 *   network lacks @task.
 */
LlLabels *ll_predict_get_labels (const LlNetwork *network,
                                 LlTask task,
                                 const gfloat *probabilities,
                                 gint width,
                                 gint height);

/**
 * ll_most_probable:
 * @probabilities: [n_classes][n_pixels] of one task
 * @n_classes: number of classes
 * @n_pixels: number of pixels
 * @labels: (out caller-allocates): [n_pixels], the most probable class per pixel
 *
 * Ties go to the lowest class.
 */
void ll_most_probable (const gfloat *probabilities,
                       gint n_classes,
                       gsize n_pixels,
                       guint8 *labels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPredictor, ll_predictor_free)

G_END_DECLS
