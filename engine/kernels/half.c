/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Floats as float16 (IEEE 754's binary16) and back.
 *
 * Without instructions for it, a power of two moves the exponent of a float to where that of
 * a float16 has its zero: a shift does the rest, subnormal numbers included.
 */

#include "kernels/kernels.h"
#include "kernels/vector.h"

#ifdef __F16C__
#include <immintrin.h>
#endif

/* The largest float16. */
#define LARGEST_HALF 65504.0f

#if defined(__F16C__) && LL_VECTOR >= 8

#if LL_VECTOR == 16
typedef __m256i LlHalves;
#define LOAD_HALVES(from)      _mm256_loadu_si256 ((const __m256i *) (from))
#define STORE_HALVES(to, from) _mm256_storeu_si256 ((__m256i *) (to), from)
#define TO_HALVES(vector) \
  _mm512_cvtps_ph ((__m512) (vector), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)
#define FROM_HALVES(halves) ((LlVector) _mm512_cvtph_ps (halves))
#else
typedef __m128i LlHalves;
#define LOAD_HALVES(from)      _mm_loadu_si128 ((const __m128i *) (from))
#define STORE_HALVES(to, from) _mm_storeu_si128 ((__m128i *) (to), from)
#define TO_HALVES(vector)      _mm256_cvtps_ph ((__m256) (vector), _MM_FROUND_TO_NEAREST_INT)
#define FROM_HALVES(halves)    ((LlVector) _mm256_cvtph_ps (halves))
#endif

static void
kernel_narrow (const gfloat *from, gsize n, guint16 *to)
{
  const LlVector most = ll_splat (LARGEST_HALF);

  for (gsize i = 0; i < n; i += LL_VECTOR)
    {
      LlVector value = ll_load (from + i);

      value = ll_select (value > most, most, value);
      value = ll_select (value < -most, -most, value);
      STORE_HALVES (to + i, TO_HALVES (value));
    }
}

static void
kernel_widen (const guint16 *from, gsize n, gfloat *to)
{
  for (gsize i = 0; i < n; i += LL_VECTOR)
    {
      LlHalves halves = LOAD_HALVES (from + i);

      ll_store (to + i, FROM_HALVES (halves));
    }
}

#else

typedef union
{
  gfloat value;
  guint32 bits;
} LlNumber;

#define SIGN   0x8000
#define DIGITS 13 /* that a float16 lacks */

static void
kernel_narrow (const gfloat *restrict from, gsize n, guint16 *restrict to)
{
  for (gsize i = 0; i < n; i++)
    {
      LlNumber number = { .value = from[i] };
      guint32 sign = number.bits >> 16 & SIGN;

      number.bits &= G_MAXINT32;
      number.value = number.value > LARGEST_HALF ? LARGEST_HALF : number.value;
      number.value *= 0x1p-112f;
      /* To the nearest, ties to even. */
      number.bits += (1 << (DIGITS - 1)) - 1 + (number.bits >> DIGITS & 1);
      to[i] = (guint16) (number.bits >> DIGITS | sign);
    }
}

static void
kernel_widen (const guint16 *restrict from, gsize n, gfloat *restrict to)
{
  for (gsize i = 0; i < n; i++)
    {
      guint32 sign = (guint32) (from[i] & SIGN) << 16;
      LlNumber number = { .bits = (guint32) (from[i] & ~SIGN) << DIGITS };

      number.value *= 0x1p112f;
      number.bits |= sign;
      to[i] = number.value;
    }
}

#endif
