/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Changes of a patch's values, each drawn by itself, in the order in which a microscope makes
 * them: what the sample shows, optics, sampling, the detector.
 */

#include <math.h>

#include "data/augment.h"

#define P_HUE        0.3
#define P_CONTRAST   0.3
#define P_GAMMA      0.3
#define P_BLUR       0.2
#define P_RESOLUTION 0.15
#define P_NOISE      0.15

#define MAX_MIX      0.15 /* share of each other channel                      */
#define MAX_TINT     0.3  /* standard deviations of the image set             */
#define MIN_CONTRAST 0.6
#define MAX_CONTRAST 1.6
#define MIN_GAMMA    0.6
#define MAX_GAMMA    1.6
#define MIN_BLUR     0.5 /* pixels */
#define MAX_BLUR     1.5
#define MAX_STEP     2.5 /* pixels of the patch per pixel of low resolution */
#define MAX_NOISE    0.3 /* standard deviations of the image set            */
#define MAX_RADIUS   4   /* of the blur: less than three of its deviations  */

#define MAX_CHANNELS 4

static gboolean
is_drawn (LlRandom *random, gdouble probability)
{
  return ll_random_uniform (random) < probability;
}

static gfloat
draw_between (LlRandom *random, gdouble min, gdouble max)
{
  return (gfloat) (min + (max - min) * ll_random_uniform (random));
}

/* Another stain, another lamp: channels mix, and shift against each other. */
static void
change_hue (LlRandom *random, gfloat *const *channels, gint n, gsize pixels)
{
  gfloat mix[MAX_CHANNELS][MAX_CHANNELS], tint[MAX_CHANNELS];

  for (gint i = 0; i < n; i++)
    {
      gfloat sum = 0.0f;

      for (gint j = 0; j < n; j++)
        {
          mix[i][j] = j == i ? 0.0f : draw_between (random, -MAX_MIX, MAX_MIX);
          sum += mix[i][j];
        }
      /* Grey stays grey. */
      mix[i][i] = 1.0f - sum;
      tint[i] = draw_between (random, -MAX_TINT, MAX_TINT);
    }
  for (gsize k = 0; k < pixels; k++)
    {
      gfloat old[MAX_CHANNELS];

      for (gint i = 0; i < n; i++)
        old[i] = channels[i][k];
      for (gint i = 0; i < n; i++)
        {
          gfloat sum = tint[i];

          for (gint j = 0; j < n; j++)
            sum += mix[i][j] * old[j];
          channels[i][k] = sum;
        }
    }
}

static gfloat
find_mean (const gfloat *values, gsize n)
{
  gdouble sum = 0.0;

  for (gsize k = 0; k < n; k++)
    sum += values[k];
  return (gfloat) (sum / (gdouble) n);
}

static void
change_contrast (LlRandom *random, gfloat *const *channels, gint n, gsize pixels)
{
  gfloat factor = expf (draw_between (random, log (MIN_CONTRAST), log (MAX_CONTRAST)));

  for (gint i = 0; i < n; i++)
    {
      gfloat mean = find_mean (channels[i], pixels);

      for (gsize k = 0; k < pixels; k++)
        channels[i][k] = mean + factor * (channels[i][k] - mean);
    }
}

/* Keeps the darkest and the brightest value of each channel, and bends what lies between;
 * half of the times seen from the bright end.
 */
static void
change_gamma (LlRandom *random, gfloat *const *channels, gint n, gsize pixels)
{
  gfloat gamma = expf (draw_between (random, log (MIN_GAMMA), log (MAX_GAMMA)));
  gboolean inverted = is_drawn (random, 0.5);

  for (gint i = 0; i < n; i++)
    {
      gfloat *values = channels[i];
      gfloat least = values[0], most = values[0], range, zero;

      for (gsize k = 1; k < pixels; k++)
        {
          least = MIN (least, values[k]);
          most = MAX (most, values[k]);
        }
      zero = inverted ? most : least;
      range = inverted ? least - most : most - least;
      if (range == 0.0f)
        continue;
      for (gsize k = 0; k < pixels; k++)
        values[k] = zero + range * powf (MAX (0.0f, (values[k] - zero) / range), gamma);
    }
}

/* One line of a separable Gaussian, with its ends repeated. */
static void
blur_line (gfloat *line,
           gsize stride,
           gint n,
           const gfloat *weights,
           gint radius,
           gfloat *buffer)
{
  for (gint i = 0; i < radius; i++)
    {
      buffer[i] = line[0];
      buffer[radius + n + i] = line[(gsize) (n - 1) * stride];
    }
  for (gint i = 0; i < n; i++)
    buffer[radius + i] = line[(gsize) i * stride];
  for (gint i = 0; i < n; i++)
    {
      gfloat sum = weights[0] * buffer[radius + i];

      for (gint k = 1; k <= radius; k++)
        sum += weights[k] * (buffer[radius + i - k] + buffer[radius + i + k]);
      line[(gsize) i * stride] = sum;
    }
}

static void
blur (LlRandom *random, gfloat *const *channels, gint n, gint patch)
{
  gfloat sigma = draw_between (random, MIN_BLUR, MAX_BLUR);
  gint radius = MIN (MAX_RADIUS, (gint) ceilf (2.5f * sigma));
  g_autofree gfloat *buffer = g_new (gfloat, (gsize) patch + 2 * MAX_RADIUS);
  gfloat weights[MAX_RADIUS + 1];
  gfloat sum = 0.0f;

  for (gint k = 0; k <= radius; k++)
    {
      weights[k] = expf (-0.5f * (gfloat) (k * k) / (sigma * sigma));
      sum += k > 0 ? 2.0f * weights[k] : weights[k];
    }
  for (gint k = 0; k <= radius; k++)
    weights[k] /= sum;

  for (gint i = 0; i < n; i++)
    {
      for (gint k = 0; k < patch; k++)
        blur_line (channels[i] + (gsize) k * (gsize) patch, 1, patch, weights, radius,
                   buffer);
      for (gint k = 0; k < patch; k++)
        blur_line (channels[i] + k, (gsize) patch, patch, weights, radius, buffer);
    }
}

/* Sees the patch through fewer pixels: nearest values of a coarse grid, and linear between
 * them.
 */
static void
lower_resolution (LlRandom *random, gfloat *const *channels, gint n, gint patch)
{
  gfloat step = draw_between (random, 1.0, MAX_STEP);
  gint coarse = (gint) ((gfloat) (patch - 1) / step) + 2;
  gsize width = (gsize) patch;
  g_autofree gfloat *grid = g_new (gfloat, (gsize) coarse * (gsize) coarse);

  for (gint i = 0; i < n; i++)
    {
      gfloat *values = channels[i];

      for (gint v = 0; v < coarse; v++)
        for (gint u = 0; u < coarse; u++)
          {
            gint x = MIN (patch - 1, (gint) ((gfloat) u * step + 0.5f));
            gint y = MIN (patch - 1, (gint) ((gfloat) v * step + 0.5f));

            grid[(gsize) v * (gsize) coarse + (gsize) u] =
              values[(gsize) y * width + (gsize) x];
          }
      for (gint y = 0; y < patch; y++)
        for (gint x = 0; x < patch; x++)
          {
            gfloat u = (gfloat) x / step, v = (gfloat) y / step;
            gint u0 = (gint) u, v0 = (gint) v;
            const gfloat *upper = grid + (gsize) v0 * (gsize) coarse + u0;
            const gfloat *lower = upper + coarse;
            gfloat fu = u - (gfloat) u0, fv = v - (gfloat) v0;
            gfloat a = upper[0] + fu * (upper[1] - upper[0]);
            gfloat b = lower[0] + fu * (lower[1] - lower[0]);

            values[(gsize) y * width + (gsize) x] = a + fv * (b - a);
          }
    }
}

static void
add_noise (LlRandom *random, gfloat *const *channels, gint n, gsize pixels)
{
  gdouble deviation = draw_between (random, 0.0, MAX_NOISE);

  for (gint i = 0; i < n; i++)
    for (gsize k = 0; k < pixels; k++)
      channels[i][k] += (gfloat) (deviation * ll_random_normal (random));
}

void
ll_augment_patch (LlRandom *random, gfloat *const *channels, gint n_channels, gint patch)
{
  gsize pixels = (gsize) patch * (gsize) patch;

  g_assert (n_channels <= MAX_CHANNELS);

  if (n_channels > 1 && is_drawn (random, P_HUE))
    change_hue (random, channels, n_channels, pixels);
  if (is_drawn (random, P_GAMMA))
    change_gamma (random, channels, n_channels, pixels);
  if (is_drawn (random, P_CONTRAST))
    change_contrast (random, channels, n_channels, pixels);
  if (is_drawn (random, P_BLUR))
    blur (random, channels, n_channels, patch);
  if (is_drawn (random, P_RESOLUTION))
    lower_resolution (random, channels, n_channels, patch);
  if (is_drawn (random, P_NOISE))
    add_noise (random, channels, n_channels, pixels);
}
