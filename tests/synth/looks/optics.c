/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Light passes through the optics, becomes a range of greys, and is read by a sensor. */

#include <math.h>
#include <stdlib.h>

#include "looks/dice.h"
#include "looks/optics.h"

#define SAMPLE 512

static void
scatter (SynthPlane *plane, const SynthImaging *imaging)
{
  g_autoptr (SynthPlane) wide = NULL;

  synth_plane_blur (plane, imaging->blur);
  if (imaging->glow <= 0.0)
    return;
  wide = synth_plane_new (plane->width, plane->height, 0.0f);
  for (gsize i = 0; i < (gsize) plane->width * (gsize) plane->height; i++)
    wide->data[i] = plane->data[i];
  synth_plane_blur (wide, imaging->glow_width);
  for (gsize i = 0; i < (gsize) plane->width * (gsize) plane->height; i++)
    plane->data[i] += (gfloat) imaging->glow * wide->data[i];
}

/* Draws the factor of uneven light. */
static SynthPlane *
draw_shading (gint width, gint height, const SynthImaging *imaging, LlRandom *random)
{
  SynthPlane *shading = synth_plane_new (width, height, 1.0f);
  gfloat side = (gfloat) MAX (width, height);
  gfloat bend = (gfloat) (imaging->shading * synth_between (random, -0.5, 0.5));
  gfloat cx = (gfloat) synth_between (random, -0.15, 0.15);
  gfloat cy = (gfloat) synth_between (random, -0.15, 0.15);
  gdouble sx, sy;

  synth_direction (random, &sx, &sy);
  sx *= imaging->shading;
  sy *= imaging->shading;
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gfloat u = ((gfloat) x - 0.5f * (gfloat) width) / side;
        gfloat v = ((gfloat) y - 0.5f * (gfloat) height) / side;
        gfloat r = (u - cx) * (u - cx) + (v - cy) * (v - cy);

        shading->data[(gsize) y * (gsize) width + (gsize) x] +=
          (gfloat) sx * u + (gfloat) sy * v + bend * (u * v + u * u - 0.1f) -
          (gfloat) imaging->vignette * 1.6f * r;
      }
  return shading;
}

static int
compare_floats (const void *a, const void *b)
{
  gfloat x = *(const gfloat *) a;
  gfloat y = *(const gfloat *) b;

  return (x > y) - (x < y);
}

/* Finds dark and bright among pixels of the picture and as many of the objects, which may
 * be few.
 */
static void
find_range (SynthPlane **planes,
            gint n,
            const SynthLayout *layout,
            gfloat *low,
            gfloat *high,
            LlRandom *random)
{
  gfloat sample[2 * SAMPLE];
  gsize pixels = (gsize) layout->width * (gsize) layout->height;
  gint filled = 0;

  for (gint tries = 0; filled < 2 * SAMPLE && tries < 40 * SAMPLE; tries++)
    {
      gsize i = (gsize) ((gdouble) pixels * ll_random_uniform (random));
      gfloat sum = 0.0f;

      if (filled >= SAMPLE && layout->owner[i] == 0)
        continue;
      for (gint c = 0; c < n; c++)
        sum += planes[c]->data[i];
      sample[filled++] = sum / (gfloat) n;
    }
  qsort (sample, (gsize) filled, sizeof *sample, compare_floats);
  *low = sample[filled / 60];
  *high = sample[filled - 1 - filled / 60];
}

/* Stretches greys to the range of the file. */
static void
expose (SynthPlane **planes,
        gint n,
        const SynthRecipe *recipe,
        const SynthLayout *layout,
        LlRandom *random)
{
  const SynthImaging *imaging = &recipe->imaging;
  gsize pixels = (gsize) layout->width * (gsize) layout->height;
  gfloat low, high, scale;

  find_range (planes, n, layout, &low, &high, random);
  if (recipe->palette.kind == SYNTH_PALETTE_STAIN && n > 1)
    low = 0.0f;
  scale = (gfloat) (imaging->high - imaging->low) / MAX (high - low, 1e-3f);
  for (gint c = 0; c < n; c++)
    for (gsize i = 0; i < pixels; i++)
      {
        gfloat value = (planes[c]->data[i] - low) * scale + (gfloat) imaging->low;

        if (imaging->gamma != 1.0)
          value = powf (MAX (value, 0.0f), (gfloat) imaging->gamma);
        planes[c]->data[i] = imaging->invert ? 1.0f - value : value;
      }
}

/* Rounds brightness, and the differences of red and blue from green, as JPEG does. */
static void
compress (SynthPlane **planes, gint n, gint step)
{
  gsize pixels = (gsize) planes[0]->width * (gsize) planes[0]->height;

  if (n == 3)
    for (gsize i = 0; i < pixels; i++)
      {
        planes[0]->data[i] -= planes[1]->data[i];
        planes[2]->data[i] -= planes[1]->data[i];
        planes[1]->data[i] += 0.3f * planes[0]->data[i] + 0.11f * planes[2]->data[i];
      }
  for (gint c = 0; c < n; c++)
    synth_blocks_round (planes[c], c == 1 || n == 1 ? step : 2.0 * step);
  if (n == 3)
    for (gsize i = 0; i < pixels; i++)
      {
        planes[1]->data[i] -= 0.3f * planes[0]->data[i] + 0.11f * planes[2]->data[i];
        planes[0]->data[i] += planes[1]->data[i];
        planes[2]->data[i] += planes[1]->data[i];
      }
}

static void
to_grey (SynthPlane **planes, LlRandom *random)
{
  gfloat weight[3] = { 0.3f, 0.59f, 0.11f };

  if (synth_chance (random, 0.3))
    {
      gint c = ll_random_int (random, 3);

      for (gint k = 0; k < 3; k++)
        weight[k] = k == c;
    }
  for (gsize i = 0; i < (gsize) planes[0]->width * (gsize) planes[0]->height; i++)
    planes[0]->data[i] = weight[0] * planes[0]->data[i] + weight[1] * planes[1]->data[i] +
                         weight[2] * planes[2]->data[i];
}

LlImage *
synth_optics_image (const SynthCanvas *canvas,
                    const SynthRecipe *recipe,
                    const SynthLayout *layout,
                    gint channels,
                    LlRandom *random)
{
  const SynthImaging *imaging = &recipe->imaging;
  LlImage *image = ll_image_new (canvas->width, canvas->height, channels);
  gsize pixels = (gsize) canvas->width * (gsize) canvas->height;
  g_autoptr (SynthPlane) shading = NULL;
  SynthPlane *planes[3] = { NULL, NULL, NULL };
  gint n = recipe->palette.kind == SYNTH_PALETTE_GREY ? 1 : 3;

  for (gint c = 0; c < n; c++)
    planes[c] = synth_plane_new (canvas->width, canvas->height, 0.0f);
  synth_palette_map (&recipe->palette, canvas, planes, n);
  if (n > channels)
    {
      to_grey (planes, random);
      n = 1;
    }
  shading = draw_shading (canvas->width, canvas->height, imaging, random);
  for (gint c = 0; c < n; c++)
    {
      scatter (planes[c], imaging);
      for (gsize i = 0; i < pixels; i++)
        planes[c]->data[i] *= shading->data[i];
    }
  expose (planes, n, recipe, layout, random);
  synth_sensor_read (planes, n, imaging, imaging->high - imaging->low, random);
  for (gint c = 0; c < n && imaging->coarseness > 1.05; c++)
    synth_plane_coarsen (planes[c], imaging->coarseness);
  if (imaging->jpeg > 0)
    compress (planes, n, imaging->jpeg);

  for (gint c = 0; c < channels; c++)
    for (gsize i = 0; i < pixels; i++)
      image->data[(gsize) c * pixels + i] =
        rintf (CLAMP (planes[MIN (c, n - 1)]->data[i], 0.0f, 1.0f) * 255.0f) / 255.0f;
  for (gint c = 0; c < 3; c++)
    synth_plane_free (planes[c]);
  return image;
}
