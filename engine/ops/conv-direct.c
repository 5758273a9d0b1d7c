/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Direct convolution: bands of rows are copied once into a frame of zeros, and the inner
 * loops run over those.
 */

#include <string.h>

#include "ops/conv-direct.h"

/* A band and its frame stay in the second-level cache. */
#define BAND_BYTES ((gsize) 384 << 10)
#define MAX_ROWS   16

typedef struct
{
  LlWorkers *workers;
  const LlConvKernel *kernel;
  const LlTensor *in;
  const LlTensor *out;
  gboolean accumulate;
  const gfloat *packed; /* forward: [blocks][in][9][channels]            */
  gsize stride;         /* floats of a framed row                        */
  gint rows;            /* of a band                                     */
  gint bands;           /* of an image                                   */
  gint n_parts;         /* weight gradient: shares of the bands          */
  gfloat *partials;     /* [parts][out blocks * channels][in][9]         */
} Direct;

static gint
count_blocks (gint channels, const LlConvKernel *kernel)
{
  return (channels + kernel->channels - 1) / kernel->channels;
}

/* Room for the tile that hangs over the end of a row, and for the frame. */
static gsize
framed_stride (gint width, const LlConvKernel *kernel)
{
  gint tiles = (width + kernel->pixels - 1) / kernel->pixels;

  /* Not a multiple of a cache line: rows would fall on the same sets. */
  return (gsize) tiles * (gsize) kernel->pixels + 2 + 16;
}

static void
choose_bands (Direct *direct, gint channels)
{
  gsize row = (gsize) channels * direct->stride * sizeof (gfloat);
  gint rows = (gint) (BAND_BYTES / row) - 2;

  direct->rows = CLAMP (rows, 1, MIN (MAX_ROWS, direct->in->height));
  direct->bands = (direct->in->height + direct->rows - 1) / direct->rows;
}

/* Rows @first - 1 .. @first + rows of all channels of one image, with a pixel of zeros to
 * the left and zeros to the right: [in][rows + 2][stride].
 */
static void
copy_framed (const LlTensor *in,
             gint image,
             gint first,
             gint rows,
             gsize stride,
             gfloat *to)
{
  gsize width = (gsize) in->width;

  for (gint c = 0; c < in->channels; c++)
    {
      const gfloat *plane = ll_tensor_plane (in, c, image);

      for (gint y = first - 1; y <= first + rows; y++)
        {
          if (y < 0 || y >= in->height)
            {
              memset (to, 0, stride * sizeof (gfloat));
            }
          else
            {
              to[0] = 0.0f;
              memcpy (to + 1, plane + (gsize) y * width, width * sizeof (gfloat));
              memset (to + 1 + width, 0, (stride - 1 - width) * sizeof (gfloat));
            }
          to += stride;
        }
    }
}

/* One tile to where it belongs: channels and pixels beyond the end are dropped. */
static void
store_tile (const Direct *direct,
            const gfloat *tile,
            gint channel,
            gint image,
            gint y,
            gint x)
{
  const LlTensor *out = direct->out;
  gint channels = MIN (direct->kernel->channels, out->channels - channel);
  gint pixels = MIN (direct->kernel->pixels, out->width - x);

  for (gint o = 0; o < channels; o++)
    {
      const gfloat *from = tile + o * direct->kernel->pixels;
      gfloat *to =
        ll_tensor_plane (out, channel + o, image) + (gsize) y * (gsize) out->width + x;

      if (direct->accumulate)
        for (gint i = 0; i < pixels; i++)
          to[i] += from[i];
      else
        memcpy (to, from, (gsize) pixels * sizeof (gfloat));
    }
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  const Direct *direct = data;
  const LlConvKernel *kernel = direct->kernel;
  const LlTensor *in = direct->in;
  gint image = task / direct->bands;
  gint first = task % direct->bands * direct->rows;
  gint rows = MIN (direct->rows, in->height - first);
  gint blocks = count_blocks (direct->out->channels, kernel);
  gsize block_size = (gsize) in->channels * 9 * (gsize) kernel->channels;
  gsize plane = (gsize) (rows + 2) * direct->stride;
  gfloat *framed = ll_workers_scratch (direct->workers, worker,
                                       (gsize) in->channels * (gsize) (direct->rows + 2) *
                                         direct->stride * sizeof (gfloat));
  gfloat tile[LL_CONV_MAX_CHANNELS * LL_CONV_MAX_PIXELS];

  copy_framed (in, image, first, rows, direct->stride, framed);
  for (gint y = 0; y < rows; y++)
    for (gint x = 0; x < in->width; x += kernel->pixels)
      for (gint block = 0; block < blocks; block++)
        {
          kernel->forward (framed + (gsize) y * direct->stride + x, in->channels, plane,
                           direct->stride, direct->packed + (gsize) block * block_size,
                           tile);
          store_tile (direct, tile, block * kernel->channels, image, first + y, x);
        }
}

/* weight(o, c, k) is at weights + o * out_stride + c * in_stride + k, or + 8 - k when
 * @turned; channels beyond the last get zeros.
 */
static gfloat *
pack (LlWorkers *workers,
      const LlConvKernel *kernel,
      const gfloat *weights,
      gsize out_stride,
      gsize in_stride,
      gboolean turned,
      gint out_channels,
      gint in_channels)
{
  gint blocks = count_blocks (out_channels, kernel);
  gsize n = (gsize) blocks * (gsize) in_channels * 9 * (gsize) kernel->channels;
  gfloat *packed = ll_workers_shared (workers, n * sizeof (gfloat));
  gfloat *to = packed;

  for (gint block = 0; block < blocks; block++)
    for (gint c = 0; c < in_channels; c++)
      for (gint k = 0; k < 9; k++)
        for (gint i = 0; i < kernel->channels; i++)
          {
            gint o = block * kernel->channels + i;

            *to++ = o < out_channels
                      ? weights[(gsize) o * out_stride + (gsize) c * in_stride +
                                (turned ? 8 - k : k)]
                      : 0.0f;
          }
  return packed;
}

static void
run_forward (LlWorkers *workers,
             const LlConvKernel *kernel,
             const LlTensor *in,
             const gfloat *packed,
             const LlTensor *out,
             gboolean accumulate)
{
  Direct direct = {
    .workers = workers,
    .kernel = kernel,
    .in = in,
    .out = out,
    .accumulate = accumulate,
    .packed = packed,
    .stride = framed_stride (in->width, kernel),
  };

  choose_bands (&direct, in->channels);
  ll_workers_run (workers, in->batch * direct.bands, forward_task, &direct);
}

void
ll_conv_direct_forward (LlWorkers *workers,
                        const LlConvKernel *kernel,
                        const LlTensor *in,
                        const gfloat *weights,
                        gsize weight_stride,
                        const LlTensor *out,
                        gboolean accumulate)
{
  gfloat *packed =
    pack (workers, kernel, weights, weight_stride, 9, FALSE, out->channels, in->channels);

  run_forward (workers, kernel, in, packed, out, accumulate);
}

void
ll_conv_direct_input_gradient (LlWorkers *workers,
                               const LlConvKernel *kernel,
                               const LlTensor *out_grad,
                               const gfloat *weights,
                               gsize weight_stride,
                               const LlTensor *in_grad,
                               gboolean accumulate)
{
  /* The forward pass with the kernel turned, from output to input channels. */
  gfloat *packed = pack (workers, kernel, weights, 9, weight_stride, TRUE,
                         in_grad->channels, out_grad->channels);

  run_forward (workers, kernel, out_grad, packed, in_grad, accumulate);
}

/* Rows of the output's gradient with zeros up to a multiple of the vector, and planes of
 * zeros up to a multiple of the channels: [blocks * channels][rows][stride].
 */
static void
copy_padded (const Direct *direct,
             gint image,
             gint first,
             gint rows,
             gsize stride,
             gfloat *to)
{
  const LlTensor *out = direct->out;
  gsize width = (gsize) out->width;
  gint planes = count_blocks (out->channels, direct->kernel) * direct->kernel->channels;

  for (gint o = 0; o < planes; o++)
    for (gint y = 0; y < rows; y++)
      {
        if (o < out->channels)
          {
            memcpy (to, ll_tensor_plane (out, o, image) + (gsize) (first + y) * width,
                    width * sizeof (gfloat));
            memset (to + width, 0, (stride - width) * sizeof (gfloat));
          }
        else
          {
            memset (to, 0, stride * sizeof (gfloat));
          }
        to += stride;
      }
}

/* Adds what one band gives to @partial: [out blocks][in][channels][9]. */
static void
add_band (const Direct *direct, gint worker, gint band, gfloat *partial)
{
  const LlConvKernel *kernel = direct->kernel;
  const LlTensor *in = direct->in;
  gint image = band / direct->bands;
  gint first = band % direct->bands * direct->rows;
  gint rows = MIN (direct->rows, in->height - first);
  gint blocks = count_blocks (direct->out->channels, kernel);
  gint width = (in->width + kernel->vector - 1) / kernel->vector * kernel->vector;
  gsize plane = (gsize) (rows + 2) * direct->stride;
  gsize framed_size = (gsize) in->channels * (gsize) (direct->rows + 2) * direct->stride;
  gsize grad_size =
    (gsize) (blocks * kernel->channels) * (gsize) direct->rows * (gsize) width;
  gfloat *framed = ll_workers_scratch (direct->workers, worker,
                                       (framed_size + grad_size) * sizeof (gfloat));
  gfloat *grad = framed + framed_size;

  copy_framed (in, image, first, rows, direct->stride, framed);
  copy_padded (direct, image, first, rows, (gsize) width, grad);

  for (gint block = 0; block < blocks; block++)
    for (gint c = 0; c < in->channels; c++)
      {
        kernel->weight_gradient (
          framed + (gsize) c * plane, direct->stride,
          grad + (gsize) (block * kernel->channels * rows) * (gsize) width,
          (gsize) rows * (gsize) width, (gsize) width, rows, width, partial);
        partial += kernel->channels * 9;
      }
}

static gsize
partial_size (const Direct *direct)
{
  return (gsize) count_blocks (direct->out->channels, direct->kernel) *
         (gsize) direct->in->channels * (gsize) direct->kernel->channels * 9;
}

static void
weight_gradient_task (gint task, gint worker, gpointer data)
{
  const Direct *direct = data;
  gsize size = partial_size (direct);
  gfloat *partial = direct->partials + (gsize) task * size;
  gint n = direct->in->batch * direct->bands;
  gint end = (gint) ((gint64) n * (task + 1) / direct->n_parts);

  memset (partial, 0, size * sizeof (gfloat));
  for (gint band = (gint) ((gint64) n * task / direct->n_parts); band < end; band++)
    add_band (direct, worker, band, partial);
}

void
ll_conv_direct_weight_gradient (LlWorkers *workers,
                                const LlConvKernel *kernel,
                                const LlTensor *in,
                                const LlTensor *out_grad,
                                gfloat *weight_grad,
                                gsize weight_stride)
{
  Direct direct = {
    .workers = workers,
    .kernel = kernel,
    .in = in,
    .out = out_grad,
    .stride = framed_stride (in->width, kernel),
    .n_parts = ll_workers_get_n (workers),
  };
  gsize size;

  choose_bands (&direct, in->channels + out_grad->channels);
  size = partial_size (&direct);
  direct.partials =
    ll_workers_shared (workers, (gsize) direct.n_parts * size * sizeof (gfloat));
  ll_workers_run (workers, direct.n_parts, weight_gradient_task, &direct);

  /* In the order of the shares, whoever worked them out: same seed, same weights. */
  for (gint o = 0; o < out_grad->channels; o++)
    for (gint c = 0; c < in->channels; c++)
      for (gint k = 0; k < 9; k++)
        {
          gint block = o / kernel->channels;
          gsize at = (((gsize) block * (gsize) in->channels + (gsize) c) *
                        (gsize) kernel->channels +
                      (gsize) (o % kernel->channels)) *
                       9 +
                     (gsize) k;
          gfloat sum = 0.0f;

          for (gint part = 0; part < direct.n_parts; part++)
            sum += direct.partials[(gsize) part * size + at];
          weight_grad[(gsize) o * weight_stride + (gsize) c * 9 + (gsize) k] = sum;
        }
}
