/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The background: textures, gaps, and what an annotator would not mark. */

#include <math.h>

#include "looks/canvas.h"
#include "looks/dice.h"

static void
paint_textures (SynthCanvas *canvas, const SynthGround *ground, LlRandom *random)
{
  gsize n = (gsize) canvas->width * (gsize) canvas->height;

  for (gsize i = 0; i < n; i++)
    {
      canvas->grey->data[i] = (gfloat) ground->level;
      canvas->tint->data[i] = (gfloat) ground->tint;
    }
  for (gint k = 0; k < 2; k++)
    {
      gfloat strength = (gfloat) ground->texture[k];
      gfloat change = k == 0 ? (gfloat) ground->tint_texture : 0.0f;
      g_autoptr (SynthPlane) texture = NULL;

      if (ground->texture[k] == 0.0)
        continue;
      texture = synth_texture_new (&ground->textures[k], canvas->width, canvas->height,
                                   (guint32) ll_random_next (random));
      for (gsize i = 0; i < n; i++)
        {
          canvas->grey->data[i] += strength * texture->data[i];
          canvas->tint->data[i] += change * texture->data[i];
        }
    }
}

/* Takes the tissue away where a wide noise is high. */
static void
cut_gaps (SynthCanvas *canvas, const SynthGround *ground, LlRandom *random)
{
  SynthTexture clouds = { SYNTH_TEXTURE_FRACTAL, synth_log_between (random, 25.0, 120.0),
                          4, 1.0, 0.0 };
  g_autoptr (SynthPlane) noise = NULL;
  gfloat threshold = (gfloat) (1.6 - 2.6 * ground->gaps);

  if (ground->gaps <= 0.0)
    return;
  noise = synth_texture_new (&clouds, canvas->width, canvas->height,
                             (guint32) ll_random_next (random));
  for (gsize i = 0; i < (gsize) canvas->width * (gsize) canvas->height; i++)
    {
      gfloat t = CLAMP ((noise->data[i] - threshold) * 8.0f, 0.0f, 1.0f);

      canvas->grey->data[i] += t * ((gfloat) ground->gap_level - canvas->grey->data[i]);
    }
}

/* A cell is a big pale shape with a rim, around an object or anywhere. */
static void
paint_cells (SynthCanvas *canvas,
             const SynthGround *ground,
             const SynthLayout *layout,
             LlRandom *random)
{
  SynthShapes shapes = { .aspect = 1.2,
                         .aspect_spread = 0.2,
                         .exponent = 2.0,
                         .lobes = synth_between (random, 0.02, 0.15),
                         .smoothness = 1.0 };
  gint n = ground->cells_hold ? (gint) layout->objects->len - 1 : ground->cell_count;
  gfloat rim = (gfloat) synth_sometimes (random, 0.6, 0.1, 0.8);

  if (synth_chance (random, 0.3))
    shapes.facets = 5 + ll_random_int (random, 4);
  for (gint k = 0; k < n; k++)
    {
      gfloat level = (gfloat) (ground->cells * synth_log_between (random, 0.6, 1.7));
      gfloat width = (gfloat) synth_between (random, 1.0, 2.5);
      SynthShape shape;

      if (ground->cells_hold && synth_chance (random, 0.1))
        continue;
      synth_shape_init (&shape, &shapes,
                        ground->cell_size * synth_log_between (random, 0.7, 1.4), random);
      if (ground->cells_hold)
        {
          const SynthShape *inside =
            &g_array_index (layout->objects, SynthObject, k + 1).shape;
          gfloat shift = 0.15f * (gfloat) ground->cell_size;

          shape.x = inside->x + shift * (gfloat) synth_normal (random);
          shape.y = inside->y + shift * (gfloat) synth_normal (random);
        }
      else
        {
          shape.x = (gfloat) (ll_random_uniform (random) * canvas->width);
          shape.y = (gfloat) (ll_random_uniform (random) * canvas->height);
        }
      for (gint y = MAX ((gint) (shape.y - shape.reach), 0);
           y < MIN ((gint) (shape.y + shape.reach), canvas->height); y++)
        for (gint x = MAX ((gint) (shape.x - shape.reach), 0);
             x < MIN ((gint) (shape.x + shape.reach), canvas->width); x++)
          {
            SynthPlace place;

            synth_shape_locate (&shape, (gfloat) x - shape.x, (gfloat) y - shape.y,
                                &place);
            if (place.edge > 0.0f)
              synth_canvas_add (canvas, (gsize) y * (gsize) canvas->width + (gsize) x,
                                level * (MIN (0.5f * place.edge, 1.0f) +
                                         (place.edge < 2.0f * width ? rim : 0.0f)),
                                (gfloat) ground->cell_tint);
          }
    }
}

static void
paint_halo (SynthCanvas *canvas, const SynthGround *ground, const SynthLayout *layout)
{
  gfloat inverse = (gfloat) (1.0 / MAX (ground->halo_width, 0.5));

  if (ground->halo == 0.0)
    return;
  for (gsize i = 0; i < (gsize) canvas->width * (gsize) canvas->height; i++)
    if (layout->owner[i] == 0 && layout->edge->data[i] * inverse < 4.0f)
      canvas->grey->data[i] +=
        (gfloat) ground->halo * expf (-layout->edge->data[i] * inverse);
}

static void
paint_shadow (SynthCanvas *canvas, const SynthGround *ground, const SynthLayout *layout)
{
  gint w = canvas->width;
  gint h = canvas->height;
  gint dx = (gint) (-ground->shadow_size * (gdouble) canvas->light[0]);
  gint dy = (gint) (-ground->shadow_size * (gdouble) canvas->light[1]);
  g_autoptr (SynthPlane) mask = NULL;

  if (ground->shadow == 0.0)
    return;
  mask = synth_plane_new (w, h, 0.0f);
  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      mask->data[(gsize) y * (gsize) w + (gsize) x] =
        layout->owner[(gsize) CLAMP (y - dy, 0, h - 1) * (gsize) w +
                      (gsize) CLAMP (x - dx, 0, w - 1)] != 0;
  synth_plane_blur (mask, 0.6 * ground->shadow_size + 0.5);
  for (gsize i = 0; i < (gsize) w * (gsize) h; i++)
    canvas->grey->data[i] *= 1.0f - (gfloat) ground->shadow * mask->data[i];
}

static void
paint_ring (SynthCanvas *canvas, const SynthGround *ground, LlRandom *random)
{
  gdouble x = ll_random_uniform (random) * canvas->width;
  gdouble y = ll_random_uniform (random) * canvas->height;
  gdouble size = 0.5 * ground->ring_size * synth_log_between (random, 0.4, 1.6);
  gdouble width = synth_between (random, 0.8, 2.0);
  gint n = MAX ((gint) (4.0 * size / width), 8);

  for (gint i = 0; i < n; i++)
    synth_canvas_speck (canvas, x + size * cos (2.0 * G_PI * i / n),
                        y + size * sin (2.0 * G_PI * i / n), width, width, 0.0, 1.0,
                        0.6 * ground->rings, 0.5, NULL, 0);
}

static void
paint_dirt (SynthCanvas *canvas, const SynthGround *ground, LlRandom *random)
{
  for (gint i = 0; i < ground->fibre_count; i++)
    synth_canvas_fibre (
      canvas, ground->fibre_width * synth_log_between (random, 0.6, 1.6),
      ground->fibres * synth_between (random, 0.3, 1.0), ground->tint, random);
  for (gint i = 0; i < ground->ring_count; i++)
    paint_ring (canvas, ground, random);
  for (gint i = 0; i < ground->dust_count; i++)
    {
      gdouble size = ground->dust_size * synth_log_between (random, 0.5, 2.0);

      synth_canvas_speck (
        canvas, ll_random_uniform (random) * canvas->width,
        ll_random_uniform (random) * canvas->height, size,
        size * synth_between (random, 0.5, 1.0), synth_between (random, 0.0, G_PI),
        synth_between (random, 0.2, 1.0), ground->dust * synth_between (random, 0.3, 1.0),
        ll_random_uniform (random), NULL, 0);
    }
  for (gint i = 0; i < ground->glow_count; i++)
    {
      gdouble size = ground->glow_size * synth_log_between (random, 0.7, 1.6);
      gdouble x = ll_random_uniform (random) * canvas->width;
      gdouble y = ll_random_uniform (random) * canvas->height;

      for (gdouble r = 0.5; r <= 1.0; r += 0.25)
        synth_canvas_speck (canvas, x, y, size * r, size * r * 0.85, 0.0, 1.0,
                            0.4 * ground->glow * synth_between (random, 0.3, 1.0),
                            ground->tint, NULL, 0);
    }
}

void
synth_ground_paint (SynthCanvas *canvas,
                    const SynthGround *ground,
                    const SynthLayout *layout,
                    LlRandom *random)
{
  paint_textures (canvas, ground, random);
  cut_gaps (canvas, ground, random);
  if (ground->cells != 0.0)
    paint_cells (canvas, ground, layout, random);
  paint_dirt (canvas, ground, random);
  paint_shadow (canvas, ground, layout);
  paint_halo (canvas, ground, layout);
}
