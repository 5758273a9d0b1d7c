/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The twins of the operations on feature maps: each output is written as the sum
 * that defines it, one number after the other.
 */

#include <math.h>

#include "twins.h"

#define EPSILON 1e-5
#define SLOPE   0.01

/* For every channel, image and pixel of a tensor. */
#define EACH(t, c, n, y, x)                  \
  for (gint c = 0; c < (t)->channels; c++)   \
    for (gint n = 0; n < (t)->batch; n++)    \
      for (gint y = 0; y < (t)->height; y++) \
        for (gint x = 0; x < (t)->width; x++)

static gfloat *
at (const LlTensor *t, gint channel, gint image, gint y, gint x)
{
  return t->data + (gsize) channel * t->stride +
         (((gsize) image * (gsize) t->height + (gsize) y) * (gsize) t->width + (gsize) x);
}

/* The pixel, or zero beyond the border. */
static gdouble
padded (const LlTensor *t, gint channel, gint image, gint y, gint x)
{
  if (y < 0 || y >= t->height || x < 0 || x >= t->width)
    return 0.0;
  return *at (t, channel, image, y, x);
}

static void
put (gfloat *where, gdouble value, gboolean accumulate)
{
  *where = (gfloat) (accumulate ? *where + value : value);
}

/* weights[out][in][ky][kx] */
static gsize
tap (gint out, gsize stride, gint in, gint ky, gint kx)
{
  return (gsize) out * stride + (gsize) (in * 9 + ky * 3 + kx);
}

void
ll_twin_conv3x3_forward (const LlTensor *in,
                         const gfloat *weights,
                         gsize weight_stride,
                         const LlTensor *out,
                         gboolean accumulate)
{
  EACH (out, o, n, y, x)
  {
    gdouble sum = 0.0;

    for (gint i = 0; i < in->channels; i++)
      for (gint ky = 0; ky < 3; ky++)
        for (gint kx = 0; kx < 3; kx++)
          sum += weights[tap (o, weight_stride, i, ky, kx)] *
                 padded (in, i, n, y + ky - 1, x + kx - 1);
    put (at (out, o, n, y, x), sum, accumulate);
  }
}

void
ll_twin_conv3x3_input_gradient (const LlTensor *out_grad,
                                const gfloat *weights,
                                gsize weight_stride,
                                const LlTensor *in_grad,
                                gboolean accumulate)
{
  EACH (in_grad, i, n, y, x)
  {
    gdouble sum = 0.0;

    /* The outputs that read this pixel through tap (ky, kx). */
    for (gint o = 0; o < out_grad->channels; o++)
      for (gint ky = 0; ky < 3; ky++)
        for (gint kx = 0; kx < 3; kx++)
          sum += weights[tap (o, weight_stride, i, ky, kx)] *
                 padded (out_grad, o, n, y - ky + 1, x - kx + 1);
    put (at (in_grad, i, n, y, x), sum, accumulate);
  }
}

void
ll_twin_conv3x3_weight_gradient (const LlTensor *in,
                                 const LlTensor *out_grad,
                                 gfloat *weight_grad,
                                 gsize weight_stride)
{
  for (gint o = 0; o < out_grad->channels; o++)
    for (gint i = 0; i < in->channels; i++)
      for (gint ky = 0; ky < 3; ky++)
        for (gint kx = 0; kx < 3; kx++)
          {
            gdouble sum = 0.0;

            for (gint n = 0; n < in->batch; n++)
              for (gint y = 0; y < in->height; y++)
                for (gint x = 0; x < in->width; x++)
                  sum += (gdouble) *at (out_grad, o, n, y, x) *
                         padded (in, i, n, y + ky - 1, x + kx - 1);
            weight_grad[tap (o, weight_stride, i, ky, kx)] = (gfloat) sum;
          }
}

void
ll_twin_conv1x1_forward (const LlTensor *in,
                         const gfloat *weights,
                         const gfloat *bias,
                         const LlTensor *out)
{
  EACH (out, o, n, y, x)
  {
    gdouble sum = bias[o];

    for (gint i = 0; i < in->channels; i++)
      sum += (gdouble) weights[o * in->channels + i] * *at (in, i, n, y, x);
    *at (out, o, n, y, x) = (gfloat) sum;
  }
}

void
ll_twin_conv1x1_backward (const LlTensor *in,
                          const gfloat *weights,
                          const LlTensor *out_grad,
                          const LlTensor *in_grad,
                          gboolean accumulate,
                          gfloat *weight_grad,
                          gfloat *bias_grad)
{
  EACH (in_grad, i, n, y, x)
  {
    gdouble sum = 0.0;

    for (gint o = 0; o < out_grad->channels; o++)
      sum += (gdouble) weights[o * in->channels + i] * *at (out_grad, o, n, y, x);
    put (at (in_grad, i, n, y, x), sum, accumulate);
  }
  for (gint o = 0; o < out_grad->channels; o++)
    {
      gdouble total = 0.0;

      for (gsize p = 0; p < ll_tensor_pixels (in); p++)
        total += ll_tensor_channel (out_grad, o)[p];
      bias_grad[o] = (gfloat) total;
      for (gint i = 0; i < in->channels; i++)
        {
          gdouble sum = 0.0;

          for (gsize p = 0; p < ll_tensor_pixels (in); p++)
            sum +=
              (gdouble) ll_tensor_channel (out_grad, o)[p] * ll_tensor_channel (in, i)[p];
          weight_grad[o * in->channels + i] = (gfloat) sum;
        }
    }
}

gdouble
ll_twin_leaky_relu (gdouble value)
{
  return value > 0.0 ? value : SLOPE * value;
}

void
ll_twin_batchnorm_forward (const LlTensor *in,
                           const gfloat *gamma,
                           const gfloat *beta,
                           gfloat *mean,
                           gfloat *inverse,
                           gfloat *running_mean,
                           gfloat *running_variance,
                           gfloat momentum,
                           const LlTensor *out)
{
  gsize pixels = ll_tensor_pixels (in);
  gdouble count = (gdouble) pixels;

  for (gint c = 0; c < in->channels; c++)
    {
      const gfloat *from = ll_tensor_channel (in, c);
      gfloat *to = ll_tensor_channel (out, c);
      gdouble average = 0.0, squares = 0.0, scale;

      for (gsize p = 0; p < pixels; p++)
        average += from[p] / count;
      for (gsize p = 0; p < pixels; p++)
        squares += (from[p] - average) * (from[p] - average);
      scale = 1.0 / sqrt (squares / count + EPSILON);
      for (gsize p = 0; p < pixels; p++)
        to[p] =
          (gfloat) ll_twin_leaky_relu (gamma[c] * (from[p] - average) * scale + beta[c]);
      mean[c] = (gfloat) average;
      inverse[c] = (gfloat) scale;
      running_mean[c] =
        (gfloat) (running_mean[c] + momentum * (average - running_mean[c]));
      running_variance[c] =
        (gfloat) (running_variance[c] +
                  momentum * (squares / fmax (count - 1.0, 1.0) - running_variance[c]));
    }
}

void
ll_twin_batchnorm_infer (const LlTensor *in,
                         const gfloat *gamma,
                         const gfloat *beta,
                         const gfloat *running_mean,
                         const gfloat *running_variance,
                         const LlTensor *out)
{
  EACH (in, c, n, y, x)
  {
    gdouble centred = (gdouble) *at (in, c, n, y, x) - running_mean[c];

    *at (out, c, n, y, x) = (gfloat) ll_twin_leaky_relu (
      gamma[c] * centred / sqrt (running_variance[c] + EPSILON) + beta[c]);
  }
}

/* With h = (in - mean) * inverse, v = gamma * h + beta and d = gradient at v:
 *   gradient at in = gamma * inverse * (d - mean (d) - h * mean (d * h))
 */
void
ll_twin_batchnorm_backward (const LlTensor *in,
                            const LlTensor *out_grad,
                            const gfloat *gamma,
                            const gfloat *beta,
                            const gfloat *mean,
                            const gfloat *inverse,
                            const LlTensor *in_grad,
                            gfloat *gamma_grad,
                            gfloat *beta_grad)
{
  gsize pixels = ll_tensor_pixels (in);
  gdouble count = (gdouble) pixels;
  g_autofree gdouble *h = g_new (gdouble, pixels);
  g_autofree gdouble *d = g_new (gdouble, pixels);

  for (gint c = 0; c < in->channels; c++)
    {
      gdouble sum = 0.0, product = 0.0;

      for (gsize p = 0; p < pixels; p++)
        {
          h[p] = ((gdouble) ll_tensor_channel (in, c)[p] - mean[c]) * inverse[c];
          d[p] = ll_tensor_channel (out_grad, c)[p];
          if (gamma[c] * h[p] + beta[c] <= 0.0)
            d[p] *= SLOPE;
          sum += d[p];
          product += d[p] * h[p];
        }
      for (gsize p = 0; p < pixels; p++)
        ll_tensor_channel (in_grad, c)[p] =
          (gfloat) (gamma[c] * inverse[c] *
                    (d[p] - sum / count - h[p] * product / count));
      gamma_grad[c] = (gfloat) product;
      beta_grad[c] = (gfloat) sum;
    }
}

/* The first largest pixel of the window of output pixel (y, x). */
static gfloat *
winner (const LlTensor *in, gint c, gint n, gint y, gint x, gint *row, gint *column)
{
  gfloat *best = NULL;

  for (gint dy = 0; dy < 2; dy++)
    for (gint dx = 0; dx < 2; dx++)
      {
        gfloat *pixel = at (in, c, n, 2 * y + dy, 2 * x + dx);

        if (best == NULL || *pixel > *best)
          {
            best = pixel;
            *row = 2 * y + dy;
            *column = 2 * x + dx;
          }
      }
  return best;
}

void
ll_twin_maxpool_forward (const LlTensor *in, const LlTensor *out)
{
  gint row, column;

  EACH (out, c, n, y, x)
  *at (out, c, n, y, x) = *winner (in, c, n, y, x, &row, &column);
}

void
ll_twin_maxpool_backward (const LlTensor *in,
                          const LlTensor *out_grad,
                          const LlTensor *in_grad,
                          gboolean accumulate)
{
  gint row, column;

  if (!accumulate)
    EACH (in_grad, c, n, y, x)
  *at (in_grad, c, n, y, x) = 0.0f;
  EACH (out_grad, c, n, y, x)
  {
    winner (in, c, n, y, x, &row, &column);
    *at (in_grad, c, n, row, column) += *at (out_grad, c, n, y, x);
  }
}

/* Share of input row (or column) @from in output row @to: the triangle of half-width
 * one about the centre of @to, its part beyond the border moved onto the edge.
 */
static gdouble
share (gint to, gint from, gint size)
{
  gdouble centre = CLAMP ((to + 0.5) / 2.0 - 0.5, 0.0, size - 1.0);

  return fmax (0.0, 1.0 - fabs (centre - from));
}

void
ll_twin_upsample_forward (const LlTensor *in, const LlTensor *out)
{
  EACH (out, c, n, y, x)
  {
    gdouble sum = 0.0;

    for (gint v = 0; v < in->height; v++)
      for (gint u = 0; u < in->width; u++)
        sum += share (y, v, in->height) * share (x, u, in->width) * *at (in, c, n, v, u);
    *at (out, c, n, y, x) = (gfloat) sum;
  }
}

void
ll_twin_upsample_backward (const LlTensor *out_grad,
                           const LlTensor *in_grad,
                           gboolean accumulate)
{
  EACH (in_grad, c, n, v, u)
  {
    gdouble sum = 0.0;

    for (gint y = 0; y < out_grad->height; y++)
      for (gint x = 0; x < out_grad->width; x++)
        sum += share (y, v, in_grad->height) * share (x, u, in_grad->width) *
               *at (out_grad, c, n, y, x);
    put (at (in_grad, c, n, v, u), sum, accumulate);
  }
}

void
ll_twin_add (const LlTensor *a, const LlTensor *b, const LlTensor *out)
{
  EACH (out, c, n, y, x)
  *at (out, c, n, y, x) = *at (a, c, n, y, x) + *at (b, c, n, y, x);
}

void
ll_twin_copy (const LlTensor *in, const LlTensor *out, gboolean accumulate)
{
  EACH (out, c, n, y, x)
  put (at (out, c, n, y, x), *at (in, c, n, y, x), accumulate);
}

void
ll_twin_concat_forward (const LlTensor *parts, gint n_parts, const LlTensor *out)
{
  gint first = 0;

  for (gint i = 0; i < n_parts; i++)
    {
      EACH (&parts[i], c, n, y, x)
      *at (out, first + c, n, y, x) = *at (&parts[i], c, n, y, x);
      first += parts[i].channels;
    }
}

void
ll_twin_concat_backward (const LlTensor *out_grad,
                         gint first,
                         const LlTensor *part_grad,
                         gboolean accumulate)
{
  EACH (part_grad, c, n, y, x)
  put (at (part_grad, c, n, y, x), *at (out_grad, first + c, n, y, x), accumulate);
}
