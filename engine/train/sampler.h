/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which patches a training step sees. */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"
#include "lazylabels/augmentation.h"
#include "lazylabels/network.h"
#include "lazylabels/sample.h"

G_BEGIN_DECLS

/* Streams of random numbers; a step has one number of a stream to itself. */
typedef enum
{
  LL_STREAM_STEPS = 16,
  LL_STREAM_STATISTICS = 17,
  LL_STREAM_SPLIT = 18
} LlStream;

/* A place that a patch is to show. */
typedef struct
{
  const LlSample *sample; /* borrowed               */
  gdouble x;              /* pixels of the sample */
  gdouble y;
} LlSamplePlace;

typedef struct
{
  const LlNetwork *network; /* normalisation, kind, patch                       */
  GPtrArray *samples;       /* (element-type LlSample): to draw from, borrowed  */
  GPtrArray *masked;        /* those of them with a mask, borrowed              */
  gdouble masked_share;     /* of the patches, drawn from @masked               */
  GArray *places;           /* LlSamplePlace; NULL or empty: none               */
  gdouble places_share;     /* of the patches of steps, drawn around @places    */
  LlAugmentation augmentation;
  guint64 seed;
  gint n_parts; /* of a step's patches, drawn by as many processes; 0 or 1: all  */
  gint part;    /* which of them                                               */
} LlSampler;

/* Patches and labels of one step. */
typedef struct
{
  gint batch;
  gint patch;
  guint8 *labels[LL_N_TASKS];    /* [batch][patch][patch] */
  gboolean labelled[LL_N_TASKS]; /* whether any patch has that map */
} LlBatch;

LlBatch *ll_batch_new (gint batch, gint patch);
void ll_batch_free (LlBatch *batch);

/* What ll_executor_loss() takes: NULL for maps that no patch has. */
void ll_batch_get_labels (const LlBatch *batch, const guint8 *labels[LL_N_TASKS]);

/**
 * ll_sampler_draw:
 * @stream: what for
 * @step: the step's number
 * @batch: (inout): labels of each patch; 255 everywhere where the image has no map
 * @input: (out caller-allocates): [channels][batch][patch][patch], normalised
 *
 * Depends on the seed, the stream, the step, the part and the places, and nothing else: n parts
 * draw what one draws with n times the batch.
 */
void ll_sampler_draw (const LlSampler *sampler,
                      LlWorkers *workers,
                      LlStream stream,
                      gint step,
                      LlBatch *batch,
                      const LlTensor *input);

/* The same for the upright patch of @sample at (@x, @y), as patch @index of the batch. */
void ll_sampler_read_at (const LlNetwork *network,
                         const LlSample *sample,
                         gint x,
                         gint y,
                         gint index,
                         LlBatch *batch,
                         const LlTensor *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlBatch, ll_batch_free)

G_END_DECLS
