/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sums of feature maps. */

#pragma once

#include "core/features.h"
#include "core/workers.h"

G_BEGIN_DECLS

/* out = a + b; all three have the same shape and are distinct. */
void ll_add (LlWorkers *workers,
             const LlFeatures *a,
             const LlFeatures *b,
             const LlFeatures *out);

/* out = in, or out += in. */
void ll_copy (LlWorkers *workers,
              const LlFeatures *in,
              const LlFeatures *out,
              gboolean accumulate);

G_END_DECLS
