/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs a network of any kind, forward and backward, on batches of one size. */

#pragma once

#include "core/group.h"
#include "core/tensor.h"
#include "core/workers.h"
#include "net/graph.h"
#include "net/network-private.h"

G_BEGIN_DECLS

typedef struct _LlExecutor LlExecutor;

/**
 * ll_executor_new_for_training:
 * @network: the network to train; it must outlive the executor.  Each forward pass moves
 *   its running statistics
 * @workers: threads to run on; they must outlive the executor
 * @batch: number of patches
 * @height: of a patch, a multiple of 2^(levels - 1)
 * @width: of a patch, a multiple of 2^(levels - 1)
 * @compact: see ll_graph_set_compact()
 *
 * Returns: (transfer full): an executor that keeps what the backward pass needs.
 */
LlExecutor *ll_executor_new_for_training (LlNetwork *network,
                                          LlWorkers *workers,
                                          gint batch,
                                          gint height,
                                          gint width,
                                          gboolean compact);

/**
 * ll_executor_new:
 * @network: the network to run, which is not changed; it must outlive the executor
 * @workers: as for ll_executor_new_for_training()
 * @batch: as for ll_executor_new_for_training()
 * @height: as for ll_executor_new_for_training()
 * @width: as for ll_executor_new_for_training()
 *
 * Returns: (transfer full): an executor that only runs forward.
 */
LlExecutor *ll_executor_new (const LlNetwork *network,
                             LlWorkers *workers,
                             gint batch,
                             gint height,
                             gint width);

/**
 * ll_executor_new_beside:
 * @lender: another executor on the same workers, of the same batch and sides, which must
 *   outlive the executor
 *
 * Returns: (transfer full): an executor that only runs forward, in the memory of @lender if
 *   that is enough, see ll_graph_borrow().
 */
LlExecutor *ll_executor_new_beside (const LlExecutor *lender);
void ll_executor_free (LlExecutor *executor);

/**
 * ll_executor_estimate:
 * @settings: of the network, which need not exist
 * @n_classes: of the network
 * @training: whether the executor would be for training
 * @compact: as for ll_executor_new_for_training()
 * @n_threads: of its workers; 0 for one per processor
 *
 * Returns: what an executor and its workers would take.
 */
LlGraphSizes ll_executor_estimate (const LlNetworkSettings *settings,
                                   gint n_classes,
                                   gboolean training,
                                   gboolean compact,
                                   gint n_threads,
                                   gint batch,
                                   gint height,
                                   gint width);

/* Of the values between its operations. */
LlGraphMemory ll_executor_get_memory (const LlExecutor *executor);

/* Without training: to be called after the network's numbers were changed. */
void ll_executor_refresh (LlExecutor *executor);

/* [channels][batch][height][width]: to be filled before each forward pass. */
LlTensor ll_executor_get_input (LlExecutor *executor);

/* Logits of @task after the forward pass; data is %NULL when the network lacks it. */
LlTensor ll_executor_get_logits (LlExecutor *executor, LlTask task);

/* @momentum: of the running statistics when training, see ll_batchnorm_forward(). */
void ll_executor_forward (LlExecutor *executor, gfloat momentum);

typedef struct
{
  gdouble alpha[LL_N_TASKS]; /* weights of the tasks                        */
  gdouble interface_weight;  /* of interface pixels in the separation task  */
  gdouble dice_weight;       /* of the soft Dice loss in the segmentation   */
} LlLossSettings;

/**
 * ll_executor_loss:
 * @labels: for each task [batch][height][width], 255 = ignored; or %NULL when no patch
 *   of the batch has that map
 * @settings: what counts how much
 * @losses: (out caller-allocates): of each task, without alpha; 0 without labels
 *
 * Equation 5 and its gradient at the logits, when training; the segmentation's loss has the
 * soft Dice loss besides.
 *
 * Returns: the sum over tasks of alpha times loss.
 */
gdouble ll_executor_loss (LlExecutor *executor,
                          const guint8 *const labels[LL_N_TASKS],
                          const LlLossSettings *settings,
                          gdouble losses[LL_N_TASKS]);

/**
 * ll_executor_set_group:
 * @group: (nullable): processes that train the network together.  They run forward and
 *   backward together; ll_executor_loss() gives the loss of this one's patches, and
 *   ll_executor_backward() the mean of all their gradients
 */
void ll_executor_set_group (LlExecutor *executor, const LlGroup *group);

/* After ll_executor_loss(). */
void ll_executor_backward (LlExecutor *executor);

/* All gradients, in the order of ll_network_get_learned(). */
gfloat *ll_executor_get_gradients (LlExecutor *executor);

/* The gradient of one parameter, or %NULL for a running statistic. */
const gfloat *ll_executor_get_gradient (LlExecutor *executor, gint parameter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlExecutor, ll_executor_free)

G_END_DECLS
