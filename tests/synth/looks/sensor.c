/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Noise of detectors and cameras. */

#include <math.h>

#include "looks/dice.h"
#include "looks/optics.h"

/* The sum of four 16-bit numbers is approximately normal. */
static inline gfloat
quick_normal (LlRandom *random)
{
  guint64 bits = ll_random_next (random);
  gfloat sum = (gfloat) ((bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) +
                         (bits >> 48));

  return (sum / 65536.0f - 2.0f) * 1.7320508f;
}

static SynthPlane *
draw_noise (gint width, gint height, const SynthImaging *imaging, LlRandom *random)
{
  SynthPlane *noise = synth_plane_new (width, height, 0.0f);
  gfloat keep = (gfloat) imaging->smear;
  gfloat fresh = sqrtf (1.0f - keep * keep);

  for (gint y = 0; y < height; y++)
    {
      gfloat *row = noise->data + (gsize) y * (gsize) width;
      gfloat last = 0.0f;

      for (gint x = 0; x < width; x++)
        {
          last = keep * last + fresh * quick_normal (random);
          row[x] = last;
        }
    }
  if (imaging->grain > 0.3)
    {
      synth_plane_blur (noise, imaging->grain);
      synth_plane_normalise (noise);
    }
  return noise;
}

static void
add_noise (SynthPlane *plane,
           const SynthPlane *noise,
           const SynthImaging *imaging,
           gfloat contrast,
           gfloat share)
{
  gfloat even = (gfloat) (imaging->noise * imaging->noise) * contrast * contrast;
  gfloat shot = (gfloat) (imaging->shot * imaging->shot) * contrast;

  for (gsize i = 0; i < (gsize) plane->width * (gsize) plane->height; i++)
    plane->data[i] +=
      share * noise->data[i] * sqrtf (even + shot * MAX (plane->data[i], 0.0f));
}

static void
add_lines (SynthPlane *plane,
           const SynthImaging *imaging,
           gdouble contrast,
           LlRandom *random)
{
  gint w = plane->width;
  gint h = plane->height;
  gdouble drift = 0.0;
  gint streaks = imaging->charging > 0.0 ? 3 + h / 30 : 0;

  for (gint y = 0; y < h && imaging->stripes > 0.0; y++)
    {
      drift = 0.6 * drift + imaging->stripes * contrast * synth_normal (random);
      for (gint x = 0; x < w; x++)
        plane->data[(gsize) y * (gsize) w + (gsize) x] += (gfloat) drift;
    }
  for (gint k = 0; k < streaks; k++)
    {
      gint top = ll_random_int (random, h);
      gint rows = 1 + ll_random_int (random, 3);
      gint left = (gint) (synth_between (random, -0.3, 0.9) * w);
      gdouble length = w * synth_between (random, 0.05, 0.5);
      gdouble height =
        synth_either_sign (random, 0.2, 1.0) * imaging->charging * contrast;

      for (gint y = top; y < MIN (top + rows, h); y++)
        for (gint x = MAX (left, 0); x < MIN (left + (gint) (3.0 * length), w); x++)
          plane->data[(gsize) y * (gsize) w + (gsize) x] +=
            (gfloat) (height * exp (-(x - left) / length));
    }
}

void
synth_sensor_read (SynthPlane **planes,
                   gint n,
                   const SynthImaging *imaging,
                   gdouble contrast,
                   LlRandom *random)
{
  /* Channels share a part of the noise. */
  gfloat common = n == 1 ? 1.0f : (gfloat) synth_between (random, 0.3, 0.95);
  gfloat own = sqrtf (MAX (1.0f - common * common, 0.0f));
  g_autoptr (SynthPlane) noise =
    draw_noise (planes[0]->width, planes[0]->height, imaging, random);

  for (gint c = 0; c < n; c++)
    {
      add_noise (planes[c], noise, imaging, (gfloat) contrast, common);
      if (n > 1)
        {
          g_autoptr (SynthPlane) extra =
            draw_noise (planes[0]->width, planes[0]->height, imaging, random);

          add_noise (planes[c], extra, imaging, (gfloat) contrast, own);
        }
    }
  if (n == 1)
    add_lines (planes[0], imaging, contrast, random);
}
