/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Inner loops, compiled once an instruction set with
 *
 *   LL_KERNEL   the name of the set
 *   LL_VECTOR   floats of a register: 16 (AVX-512), 8 (AVX2), 4 (SSE2, NEON)
 *   LL_CHANNELS output channels at once: the accumulators must stay in registers
 *
 * Vectors longer than the registers run at a tenth of the speed, so that each set has
 * its own length.
 */

#include "ops/conv-kernel.h"

#define VECTORS 2 /* of a tile of the forward pass */
#define PIXELS  (VECTORS * LL_VECTOR)

#ifdef __clang__
#define UNROLL _Pragma ("unroll")
#else
#define UNROLL _Pragma ("GCC unroll 16")
#endif

#define QUOTE(name)  QUOTE_ (name)
#define QUOTE_(name) #name

/* Loads and stores need no alignment. */
typedef gfloat Vector
  __attribute__ ((vector_size (LL_VECTOR * sizeof (gfloat)), aligned (4), may_alias));

G_STATIC_ASSERT (PIXELS <= LL_CONV_MAX_PIXELS);
G_STATIC_ASSERT (LL_CHANNELS <= LL_CONV_MAX_CHANNELS);

static inline Vector
load (const gfloat *from)
{
  return *(const Vector *) from;
}

static void
forward (const gfloat *in,
         gint in_channels,
         gsize channel_stride,
         gsize row_stride,
         const gfloat *weights,
         gfloat *out)
{
  Vector sums[LL_CHANNELS][VECTORS];

  UNROLL
  for (gint o = 0; o < LL_CHANNELS; o++)
    {
      UNROLL
      for (gint v = 0; v < VECTORS; v++)
        sums[o][v] = (Vector){ 0 };
    }

  for (gint c = 0; c < in_channels; c++)
    {
      for (gint ky = 0; ky < 3; ky++)
        {
          const gfloat *row = in + (gsize) c * channel_stride + (gsize) ky * row_stride;

          UNROLL
          for (gint kx = 0; kx < 3; kx++)
            {
              Vector first = load (row + kx);
              Vector second = load (row + kx + LL_VECTOR);

              UNROLL
              for (gint o = 0; o < LL_CHANNELS; o++)
                {
                  sums[o][0] += first * weights[o];
                  sums[o][1] += second * weights[o];
                }
              weights += LL_CHANNELS;
            }
        }
    }

  UNROLL
  for (gint o = 0; o < LL_CHANNELS; o++)
    {
      UNROLL
      for (gint v = 0; v < VECTORS; v++)
        *(Vector *) (out + o * PIXELS + v * LL_VECTOR) = sums[o][v];
    }
}

static void
weight_gradient (const gfloat *in,
                 gsize in_stride,
                 const gfloat *out_grad,
                 gsize plane_stride,
                 gsize out_stride,
                 gint rows,
                 gint width,
                 gfloat *grad)
{
  for (gint ky = 0; ky < 3; ky++)
    {
      Vector sums[LL_CHANNELS][3];

      UNROLL
      for (gint o = 0; o < LL_CHANNELS; o++)
        {
          UNROLL
          for (gint kx = 0; kx < 3; kx++)
            sums[o][kx] = (Vector){ 0 };
        }

      for (gint y = 0; y < rows; y++)
        {
          const gfloat *from = in + (gsize) (y + ky) * in_stride;
          const gfloat *to = out_grad + (gsize) y * out_stride;

          for (gint x = 0; x < width; x += LL_VECTOR)
            {
              Vector left = load (from + x);
              Vector middle = load (from + x + 1);
              Vector right = load (from + x + 2);

              UNROLL
              for (gint o = 0; o < LL_CHANNELS; o++)
                {
                  Vector g = load (to + (gsize) o * plane_stride + x);

                  sums[o][0] += g * left;
                  sums[o][1] += g * middle;
                  sums[o][2] += g * right;
                }
            }
        }

      UNROLL
      for (gint o = 0; o < LL_CHANNELS; o++)
        {
          UNROLL
          for (gint kx = 0; kx < 3; kx++)
            {
              gfloat sum = 0.0f;

              for (gint i = 0; i < LL_VECTOR; i++)
                sum += sums[o][kx][i];
              grad[o * 9 + ky * 3 + kx] += sum;
            }
        }
    }
}

extern const LlConvKernel LL_KERNEL;

const LlConvKernel LL_KERNEL = {
  .name = QUOTE (LL_KERNEL),
  .pixels = PIXELS,
  .channels = LL_CHANNELS,
  .vector = LL_VECTOR,
  .forward = forward,
  .weight_gradient = weight_gradient,
};
