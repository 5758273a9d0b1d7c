/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A U-net of any kind, built from a network's tensors for a given batch of patches. */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"
#include "net/network-private.h"

G_BEGIN_DECLS

typedef struct _LlUnet LlUnet;

/**
 * ll_unet_new:
 * @network: its tensors; must outlive the U-net, as must @workers.  Training moves
 *   the running statistics; prediction changes nothing
 * @training: whether to keep what the backward pass needs
 * @batch: patches
 * @height: of a patch, a multiple of 2^(levels - 1)
 * @width: likewise
 */
LlUnet *ll_unet_new (LlNetwork *network,
                     LlWorkers *workers,
                     gboolean training,
                     gint batch,
                     gint height,
                     gint width);
void ll_unet_free (LlUnet *unet);

/* Without training: to be called after the network's numbers were changed. */
void ll_unet_refresh (LlUnet *unet);

/* [channels][batch][height][width]: to be filled before each forward pass. */
LlTensor ll_unet_get_input (LlUnet *unet);

/* Logits of @task after the forward pass; data is %NULL when the network lacks it. */
LlTensor ll_unet_get_logits (LlUnet *unet, LlTask task);

/* @momentum: of the running statistics when training, see ll_batchnorm_forward(). */
void ll_unet_forward (LlUnet *unet, gfloat momentum);

/**
 * ll_unet_loss:
 * @labels: for each task [batch][height][width], 255 = ignored; or %NULL when no patch
 *   of the batch has that map
 * @alpha: weights of the tasks
 * @interface_weight: of interface pixels in the separation task
 * @losses: (out caller-allocates): of each task, without alpha; 0 without labels
 *
 * Equation 5 and its gradient at the logits, when training.
 *
 * Returns: the sum over tasks of alpha times loss.
 */
gdouble ll_unet_loss (LlUnet *unet,
                      const guint8 *const labels[LL_N_TASKS],
                      const gdouble alpha[LL_N_TASKS],
                      gdouble interface_weight,
                      gdouble losses[LL_N_TASKS]);

/* After ll_unet_loss(). */
void ll_unet_backward (LlUnet *unet);

/* All gradients, in the order of ll_network_get_learned(). */
const gfloat *ll_unet_get_gradients (LlUnet *unet);

/* The gradient of one tensor, or %NULL for a running statistic. */
const gfloat *ll_unet_get_gradient (LlUnet *unet, gint tensor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlUnet, ll_unet_free)

G_END_DECLS
