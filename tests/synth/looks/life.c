/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looks of cells without stain, and of cells that glow. */

#include "looks/draws.h"

void
synth_draw_phase (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;

  synth_draw_shapes (draw);
  arrangement->shapes.facets = 0;
  arrangement->fill = synth_log_between (random, 0.05, 0.8);
  arrangement->contact = SYNTH_CONTACT_FLAT;
  arrangement->overlap = synth_between (random, 0.0, 0.2);
  arrangement->cluster = synth_sometimes (random, 0.6, 0.3, 0.95);
  material->level = 0.5 + synth_either_sign (random, 0.0, 0.25);
  material->level_spread = synth_between (random, 0.0, 0.08);
  material->dome = synth_sometimes (random, 0.4, -0.2, 0.3);
  material->rim = synth_either_sign (random, 0.05, 0.4);
  material->rim_width = synth_log_between (random, 0.8, 3.0);
  material->inner = synth_sometimes (random, 0.4, 0.3, 1.0) * -material->rim;
  material->inner_width = synth_between (random, 0.8, 2.5);
  material->inner_offset = synth_between (random, 2.0, 4.0);
  material->core = synth_sometimes (random, 0.5, -0.25, 0.25);
  material->core_size = synth_between (random, 0.25, 0.6);
  material->core_shift = synth_between (random, 0.0, 0.6);
  material->texture[0] = synth_between (random, 0.02, 0.15);
  material->textures[0] =
    (SynthTexture){ SYNTH_TEXTURE_FRACTAL, synth_between (random, 2.0, 10.0), 3, 1.0,
                    0.0 };
  material->spots = synth_sometimes (random, 0.6, -0.4, 0.4);
  material->spot_count = synth_between (random, 1.0, 12.0);
  material->spot_size = synth_between (random, 0.04, 0.14);
  ground->level = 0.5;
  ground->texture[0] = synth_between (random, 0.0, 0.05);
  synth_draw_texture (draw, &ground->textures[0], 2.0, 60.0);
  ground->halo = synth_between (random, 0.1, 0.6);
  if (synth_chance (random, 0.2))
    ground->halo = -ground->halo;
  ground->halo_width = synth_between (random, 1.5, 6.0);
  synth_draw_tones (draw);
  synth_draw_dirt (draw, 0.3);
  synth_draw_imaging (draw, 1.2);
}

/* Light adds up where nuclei lie one over the other. */
void
synth_draw_fluorescence (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;
  SynthImaging *imaging = &draw->recipe->imaging;

  arrangement->spread = synth_between (random, 0.05, 0.4);
  arrangement->fill = synth_log_between (random, 0.02, 0.6);
  arrangement->contact =
    synth_chance (random, 0.6) ? SYNTH_CONTACT_FLAT : SYNTH_CONTACT_ABOVE;
  arrangement->overlap = synth_between (random, 0.0, 0.3);
  arrangement->cluster = synth_sometimes (random, 0.75, 0.2, 0.9);
  arrangement->shapes.aspect = synth_log_between (random, 1.0, 1.9);
  arrangement->shapes.aspect_spread = synth_between (random, 0.05, 0.25);
  arrangement->shapes.lobes = synth_sometimes (random, 0.7, 0.01, 0.1);
  arrangement->shapes.bend = synth_sometimes (random, 0.25, 0.03, 0.25);
  material->add = TRUE;
  material->see_through = synth_chance (random, 0.5);
  material->level = 0.5;
  material->level_spread = synth_between (random, 0.05, 0.6);
  material->softness = synth_between (random, 0.02, 0.35);
  material->tint_spread = synth_sometimes (random, 0.4, 0.1, 0.4);
  material->gradient = synth_sometimes (random, 0.4, 0.05, 0.3);
  material->dome = synth_sometimes (random, 0.5, -0.1, 0.35);
  material->rim = synth_sometimes (random, 0.2, 0.05, 0.4);
  material->rim_width = synth_log_between (random, 1.0, 3.0);
  material->texture[0] = synth_between (random, 0.0, 0.3);
  material->textures[0] =
    (SynthTexture){ SYNTH_TEXTURE_FRACTAL,
                    synth_between (random, 2.0, 0.3 * draw->diameter + 2.5), 3, 1.0,
                    0.0 };
  if (synth_chance (random, 0.2))
    synth_draw_texture (draw, &material->textures[0], 1.5, 0.3 * draw->diameter + 2.0);
  material->spots = synth_sometimes (random, 0.5, -0.5, 0.6);
  material->spot_count = synth_between (random, 1.0, 9.0);
  material->spot_size = synth_between (random, 0.06, 0.22);
  material->core =
    synth_sometimes (random, 0.15, -0.4, 0.6); /* a nucleus, or none, in a cell */
  material->core_size = synth_between (random, 0.3, 0.6);
  material->core_shift = 0.3;
  material->core_tint = synth_between (random, 0.0, 1.0);
  ground->level = synth_between (random, 0.01, 0.12);
  ground->texture[0] = synth_sometimes (random, 0.5, 0.1, 0.4) * ground->level;
  synth_draw_texture (draw, &ground->textures[0], 10.0, 90.0);
  ground->textures[0].kind = SYNTH_TEXTURE_FRACTAL;
  if (synth_chance (random, 0.5))
    {
      ground->glow_count = 1 + ll_random_int (random, 12);
      ground->glow = synth_between (random, 0.03, 0.25);
      ground->glow_size = synth_between (random, 0.6, 1.6) * draw->diameter;
    }
  if (synth_chance (random, 0.2))
    {
      ground->dust_count = 1 + ll_random_int (random, 40);
      ground->dust = synth_between (random, 0.1, 0.8);
      ground->dust_size = synth_between (random, 0.5, 1.6);
    }
  synth_draw_glow (draw);
  synth_draw_imaging (draw, 1.0);
  imaging->gamma =
    synth_chance (random, 0.3) ? synth_log_between (random, 0.7, 1.6) : 1.0;
  imaging->low = synth_between (random, 0.0, 0.08);
  imaging->high = imaging->low + synth_log_between (random, 0.12, 1.1);
  imaging->noise = synth_log_between (random, 0.003, 0.06);
  imaging->shot = synth_sometimes (random, 0.6, 0.01, 0.12);
  imaging->glow = synth_sometimes (random, 0.5, 0.05, 0.5);
  imaging->glow_width = synth_between (random, 0.2, 0.8) * draw->diameter;
  imaging->invert = synth_chance (random, 0.08);
}

void
synth_draw_membranes (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;

  arrangement->grains = TRUE;
  arrangement->irregular = synth_between (random, 0.35, 1.0);
  arrangement->spread = synth_between (random, 0.0, 0.3);
  arrangement->gap = synth_between (random, 1.2, CLAMP (0.12 * draw->diameter, 1.8, 7.0));
  arrangement->rounding = synth_sometimes (random, 0.5, 0.0, 0.1) * draw->diameter;
  arrangement->warp = synth_sometimes (random, 0.4, 0.05, 0.3);
  arrangement->missing = synth_sometimes (random, 0.3, 0.02, 0.3);
  arrangement->shapes.aspect =
    synth_chance (random, 0.4) ? synth_between (random, 1.2, 3.0) : 1.0;
  material->level = synth_between (random, 0.05, 0.35);
  material->level_spread = synth_between (random, 0.0, 0.08);
  material->tint = synth_sometimes (random, 0.5, 0.0, 1.0);
  material->rim = synth_sometimes (random, 0.5, 0.05, 0.3);
  material->rim_width = synth_log_between (random, 1.0, 3.0);
  material->core = synth_sometimes (random, 0.5, 0.1, 0.8);
  material->core_size = synth_between (random, 0.3, 0.6);
  material->core_shift = synth_between (random, 0.0, 0.4);
  material->core_tint = synth_between (random, 0.0, 1.0);
  material->texture[0] = synth_between (random, 0.01, 0.1);
  synth_draw_texture (draw, &material->textures[0], 1.5, 0.4 * draw->diameter);
  material->spots = synth_sometimes (random, 0.4, -0.3, 0.6);
  material->spot_count = synth_between (random, 0.5, 8.0);
  material->spot_size = synth_between (random, 0.04, 0.15);
  ground->level = synth_between (random, 0.55, 0.9);
  ground->texture[0] = synth_between (random, 0.02, 0.2);
  synth_draw_texture (draw, &ground->textures[0], 4.0, 40.0);
  synth_draw_glow (draw);
  synth_draw_imaging (draw, 1.2);
  if (synth_chance (random, 0.35))
    {
      draw->recipe->imaging.invert = TRUE;
      draw->recipe->palette.kind = SYNTH_PALETTE_GREY;
    }
}

void
synth_draw_rods (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthShapes *shapes = &arrangement->shapes;

  if (synth_chance (random, 0.25))
    synth_draw_fluorescence (draw);
  else if (synth_chance (random, 0.3))
    synth_draw_phase (draw);
  else
    synth_draw_blobs (draw);
  shapes->aspect = synth_log_between (random, 2.2, 7.0);
  shapes->aspect_spread = synth_between (random, 0.1, 0.4);
  shapes->exponent = synth_between (random, 2.0, 6.0);
  shapes->lobes = synth_sometimes (random, 0.3, 0.01, 0.04);
  shapes->facets = 0;
  shapes->bend = synth_sometimes (random, 0.5, 0.02, 0.2);
  shapes->align = synth_sometimes (random, 0.4, 0.3, 1.0);
  arrangement->fill = synth_log_between (random, 0.03, 0.6);
  arrangement->cluster = synth_sometimes (random, 0.5, 0.2, 0.9);
}

void
synth_draw_relief (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;

  synth_draw_shapes (draw);
  arrangement->shapes.facets = 0;
  arrangement->fill = synth_log_between (random, 0.04, 0.7);
  arrangement->contact = SYNTH_CONTACT_FLAT;
  arrangement->overlap = synth_between (random, 0.0, 0.2);
  arrangement->cluster = synth_sometimes (random, 0.6, 0.3, 0.95);
  material->level = 0.5 + synth_either_sign (random, 0.0, 0.08);
  material->level_spread = synth_between (random, 0.0, 0.03);
  material->light = synth_between (random, 0.12, 0.4);
  material->rim = synth_sometimes (random, 0.4, -0.2, 0.2);
  material->rim_width = synth_log_between (random, 0.8, 2.5);
  material->core = synth_sometimes (random, 0.4, -0.1, 0.1);
  material->core_size = synth_between (random, 0.3, 0.6);
  material->core_shift = 0.5;
  material->texture[0] = synth_between (random, 0.01, 0.08);
  material->textures[0] = (SynthTexture){ SYNTH_TEXTURE_FRACTAL,
                                          synth_between (random, 2.0, 8.0), 2, 1.0, 0.0 };
  material->spots = synth_sometimes (random, 0.5, -0.2, 0.2);
  material->spot_count = synth_between (random, 1.0, 8.0);
  material->spot_size = synth_between (random, 0.05, 0.15);
  ground->level = 0.5;
  ground->texture[0] = synth_between (random, 0.0, 0.03);
  synth_draw_texture (draw, &ground->textures[0], 2.0, 60.0);
  ground->shadow = synth_sometimes (random, 0.4, 0.05, 0.3);
  ground->shadow_size = synth_between (random, 1.0, 4.0);
  synth_draw_tones (draw);
  synth_draw_dirt (draw, 0.15);
  synth_draw_imaging (draw, 1.5);
}
