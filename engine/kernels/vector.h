/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Vectors of LL_VECTOR floats for the inner loops; see set.c.
 *
 * Vectors longer than the registers run at a tenth of the speed, so each set has its own
 * length.  A block of channels is one, two or four vectors.
 */

#pragma once

#include "core/features.h"

/* Vectors of a block. */
#define LL_PARTS (LL_BLOCK / LL_VECTOR)

/* Accumulators stay in registers only when the loops over them are unrolled. */
#ifdef __clang__
#define LL_UNROLL _Pragma ("unroll")
#else
#define LL_UNROLL _Pragma ("GCC unroll 16")
#endif

/* What was loaded before is loaded again after this: otherwise values that two parts of a
 * computation share are kept, and others leave the registers for them.
 */
#define LL_FORGET __asm__ volatile("" ::: "memory")

#define LL_INLINE static inline __attribute__ ((always_inline))

typedef gfloat LlVector
  __attribute__ ((vector_size (LL_VECTOR * sizeof (gfloat)), may_alias));
typedef gint32 LlMask __attribute__ ((vector_size (LL_VECTOR * sizeof (gint32))));

LL_INLINE LlVector
ll_load (const gfloat *from)
{
  return *(const LlVector *) from;
}

LL_INLINE void
ll_store (gfloat *to, LlVector vector)
{
  *(LlVector *) to = vector;
}

LL_INLINE LlVector
ll_splat (gfloat value)
{
  return value - (LlVector){ 0 };
}

/* @yes where @mask is set, else @no. */
LL_INLINE LlVector
ll_select (LlMask mask, LlVector yes, LlVector no)
{
  return (LlVector) ((mask & (LlMask) yes) | (~mask & (LlMask) no));
}

LL_INLINE LlVector
ll_max (LlVector a, LlVector b)
{
  return ll_select (a > b, a, b);
}

/* Adds the sums over @n numbers and their squares to @moments [2][16], given those of
 * their distances from @shift: near to the numbers' mean these keep the digits that a
 * small deviation needs.
 */
LL_INLINE void
ll_add_moments (gdouble *moments, gsize n, LlVector shift, LlVector sum, LlVector squares)
{
  for (gint i = 0; i < LL_VECTOR; i++)
    {
      gdouble s = shift[i];

      moments[i] += sum[i] + (gdouble) n * s;
      moments[LL_BLOCK + i] += squares[i] + 2.0 * s * sum[i] + (gdouble) n * s * s;
    }
}
