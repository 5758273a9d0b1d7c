/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sums of feature maps, and their half-precision copies. */

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

/* To float16 (the nearest, ties to even; at most its largest) and back; @n: floats, a multiple
 * of 16.
 */
void ll_narrow (LlWorkers *workers, const gfloat *from, gsize n, guint16 *to);
void ll_widen (LlWorkers *workers, const guint16 *from, gsize n, gfloat *to);

G_END_DECLS
