/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sums of feature maps. */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"

G_BEGIN_DECLS

/* out = a + b, all of one shape; @out may be either. */
void
ll_add (LlWorkers *workers, const LlTensor *a, const LlTensor *b, const LlTensor *out);

/* out = in, or out += in. */
void ll_copy (LlWorkers *workers,
              const LlTensor *in,
              const LlTensor *out,
              gboolean accumulate);

G_END_DECLS
