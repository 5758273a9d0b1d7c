/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Networks in tensor files; a checkpoint adds its own tensors and metadata. */

#pragma once

#include "io/tensor-file.h"
#include "lazylabels/weights.h"

G_BEGIN_DECLS

/* Tensors whose names begin so belong to a training, and loading leaves them alone. */
#define LL_WEIGHTS_TRAINING_PREFIX "training."

/* Returns: (transfer full): all that @network holds; the tensors' data are @network's. */
LlTensorFile *ll_weights_to_tensor_file (const LlNetwork *network);

/* @file: not trusted.  Returns: (transfer full): the network, or %NULL. */
LlNetwork *ll_weights_from_tensor_file (const LlTensorFile *file, GError **error);

/* Whether all numbers are finite, and no running variance is negative. @title: how the message
 * calls the file that they come from, or go to.
 */
gboolean ll_weights_check (const LlNetwork *network, const gchar *title, GError **error);

G_END_DECLS
