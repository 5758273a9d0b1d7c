/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A network as an ONNX model. */

#pragma once

#include "io/onnx-builder.h"
#include "lazylabels/network-export.h"
#include "net/network-private.h"

G_BEGIN_DECLS

/* Name of the input; the outputs are called as the tasks. */
#define LL_ONNX_INPUT "image"

/**
 * ll_onnx_add_network:
 * @image: normalised, with sides that are multiples of 2^(levels - 1)
 * @probabilities: (out caller-allocates): of each task; %NULL for tasks that the network
 *   lacks
 *
 * Adds the operations of a network, with batch normalisation folded into convolutions.
 */
void ll_onnx_add_network (LlOnnx *onnx,
                          const LlNetwork *network,
                          const gchar *image,
                          const gchar *probabilities[LL_N_TASKS]);

/**
 * ll_onnx_model:
 * @export: what is exported
 *
 * Returns: (transfer full): the file.
 */
GBytes *ll_onnx_model (const LlNetworkExport *export);

G_END_DECLS
