/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A network as a list of operations over feature maps.
 *
 * Values are planned, not allocated one by one: each knows from which operation to
 * which it is needed, forward and (when training) backward, and those that never live
 * at the same time share memory.  What an operation without weights made is not kept for
 * the backward pass but made again there, and up-sampled features that only convolutions
 * read are never written at all.
 *
 * Backward, the gradient of a value is overwritten by the first operation that reaches
 * it and added to by the others.
 */

#pragma once

#include "core/features.h"
#include "core/group.h"
#include "core/workers.h"
#include "net/network-private.h"

G_BEGIN_DECLS

typedef struct _LlGraph LlGraph;
typedef struct _LlValue LlValue;

/**
 * ll_graph_new:
 * @network: (nullable): the network whose parameters the graph uses; it must outlive the
 *   graph.  A training graph moves its running statistics, any other changes nothing.
 *   With %NULL the graph only declares parameters: it can't be finished or run
 * @workers: (nullable): threads to run on; they must outlive the graph
 * @training: whether there is a backward pass
 */
LlGraph *ll_graph_new (const LlNetwork *network, LlWorkers *workers, gboolean training);
void ll_graph_free (LlGraph *graph);

/**
 * ll_graph_set_compact:
 * @graph: a graph for training, before it is finished
 *
 * What has to be kept for the backward pass is kept as float16, but for what max-pooling
 * compares.  The forward pass is the same; gradients differ by the rounding of what they are
 * computed from.
 */
void ll_graph_set_compact (LlGraph *graph);

/* Memory of the values of a graph, in bytes. */
typedef struct
{
  gsize planned; /* what they take                                       */
  gsize bound;   /* the most that is needed at one time: no plan of this
                  * order of operations takes less                       */
  gsize kept;    /* what the backward pass finds of the forward pass     */
} LlGraphMemory;

/* Of a graph that was finished. */
LlGraphMemory ll_graph_get_memory (const LlGraph *graph);

/* What a graph takes, in bytes, at most. */
typedef struct
{
  gsize values; /* which graphs that never run at once may share, see ll_graph_borrow() */
  gsize
    workers; /* scratch memory of its workers, which all of their graphs share       */
  gsize own; /* what is made of the parameters                                       */
} LlGraphSizes;

/**
 * ll_graph_estimate:
 * @graph: a graph with all of its operations, which may lack a network, and is of no further use
 * @n_workers: threads that it would run on
 *
 * Returns: what it would take besides its network and the gradients of the parameters.
 */
LlGraphSizes ll_graph_estimate (LlGraph *graph, gint n_workers);

/* All of them together. */
static inline gsize
ll_graph_sizes_get_total (LlGraphSizes sizes)
{
  return sizes.values + sizes.workers + sizes.own;
}

/**
 * ll_graph_borrow:
 * @graph: a graph that is not finished
 * @lender: a finished graph, which must outlive it
 *
 * The values of @graph take the memory of those of @lender, if they fit there: each run of
 * the one, from its input to what is read of its outputs, then spoils the values of the other.
 */
void ll_graph_borrow (LlGraph *graph, const LlGraph *lender);

/* Planar images that the caller fills before each forward pass. */
LlValue *
ll_graph_input (LlGraph *graph, gint channels, gint batch, gint height, gint width);

/**
 * ll_graph_grey_block:
 * @prefix: of the names of its parameters
 * @number: of the block among those with this prefix: "@prefix.conv@number.weight",
 *   "@prefix.bn@number.weight" ...
 * @channels: of the output
 * @first: images or features
 * @second: (nullable): more features; the block sees both concatenated.  With half of
 *   the batch of @first, both halves see the same @second, which is convolved once
 *
 * Adds a 3x3 convolution, batch normalisation and leaky ReLU.
 */
LlValue *ll_graph_grey_block (LlGraph *graph,
                              const gchar *prefix,
                              gint number,
                              gint channels,
                              LlValue *first,
                              LlValue *second);

LlValue *ll_graph_maxpool (LlGraph *graph, LlValue *in);

/**
 * ll_graph_upsample:
 * @first: features
 * @second: (nullable): of the same shape; becomes the second half of the batch
 */
LlValue *ll_graph_upsample (LlGraph *graph, LlValue *first, LlValue *second);

/* @a + @b */
LlValue *ll_graph_add (LlGraph *graph, LlValue *a, LlValue *b);

/**
 * ll_graph_concat:
 * @parts: [n_parts] features of one batch and size
 * @n_parts: 2 or 3
 *
 * The channels of all @parts, in their order.
 */
LlValue *ll_graph_concat (LlGraph *graph, LlValue *const *parts, gint n_parts);

/* Images @first .. @first + @n - 1 of the batch. */
LlValue *ll_graph_slice (LlGraph *graph, LlValue *value, gint first, gint n);

/**
 * ll_graph_head:
 * @task: gives the names of its parameters: "head.@task.weight", "head.@task.bias"
 * @n_classes: of the task
 * @in: features
 *
 * Adds a 1x1 convolution with bias.  Its output is kept until the end, and the caller sets
 * the gradient there.
 */
LlValue *ll_graph_head (LlGraph *graph, LlTask task, gint n_classes, LlValue *in);

/**
 * ll_graph_take_parameters:
 *
 * Returns: (transfer full) (element-type LlParameter): the parameters that were declared,
 *   in their order and without data; the array owns their names
 */
GArray *ll_graph_take_parameters (LlGraph *graph);

/* Plans and allocates the memory: once, after the last operation. */
void ll_graph_finish (LlGraph *graph);

/* Without training weights are made ready once, in ll_graph_finish(), and here again after
 * they were changed.
 */
void ll_graph_refresh (LlGraph *graph);

gint ll_graph_get_batch (const LlValue *value);

/* Of an input or a head. */
LlTensor ll_graph_get_tensor (LlGraph *graph, LlValue *value);
LlTensor ll_graph_get_gradient (LlGraph *graph, LlValue *value);

/* @momentum: of the running statistics, see ll_batchnorm_forward(). */
void ll_graph_forward (LlGraph *graph, gfloat momentum);

/* @group: (nullable): processes that train the network together */
void ll_graph_set_group (LlGraph *graph, const LlGroup *group);

/**
 * LlGradientsFunc:
 * @first: the gradient of a parameter that is complete
 * @n: numbers of it
 * @data: the caller's
 */
typedef void (*LlGradientsFunc) (gfloat *first, gsize n, gpointer data);

/**
 * ll_graph_backward:
 * @ready: (nullable): called for each gradient as soon as it is complete
 * @data: for @ready
 * @gradients: (out caller-allocates): where the gradient of each parameter of the network
 *   goes; %NULL for running statistics
 *
 * Each head's gradient was set before.
 */
void ll_graph_backward (LlGraph *graph,
                        gfloat *const *gradients,
                        LlGradientsFunc ready,
                        gpointer data);

G_END_DECLS
