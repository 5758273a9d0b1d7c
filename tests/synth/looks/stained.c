/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looks whose greys are optical densities: light that dyes absorb. */

#include "looks/draws.h"

static void
draw_nuclei (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;

  arrangement->shapes.aspect = synth_log_between (random, 1.0, 2.0);
  arrangement->shapes.aspect_spread = synth_between (random, 0.05, 0.35);
  arrangement->shapes.lobes = synth_sometimes (random, 0.7, 0.02, 0.12);
  arrangement->shapes.bend = synth_sometimes (random, 0.3, 0.03, 0.25);
  arrangement->shapes.align = synth_sometimes (random, 0.3, 0.3, 0.9);
  arrangement->contact = ll_random_int (random, 3);
  arrangement->overlap = synth_between (random, 0.0, 0.3);
  arrangement->cluster = synth_sometimes (random, 0.6, 0.2, 0.8);
  material->add = TRUE;
  material->see_through = synth_chance (random, 0.3);
  material->level = synth_between (random, 0.6, 1.6);
  material->level_spread = synth_between (random, 0.05, 0.4);
  material->softness = synth_between (random, 0.02, 0.3);
  material->tint = synth_between (random, 0.8, 1.0);
  material->tint_spread = synth_between (random, 0.0, 0.15);
  material->gradient = synth_sometimes (random, 0.4, 0.1, 0.5);
  material->dome = synth_sometimes (random, 0.5, -0.4, 0.4);
  material->rim = synth_sometimes (random, 0.5, 0.1, 0.5);
  material->rim_width = synth_log_between (random, 0.8, 2.5);
  material->texture[0] = synth_between (random, 0.03, 0.3);
  material->textures[0] =
    (SynthTexture){ SYNTH_TEXTURE_FRACTAL,
                    synth_between (random, 1.5, 0.25 * draw->diameter + 1.8), 3, 1.0,
                    0.0 };
  material->spots = synth_sometimes (random, 0.5, -0.4, 0.6);
  material->spot_count = synth_between (random, 1.0, 6.0);
  material->spot_size = synth_between (random, 0.08, 0.22);
}

static void
draw_light (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthImaging *imaging = &draw->recipe->imaging;

  synth_draw_imaging (draw, 2.5);
  imaging->low = synth_between (random, 0.0, 0.15);
  imaging->high = synth_between (random, 0.75, 1.0);
  imaging->gamma =
    synth_chance (random, 0.4) ? synth_log_between (random, 0.75, 1.4) : 1.0;
  imaging->shading *= 0.5;
  imaging->vignette *= 0.5;
  imaging->stripes = 0.0;
  imaging->charging = 0.0;
}

static void
draw_stroma (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthGround *ground = &draw->recipe->ground;

  ground->level = synth_between (random, 0.1, 0.6);
  ground->tint = synth_between (random, 0.0, 0.35);
  ground->texture[0] = synth_between (random, 0.1, 0.45) * ground->level;
  ground->textures[0] =
    (SynthTexture){ SYNTH_TEXTURE_FRACTAL, synth_log_between (random, 5.0, 40.0), 4,
                    synth_chance (random, 0.5) ? synth_between (random, 1.5, 6.0) : 1.0,
                    synth_between (random, 0.0, G_PI) };
  ground->tint_texture = synth_between (random, 0.0, 0.15);
  ground->texture[1] = synth_sometimes (random, 0.6, 0.05, 0.25) * ground->level;
  synth_draw_texture (draw, &ground->textures[1], 1.5, 10.0);
  ground->gaps = synth_sometimes (random, 0.5, 0.05, 0.5);
  ground->gap_level = synth_between (random, 0.0, 0.05);
  if (synth_chance (random, 0.4))
    {
      ground->fibre_count = 3 + ll_random_int (random, 25);
      ground->fibres = synth_either_sign (random, 0.05, 0.25);
      ground->fibre_width = synth_log_between (random, 1.0, 6.0);
    }
  if (synth_chance (random, 0.3))
    {
      ground->glow_count = 1 + ll_random_int (random, 10);
      ground->glow = synth_between (random, 0.05, 0.3);
      ground->glow_size = synth_between (random, 0.4, 0.9) * draw->diameter;
    }
}

void
synth_draw_stained (SynthDraw *draw)
{
  LlRandom *random = draw->random;

  draw_nuclei (draw);
  draw_stroma (draw);
  synth_draw_dyes (draw);
  draw->recipe->arrangement.fill = synth_log_between (random, 0.04, 0.55);
  draw_light (draw);
}

void
synth_draw_smear (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;

  draw_nuclei (draw);
  synth_draw_dyes (draw);
  arrangement->fill = synth_log_between (random, 0.03, 0.6);
  material->level = synth_between (random, 0.3, 1.4);
  if (synth_chance (random, 0.4))
    {
      /* Whole cells: red ones are pale inside, white ones have a nucleus. */
      arrangement->shapes.bend = 0.0;
      arrangement->shapes.aspect = synth_between (random, 1.0, 1.3);
      material->level = synth_between (random, 0.2, 0.6);
      material->tint = synth_between (random, 0.0, 0.5);
      material->core = synth_chance (random, 0.5) ? -0.6 * material->level
                                                  : synth_between (random, 0.4, 1.0);
      material->core_size = synth_between (random, 0.3, 0.65);
      material->core_shift = synth_between (random, 0.0, 0.4);
      material->core_tint = synth_between (random, 0.3, 1.0);
    }
  ground->level = synth_between (random, 0.0, 0.15);
  ground->texture[0] = synth_between (random, 0.05, 0.3) * ground->level;
  synth_draw_texture (draw, &ground->textures[0], 3.0, 80.0);
  if (synth_chance (random, 0.4))
    {
      ground->cells = synth_between (random, 0.05, 0.35);
      ground->cell_size = draw->diameter * synth_between (random, 1.5, 3.0);
      ground->cells_hold = synth_chance (random, 0.6);
      ground->cell_count = 5 + ll_random_int (random, 20);
    }
  if (synth_chance (random, 0.3))
    {
      ground->glow_count = 1 + ll_random_int (random, 15);
      ground->glow = synth_between (random, 0.05, 0.3);
      ground->glow_size = synth_between (random, 0.4, 0.8) * draw->diameter;
    }
  synth_draw_dirt (draw, 0.3);
  draw_light (draw);
}

void
synth_draw_pale (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;
  gboolean nuclei = synth_chance (random, 0.5);

  draw_nuclei (draw);
  synth_draw_dyes (draw);
  ground->level = synth_between (random, 0.02, 0.15);
  ground->texture[0] = synth_between (random, 0.0, 0.02);
  synth_draw_texture (draw, &ground->textures[0], 2.0, 80.0);
  if (nuclei)
    {
      arrangement->fill = synth_log_between (random, 0.01, 0.15);
      arrangement->overlap = 0.05;
      arrangement->cluster = synth_sometimes (random, 0.4, 0.1, 0.4);
      material->see_through = FALSE;
      material->level = synth_between (random, 0.25, 0.8);
      ground->cells = synth_between (random, 0.05, 0.2);
      ground->cell_size = draw->diameter * synth_between (random, 2.5, 7.0);
      ground->cells_hold = TRUE;
      ground->cell_tint = synth_between (random, 0.0, 1.0);
    }
  else
    {
      arrangement->fill = synth_log_between (random, 0.08, 0.7);
      arrangement->contact = SYNTH_CONTACT_ABOVE;
      arrangement->shapes.lobes = synth_between (random, 0.02, 0.18);
      arrangement->shapes.facets =
        synth_chance (random, 0.3) ? 5 + ll_random_int (random, 4) : 0;
      material->see_through = synth_chance (random, 0.7);
      material->level = synth_between (random, 0.06, 0.25);
      material->tint = ll_random_uniform (random);
      material->softness = 0.02;
      material->gradient = material->dome = 0.0;
      material->rim = synth_either_sign (random, 0.03, 0.25);
      material->core = synth_sometimes (random, 0.6, 0.1, 0.5);
      material->core_size = synth_between (random, 0.2, 0.5);
      material->core_shift = synth_between (random, 0.1, 0.6);
      material->spots = synth_sometimes (random, 0.6, -0.5, 1.2);
      material->spot_count = synth_between (random, 2.0, 12.0);
      material->spot_size = synth_between (random, 0.02, 0.1);
      ground->halo = synth_sometimes (random, 0.5, -0.12, 0.12);
      ground->halo_width = synth_between (random, 1.0, 4.0);
    }
  synth_draw_dirt (draw, 0.2);
  draw_light (draw);
  draw->recipe->imaging.low = synth_between (random, 0.2, 0.6);
}

void
synth_draw_glands (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;

  draw_stroma (draw);
  synth_draw_dyes (draw);
  ground->gaps *= 0.5;
  arrangement->spread = synth_between (random, 0.1, 0.4);
  arrangement->fill = synth_between (random, 0.2, 0.75);
  arrangement->contact = SYNTH_CONTACT_FLAT;
  arrangement->gap = synth_between (random, 0.0, 5.0);
  arrangement->overlap = synth_sometimes (random, 0.4, 0.02, 0.12);
  arrangement->cluster = synth_sometimes (random, 0.5, 0.2, 0.8);
  arrangement->shapes.aspect = synth_log_between (random, 1.0, 2.0);
  arrangement->shapes.aspect_spread = 0.2;
  arrangement->shapes.lobes = synth_between (random, 0.02, 0.14);
  arrangement->shapes.bend = synth_sometimes (random, 0.3, 0.05, 0.2);
  material->level = synth_between (random, 0.15, 0.6);
  material->level_spread = synth_between (random, 0.0, 0.06);
  material->tint = synth_between (random, 0.2, 0.7);
  material->texture[0] = synth_between (random, 0.02, 0.1);
  material->textures[0] =
    (SynthTexture){ SYNTH_TEXTURE_FRACTAL, synth_between (random, 3.0, 15.0), 3, 1.0,
                    0.0 };
  material->core = -synth_between (random, 0.4, 0.95) * material->level;
  material->core_size = synth_between (random, 0.1, 0.55);
  material->core_shift = synth_between (random, 0.0, 0.3);
  material->rim = synth_sometimes (random, 0.3, -0.2, 0.3);
  material->rim_width = synth_between (random, 1.0, 3.0);
  material->nuclei = synth_between (random, 0.4, 1.2);
  material->nucleus_size = synth_between (random, 0.08, 0.22) * draw->diameter;
  material->nucleus_tint = synth_between (random, 0.8, 1.0);
  ground->dust_count = ll_random_int (random, 60); /* nuclei of the stroma */
  ground->dust = synth_between (random, 0.3, 1.0);
  ground->dust_size = 0.3 * material->nucleus_size;
  draw_light (draw);
}
