/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Blurs and statistics of planes. */

#include <math.h>
#include <stdlib.h>

#include "looks/plane.h"

#define LARGEST_KERNEL 12

SynthPlane *
synth_plane_new (gint width, gint height, gfloat value)
{
  SynthPlane *plane = g_new (SynthPlane, 1);

  plane->width = width;
  plane->height = height;
  plane->data = g_new (gfloat, (gsize) width * (gsize) height);
  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    plane->data[i] = value;
  return plane;
}

void
synth_plane_free (SynthPlane *plane)
{
  if (plane)
    g_free (plane->data);
  g_free (plane);
}

/* Sums shifted copies of a row that has been continued by @radius pixels at both ends. */
static void
blur_row (gfloat *row, gint n, const gfloat *kernel, gint radius, gfloat *padded)
{
  for (gint i = -radius; i < n + radius; i++)
    padded[i + radius] = row[CLAMP (i, 0, n - 1)];
  for (gint i = 0; i < n; i++)
    row[i] = kernel[0] * padded[i + radius];
  for (gint k = 1; k <= radius; k++)
    for (gint i = 0; i < n; i++)
      row[i] += kernel[k] * (padded[i + radius - k] + padded[i + radius + k]);
}

static void
blur_columns (SynthPlane *plane, const gfloat *kernel, gint radius)
{
  gint w = plane->width;
  gint h = plane->height;
  g_autofree gfloat *copy =
    g_memdup2 (plane->data, sizeof (gfloat) * (gsize) w * (gsize) h);

  for (gint y = 0; y < h; y++)
    {
      gfloat *row = plane->data + (gsize) y * (gsize) w;

      for (gint x = 0; x < w; x++)
        row[x] *= kernel[0];
      for (gint k = 1; k <= radius; k++)
        {
          const gfloat *above = copy + (gsize) MAX (y - k, 0) * (gsize) w;
          const gfloat *below = copy + (gsize) MIN (y + k, h - 1) * (gsize) w;

          for (gint x = 0; x < w; x++)
            row[x] += kernel[k] * (above[x] + below[x]);
        }
    }
}

/* Means over 2 * radius + 1 pixels of a line, by a running sum. */
static void
box_line (gfloat *start, gint n, gsize step, gint radius, gfloat *line)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < n; i++)
    line[i] = start[(gsize) i * step];
  for (gint i = -radius; i <= radius; i++)
    sum += line[CLAMP (i, 0, n - 1)];
  for (gint i = 0; i < n; i++)
    {
      start[(gsize) i * step] = (gfloat) (sum / (2 * radius + 1));
      sum += line[MIN (i + radius + 1, n - 1)] - line[MAX (i - radius, 0)];
    }
}

static void
blur_by_boxes (SynthPlane *plane, gdouble sigma)
{
  gint w = plane->width;
  gint h = plane->height;
  gint radius = (gint) (0.5 * (sqrt (4.0 * sigma * sigma + 1.0) - 1.0) + 0.5);
  g_autofree gfloat *line = g_new (gfloat, MAX (w, h));

  for (gint pass = 0; pass < 3; pass++)
    {
      for (gint y = 0; y < h; y++)
        box_line (plane->data + (gsize) y * (gsize) w, w, 1, radius, line);
      for (gint x = 0; x < w; x++)
        box_line (plane->data + x, h, (gsize) w, radius, line);
    }
}

void
synth_plane_blur (SynthPlane *plane, gdouble sigma)
{
  gint radius = (gint) ceil (2.7 * sigma);
  gfloat kernel[LARGEST_KERNEL + 1];
  g_autofree gfloat *padded = NULL;
  gdouble sum = -1.0;

  if (sigma < 0.1)
    return;
  if (radius > LARGEST_KERNEL)
    {
      blur_by_boxes (plane, sigma);
      return;
    }
  for (gint k = 0; k <= radius; k++)
    {
      kernel[k] = (gfloat) exp (-0.5 * k * k / (sigma * sigma));
      sum += 2.0 * (gdouble) kernel[k];
    }
  for (gint k = 0; k <= radius; k++)
    kernel[k] /= (gfloat) sum;

  padded = g_new (gfloat, plane->width + 2 * radius);
  for (gint y = 0; y < plane->height; y++)
    blur_row (plane->data + (gsize) y * (gsize) plane->width, plane->width, kernel,
              radius, padded);
  blur_columns (plane, kernel, radius);
}

void
synth_plane_normalise (SynthPlane *plane)
{
  gsize n = (gsize) plane->width * (gsize) plane->height;
  gdouble sum = 0.0;
  gdouble squares = 0.0;
  gfloat mean, scale;

  for (gsize i = 0; i < n; i++)
    {
      sum += (gdouble) plane->data[i];
      squares += (gdouble) plane->data[i] * (gdouble) plane->data[i];
    }
  mean = (gfloat) (sum / (gdouble) n);
  scale =
    (gfloat) (1.0 / sqrt (MAX (squares / (gdouble) n - (gdouble) (mean * mean), 1e-12)));
  for (gsize i = 0; i < n; i++)
    plane->data[i] = (plane->data[i] - mean) * scale;
}

static int
compare_floats (const void *a, const void *b)
{
  gfloat x = *(const gfloat *) a;
  gfloat y = *(const gfloat *) b;

  return (x > y) - (x < y);
}

void
synth_plane_range (const SynthPlane *plane, gfloat *low, gfloat *high)
{
  gfloat sample[600];
  gsize n = (gsize) plane->width * (gsize) plane->height;

  /* The step is not a multiple of usual widths, so that the sample is spread. */
  for (gsize i = 0; i < G_N_ELEMENTS (sample); i++)
    sample[i] = plane->data[(i * 7919 * (n / 4751 + 1)) % n];
  qsort (sample, G_N_ELEMENTS (sample), sizeof *sample, compare_floats);
  *low = sample[G_N_ELEMENTS (sample) / 50];
  *high = sample[G_N_ELEMENTS (sample) - 1 - G_N_ELEMENTS (sample) / 50];
}

static gfloat
interpolate (const SynthPlane *plane, gdouble x, gdouble y)
{
  gint x0 = CLAMP ((gint) floor (x), 0, plane->width - 1);
  gint y0 = CLAMP ((gint) floor (y), 0, plane->height - 1);
  gint x1 = MIN (x0 + 1, plane->width - 1);
  gint y1 = MIN (y0 + 1, plane->height - 1);
  gfloat u = (gfloat) CLAMP (x - x0, 0.0, 1.0);
  gfloat v = (gfloat) CLAMP (y - y0, 0.0, 1.0);
  const gfloat *top = plane->data + (gsize) y0 * (gsize) plane->width;
  const gfloat *bottom = plane->data + (gsize) y1 * (gsize) plane->width;

  return (1.0f - v) * ((1.0f - u) * top[x0] + u * top[x1]) +
         v * ((1.0f - u) * bottom[x0] + u * bottom[x1]);
}

void
synth_plane_coarsen (SynthPlane *plane, gdouble factor)
{
  gint w = MAX ((gint) (plane->width / factor), 2);
  gint h = MAX ((gint) (plane->height / factor), 2);
  gdouble fx = (gdouble) plane->width / w;
  gdouble fy = (gdouble) plane->height / h;
  g_autoptr (SynthPlane) small = synth_plane_new (w, h, 0.0f);

  synth_plane_blur (plane, 0.4 * factor);
  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      small->data[(gsize) y * (gsize) w + (gsize) x] =
        interpolate (plane, (x + 0.5) * fx - 0.5, (y + 0.5) * fy - 0.5);
  for (gint y = 0; y < plane->height; y++)
    for (gint x = 0; x < plane->width; x++)
      plane->data[(gsize) y * (gsize) plane->width + (gsize) x] =
        interpolate (small, (x + 0.5) / fx - 0.5, (y + 0.5) / fy - 0.5);
}
