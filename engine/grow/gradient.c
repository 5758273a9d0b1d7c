/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Smooths with sampled Gaussians, rows first, and takes gradients by central differences. */

#include <math.h>
#include <string.h>

#include "grow/gradient.h"

/* Half of the kernel including its middle: @radius + 1 weights.  The whole sums to 1. */
static gfloat *
gaussian_new (gdouble sigma, gint *radius)
{
  gint r = (gint) ceil (3.0 * sigma);
  gfloat *kernel = g_new (gfloat, r + 1);
  gdouble sum = 0.0;

  for (gint k = -r; k <= r; k++)
    sum += exp (-0.5 * k * k / (sigma * sigma));
  for (gint k = 0; k <= r; k++)
    kernel[k] = (gfloat) (exp (-0.5 * k * k / (sigma * sigma)) / sum);
  *radius = r;
  return kernel;
}

static void
smooth_rows (gfloat *plane, gint width, gint height, const gfloat *kernel, gint radius)
{
  g_autofree gfloat *line = g_new (gfloat, width + 2 * radius);

  for (gint y = 0; y < height; y++)
    {
      gfloat *row = plane + (gsize) y * (gsize) width;

      for (gint x = -radius; x < width + radius; x++)
        line[x + radius] = row[CLAMP (x, 0, width - 1)];
      for (gint x = 0; x < width; x++)
        row[x] *= kernel[0];
      for (gint k = 1; k <= radius; k++)
        for (gint x = 0; x < width; x++)
          row[x] += kernel[k] * (line[x + radius - k] + line[x + radius + k]);
    }
}

static void
smooth_columns (gfloat *plane, gint width, gint height, const gfloat *kernel, gint radius)
{
  gsize w = (gsize) width;
  g_autofree gfloat *copy = g_memdup2 (plane, w * (gsize) height * sizeof (gfloat));

  for (gint y = 0; y < height; y++)
    {
      gfloat *row = plane + (gsize) y * w;

      for (gint x = 0; x < width; x++)
        row[x] *= kernel[0];
      for (gint k = 1; k <= radius; k++)
        {
          const gfloat *above = copy + (gsize) MAX (y - k, 0) * w;
          const gfloat *below = copy + (gsize) MIN (y + k, height - 1) * w;

          for (gint x = 0; x < width; x++)
            row[x] += kernel[k] * (above[x] + below[x]);
        }
    }
}

void
ll_smooth (gfloat *plane, gint width, gint height, gdouble sigma)
{
  g_autofree gfloat *kernel = NULL;
  gint radius;

  if (sigma <= 0.0)
    return;

  kernel = gaussian_new (sigma, &radius);
  smooth_rows (plane, width, height, kernel, radius);
  smooth_columns (plane, width, height, kernel, radius);
}

/* Raises each value to the length of the gradient of @plane if that is larger. */
static void
raise_to_gradient (const gfloat *plane, gint width, gint height, gfloat *steepness)
{
  gsize w = (gsize) width;

  for (gint y = 0; y < height; y++)
    {
      gint up = MAX (y - 1, 0);
      gint down = MIN (y + 1, height - 1);
      const gfloat *above = plane + (gsize) up * w;
      const gfloat *below = plane + (gsize) down * w;
      const gfloat *row = plane + (gsize) y * w;
      gfloat rows = (gfloat) MAX (down - up, 1);

      for (gint x = 0; x < width; x++)
        {
          gint left = MAX (x - 1, 0);
          gint right = MIN (x + 1, width - 1);
          gfloat dx = (row[right] - row[left]) / (gfloat) MAX (right - left, 1);
          gfloat dy = (below[x] - above[x]) / rows;
          gfloat slope = sqrtf (dx * dx + dy * dy);
          gfloat *out = steepness + (gsize) y * w + (gsize) x;

          /* A pixel that is not a number is ignored. */
          if (slope > *out && slope < G_MAXFLOAT)
            *out = slope;
        }
    }
}

gfloat *
ll_steepness_new (const gfloat *pixels,
                  gint width,
                  gint height,
                  gint channels,
                  gdouble sigma)
{
  gsize n = (gsize) width * (gsize) height;
  gfloat *steepness = g_new0 (gfloat, n);
  g_autofree gfloat *plane = g_new (gfloat, n);

  for (gint c = 0; c < channels; c++)
    {
      memcpy (plane, pixels + (gsize) c * n, n * sizeof (gfloat));
      ll_smooth (plane, width, height, sigma);
      raise_to_gradient (plane, width, height, steepness);
    }
  return steepness;
}
