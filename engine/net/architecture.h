/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The kinds of networks, one file per kind: multitask.c, mdunet.c.
 *
 * A kind is stated once, as the operations that it adds to a graph.  Each operation
 * declares its own parameters, so that the same pass tells a new network what it has to
 * hold (network.c) and builds the graph that runs (executor.c).
 */

#pragma once

#include "net/graph.h"

G_BEGIN_DECLS

/**
 * ll_architecture_build:
 * @settings: of a kind that exists
 * @n_classes: of detection and segmentation
 * @graph: a graph without operations
 * @input: its input
 * @logits: (out caller-allocates): the logits of each task; %NULL for tasks that the
 *   network lacks
 *
 * Adds the operations of a network to @graph, and declares its parameters there, in the
 * order of a weights file.
 */
void ll_architecture_build (const LlNetworkSettings *settings,
                            gint n_classes,
                            LlGraph *graph,
                            LlValue *input,
                            LlValue *logits[LL_N_TASKS]);

/* The pass of each kind, with arguments as above. */
void ll_build_multitask (const LlNetworkSettings *settings,
                         gint n_classes,
                         LlGraph *graph,
                         LlValue *input,
                         LlValue *logits[LL_N_TASKS]);
void ll_build_mdunet (const LlNetworkSettings *settings,
                      gint n_classes,
                      LlGraph *graph,
                      LlValue *input,
                      LlValue *logits[LL_N_TASKS]);

/**
 * ll_build_blocks:
 * @prefix: of the parameters: "@prefix.conv1.weight", "@prefix.bn1.weight" ...
 * @channels: of the output
 * @first: images or features
 * @second: (nullable): more features, which the first block sees concatenated
 *
 * Adds two grey blocks.
 */
LlValue *ll_build_blocks (LlGraph *graph,
                          const gchar *prefix,
                          gint channels,
                          LlValue *first,
                          LlValue *second);

G_END_DECLS
