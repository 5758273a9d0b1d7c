/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The kinds of networks: which tensors each has, and which operations it is.
 *
 * Both stand side by side in one file a kind, made of the parts below, so that names and
 * channels agree: multitask.c, mdunet.c.
 */

#pragma once

#include "net/graph.h"

G_BEGIN_DECLS

typedef struct
{
  /* Appends the tensors to @tensors (LlParameter, without data), in the order of a
   * weights file.
   */
  void (*describe) (const LlNetworkSettings *settings, gint n_classes, GArray *tensors);

  /* Appends the operations to @graph, and sets the logits of each task that there is. */
  void (*build) (LlGraph *graph, LlValue *input, LlValue *logits[LL_N_TASKS]);
} LlArchitecture;

extern const LlArchitecture ll_architecture_multitask; /* and single-task */
extern const LlArchitecture ll_architecture_mdunet;

/* Of a kind that exists. */
const LlArchitecture *ll_architecture_get (LlNetworkKind kind);

/* Two grey blocks: "@prefix.conv1.weight", "@prefix.bn1.weight" ...
 * @in: channels that the first one sees
 * @out: channels of both
 */
void ll_describe_blocks (GArray *tensors, const gchar *prefix, gint in, gint out);

/* Their operations, over @first and, when there is one, @second. */
LlValue *
ll_build_blocks (LlGraph *graph, const gchar *prefix, LlValue *first, LlValue *second);

/* "head.@task.weight" and "head.@task.bias": from @in channels to logits. */
void ll_describe_head (GArray *tensors, LlTask task, gint in, gint n_classes);

LlValue *ll_build_head (LlGraph *graph, LlTask task, LlValue *in);

G_END_DECLS
