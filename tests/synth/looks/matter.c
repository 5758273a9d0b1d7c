/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looks of materials and food. */

#include "looks/draws.h"

void
synth_draw_blobs (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;
  gdouble contrast = synth_either_sign (random, 0.2, 0.6);
  gdouble size = ABS (contrast);

  synth_draw_shapes (draw);
  synth_draw_tones (draw);
  arrangement->fill = synth_log_between (random, 0.02, 0.6);
  arrangement->contact = ll_random_int (random, 3);
  arrangement->overlap = synth_sometimes (random, 0.6, 0.05, 0.3);
  arrangement->cluster = synth_sometimes (random, 0.4, 0.2, 0.9);
  arrangement->gap = arrangement->overlap > 0.0 ? 0.0 : synth_between (random, 1.0, 3.0);
  ground->level = 0.5;
  ground->texture[0] = synth_sometimes (random, 0.7, 0.02, 0.3) * size;
  ground->texture[1] = synth_sometimes (random, 0.3, 0.02, 0.2) * size;
  synth_draw_texture (draw, &ground->textures[0], 1.5, 80.0);
  synth_draw_texture (draw, &ground->textures[1], 1.0, 6.0);
  ground->halo = synth_sometimes (random, 0.25, -0.6, 0.6) * size;
  ground->halo_width = synth_between (random, 1.0, 6.0);
  ground->shadow = synth_sometimes (random, 0.15, 0.1, 0.6);
  ground->shadow_size = synth_between (random, 1.0, 6.0);
  material->level = 0.5 + contrast * synth_between (random, 0.5, 1.0);
  material->level_spread = synth_sometimes (random, 0.5, 0.0, 0.2) * size;
  material->tint = ll_random_uniform (random);
  material->tint_spread = synth_sometimes (random, 0.3, 0.0, 0.3);
  material->gradient = synth_sometimes (random, 0.4, 0.1, 0.6) * size;
  material->dome = synth_sometimes (random, 0.4, -0.3, 0.8) * contrast;
  material->light = synth_sometimes (random, 0.2, 0.1, 0.7) * size;
  material->rim = synth_sometimes (random, 0.4, -1.0, 1.0) * size;
  material->rim_width = synth_log_between (random, 0.8, 4.0);
  material->inner = synth_sometimes (random, 0.15, -0.6, 0.6) * size;
  material->inner_width = synth_between (random, 0.8, 2.5);
  material->inner_offset = synth_between (random, 2.0, 5.0);
  material->core = synth_sometimes (random, 0.25, -0.8, 0.8) * size;
  material->core_size = synth_between (random, 0.2, 0.8);
  material->core_shift = synth_between (random, 0.0, 0.5);
  material->texture[0] = synth_sometimes (random, 0.7, 0.03, 0.4) * size;
  material->texture[1] = synth_sometimes (random, 0.2, 0.03, 0.2) * size;
  synth_draw_texture (draw, &material->textures[0], 1.2, 0.6 * draw->diameter + 1.3);
  synth_draw_texture (draw, &material->textures[1], 1.0, 5.0);
  material->seam = synth_sometimes (random, 0.35, -0.6, 0.6) * size;
  material->seam_width = synth_log_between (random, 0.8, 2.5);
  material->spots = synth_sometimes (random, 0.25, -0.7, 0.7) * size;
  material->spot_count = synth_between (random, 1.0, 8.0);
  material->spot_size = synth_between (random, 0.08, 0.25);
  synth_draw_dirt (draw, size);
  synth_draw_imaging (draw, 1.0);
  draw->recipe->imaging.invert = synth_chance (random, 0.3);
}

void
synth_draw_polycrystal (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;
  gboolean same = synth_chance (random, 0.35); /* only boundaries tell grains apart */
  gdouble line;

  arrangement->grains = TRUE;
  arrangement->irregular = synth_between (random, 0.4, 1.0);
  arrangement->spread = synth_between (random, 0.0, 0.6);
  arrangement->gap = synth_between (random, 1.2, CLAMP (0.1 * draw->diameter, 1.8, 4.5));
  arrangement->warp = synth_sometimes (random, 0.4, 0.1, 0.6);
  arrangement->merge = synth_sometimes (random, 0.3, 0.05, 0.3);
  arrangement->missing = synth_sometimes (random, 0.25, 0.02, 0.25);
  arrangement->shapes.aspect =
    synth_chance (random, 0.25) ? synth_between (random, 1.3, 3.5) : 1.0;
  material->level = 0.5;
  material->level_spread =
    same ? synth_between (random, 0.0, 0.03) : synth_between (random, 0.05, 0.3);
  /* Most boundaries are darker or brighter than all grains. */
  line = synth_between (random, 0.12, 0.35) +
         synth_between (random, 0.5, 2.0) * material->level_spread;
  if (synth_chance (random, 0.5))
    line = -line;
  material->tint = 0.5;
  material->tint_spread = 0.5;
  material->gradient = synth_sometimes (random, 0.3, 0.02, 0.2);
  material->rim = synth_sometimes (random, 0.25, -0.2, 0.2);
  material->rim_width = synth_between (random, 1.0, 3.0);
  material->texture[0] = synth_sometimes (random, 0.6, 0.01, 0.1);
  material->texture[1] = synth_sometimes (random, 0.4, 0.01, 0.06);
  synth_draw_texture (draw, &material->textures[0], 1.2, 0.4 * draw->diameter);
  synth_draw_texture (draw, &material->textures[1], 1.0, 3.0);
  material->spots = synth_sometimes (random, 0.25, -0.4, 0.4);
  material->spot_count = synth_between (random, 0.5, 3.0);
  material->spot_size = synth_between (random, 0.04, 0.12);
  ground->level = 0.5 + line;
  ground->texture[0] = synth_sometimes (random, 0.5, 0.02, 0.15);
  synth_draw_texture (draw, &ground->textures[0], 2.0, 20.0);
  if (synth_chance (random, 0.4))
    {
      draw->recipe->palette.kind = SYNTH_PALETTE_HUES;
      draw->recipe->palette.white[0] = (gfloat) synth_between (random, 0.2, 0.9);
    }
  else
    synth_draw_tones (draw);
  synth_draw_imaging (draw, 1.5);
  draw->recipe->imaging.blur = synth_between (random, 0.4, 0.8 + 0.01 * draw->diameter);
}

void
synth_draw_foam (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;
  gdouble inside = synth_either_sign (random, 0.0, 0.35);

  if (synth_chance (random, 0.25))
    {
      arrangement->grains = TRUE;
      arrangement->irregular = synth_between (random, 0.4, 1.0);
      arrangement->gap =
        synth_between (random, 1.5, CLAMP (0.15 * draw->diameter, 2.0, 7.0));
      arrangement->rounding = synth_between (random, 0.0, 0.12) * draw->diameter;
    }
  arrangement->spread = synth_between (random, 0.05, 0.6);
  arrangement->large_first = TRUE;
  arrangement->fill = synth_between (random, 0.2, 0.85);
  arrangement->contact =
    synth_chance (random, 0.6) ? SYNTH_CONTACT_FLAT : SYNTH_CONTACT_BELOW;
  arrangement->overlap = arrangement->fill > 0.5 ? synth_between (random, 0.1, 0.45)
                                                 : synth_between (random, 0.0, 0.2);
  arrangement->cluster = synth_sometimes (random, 0.5, 0.2, 0.8);
  arrangement->shapes.aspect = 1.0;
  arrangement->shapes.aspect_spread = synth_between (random, 0.0, 0.08);
  arrangement->shapes.lobes = synth_sometimes (random, 0.4, 0.01, 0.06);
  material->level = 0.5 + inside;
  material->level_spread = synth_between (random, 0.0, 0.12);
  material->tint = ll_random_uniform (random);
  material->dome = synth_sometimes (random, 0.5, -0.3, 0.3);
  material->gradient = synth_sometimes (random, 0.3, 0.05, 0.3);
  material->light = synth_sometimes (random, 0.3, 0.05, 0.3);
  material->rim = synth_either_sign (random, 0.15, 0.6);
  material->rim_width =
    synth_log_between (random, 0.8, CLAMP (0.12 * draw->diameter, 1.0, 5.0));
  material->inner = synth_sometimes (random, 0.4, 0.3, 1.0) * -material->rim;
  material->inner_width = synth_between (random, 0.8, 1.5 * material->rim_width);
  material->inner_offset = material->rim_width * synth_between (random, 1.2, 2.5);
  material->core = synth_sometimes (random, 0.35, -0.4, 0.4);
  material->core_size = synth_between (random, 0.15, 0.75);
  material->core_shift = synth_between (random, 0.0, 0.3);
  material->highlight = synth_sometimes (random, 0.4, 0.2, 0.7);
  material->texture[0] = synth_sometimes (random, 0.5, 0.01, 0.08);
  synth_draw_texture (draw, &material->textures[0], 1.5, 0.5 * draw->diameter + 2.0);
  ground->level = 0.5;
  ground->texture[0] = synth_sometimes (random, 0.7, 0.01, 0.12);
  synth_draw_texture (draw, &ground->textures[0], 1.5, 40.0);
  ground->halo = synth_sometimes (random, 0.25, -0.25, 0.25);
  ground->halo_width = synth_between (random, 1.0, 5.0);
  synth_draw_tones (draw);
  synth_draw_dirt (draw, 0.3);
  synth_draw_imaging (draw, 1.2);
  draw->recipe->imaging.invert = synth_chance (random, 0.25);
}

void
synth_draw_powder (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;

  synth_draw_shapes (draw);
  if (synth_chance (random, 0.5))
    {
      arrangement->shapes.facets = 0;
      arrangement->shapes.bend = 0.0;
      arrangement->shapes.exponent = 2.0;
      arrangement->shapes.aspect = 1.0;
      arrangement->shapes.lobes = synth_between (random, 0.0, 0.08);
    }
  arrangement->spread = synth_between (random, 0.1, 0.7);
  arrangement->fill = synth_between (random, 0.25, 0.95);
  arrangement->large_first = synth_chance (random, 0.8);
  arrangement->contact =
    synth_chance (random, 0.75) ? SYNTH_CONTACT_BELOW : SYNTH_CONTACT_FLAT;
  arrangement->overlap = synth_between (random, 0.05, 0.6);
  material->seam = -synth_sometimes (random, 0.4, 0.05, 0.3);
  material->seam_width = synth_between (random, 0.8, 1.0 + 0.08 * draw->diameter);
  arrangement->cluster = synth_sometimes (random, 0.5, 0.2, 0.9);
  material->level = synth_between (random, 0.35, 0.6);
  material->level_spread = synth_between (random, 0.0, 0.08);
  material->depth = synth_between (random, 0.0, 0.25);
  material->light = synth_sometimes (random, 0.7, 0.03, 0.35);
  material->dome = synth_sometimes (random, 0.4, -0.15, 0.35);
  material->edge = synth_sometimes (random, 0.7, 0.05, 0.4);
  material->rim = synth_sometimes (random, 0.4, -0.3, 0.3);
  material->rim_width = synth_log_between (random, 0.8, 3.0);
  material->texture[0] = synth_sometimes (random, 0.8, 0.02, 0.12);
  material->texture[1] = synth_sometimes (random, 0.5, 0.02, 0.08);
  synth_draw_texture (draw, &material->textures[0], 1.5, 0.35 * draw->diameter + 2.0);
  synth_draw_texture (draw, &material->textures[1], 1.0, 4.0);
  if (synth_chance (random, 0.3))
    material->textures[0].kind = SYNTH_TEXTURE_CELLS;
  material->spots = synth_sometimes (random, 0.3, -0.3, 0.4);
  material->spot_count = synth_between (random, 0.3, 3.0);
  material->spot_size = synth_between (random, 0.06, 0.2);
  ground->level = synth_between (random, 0.0, 0.25);
  if (synth_chance (random, 0.12))
    ground->level = synth_between (random, 0.6, 0.9);
  ground->texture[0] = synth_sometimes (random, 0.7, 0.01, 0.08);
  synth_draw_texture (draw, &ground->textures[0], 1.5, 40.0);
  ground->shadow = synth_sometimes (random, 0.5, 0.2, 0.8);
  ground->shadow_size = synth_between (random, 0.03, 0.2) * draw->diameter;
  synth_draw_tones (draw);
  synth_draw_dirt (draw, 0.3);
  synth_draw_imaging (draw, 1.0);
}

void
synth_draw_irregular (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthShapes *shapes = &arrangement->shapes;

  synth_draw_blobs (draw);
  shapes->exponent = 2.0;
  shapes->bend = synth_sometimes (random, 0.3, 0.1, 0.4);
  if (synth_chance (random, 0.4))
    {
      shapes->facets = 3 + ll_random_int (random, 6);
      shapes->lobes = synth_sometimes (random, 0.4, 0.02, 0.1);
    }
  else
    {
      shapes->facets = 0;
      shapes->lobes = synth_between (random, 0.08, 0.28);
      shapes->smoothness = synth_between (random, 0.3, 1.5);
    }
  shapes->aspect = synth_log_between (random, 1.0, 2.5);
  shapes->aspect_spread = synth_between (random, 0.1, 0.4);
  arrangement->spread = synth_between (random, 0.1, 0.6);
  arrangement->fill = synth_between (random, 0.05, 0.75);
  arrangement->large_first = synth_chance (random, 0.5);
}

void
synth_draw_sections (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;
  gdouble contrast = synth_either_sign (random, 0.15, 0.5);

  arrangement->spread = synth_between (random, 0.02, 0.25);
  if (synth_chance (random, 0.3))
    {
      arrangement->grains = TRUE;
      arrangement->irregular = synth_between (random, 0.1, 0.6);
      arrangement->gap = synth_between (random, 1.0, 4.0);
      arrangement->rounding = synth_between (random, 0.02, 0.15) * draw->diameter;
      arrangement->missing = synth_sometimes (random, 0.4, 0.02, 0.2);
    }
  arrangement->fill = synth_between (random, 0.4, 0.9);
  arrangement->contact = SYNTH_CONTACT_FLAT;
  arrangement->overlap = synth_between (random, 0.0, 0.35);
  arrangement->cluster = synth_sometimes (random, 0.6, 0.3, 0.95);
  material->seam = synth_sometimes (random, 0.5, -0.3, 0.3);
  material->seam_width = synth_log_between (random, 0.8, 3.0);
  if (!arrangement->grains)
    arrangement->gap = synth_sometimes (random, 0.3, 0.5, 2.0);
  arrangement->shapes.aspect =
    synth_chance (random, 0.6) ? 1.0 : synth_between (random, 1.0, 2.0);
  arrangement->shapes.align = 0.9;
  arrangement->shapes.aspect_spread = synth_between (random, 0.0, 0.1);
  arrangement->shapes.lobes = synth_sometimes (random, 0.4, 0.01, 0.12);
  arrangement->shapes.facets =
    synth_chance (random, 0.2) ? 5 + ll_random_int (random, 3) : 0;
  material->level = 0.5 + 0.5 * contrast;
  material->level_spread = synth_between (random, 0.0, 0.08);
  material->tint = ll_random_uniform (random);
  material->tint_spread = synth_sometimes (random, 0.3, 0.0, 0.4);
  material->rim = synth_sometimes (random, 0.5, -0.4, 0.4);
  material->rim_width = synth_log_between (random, 0.8, 0.08 * draw->diameter + 0.9);
  material->core = synth_sometimes (random, 0.4, -0.5, 0.5);
  material->core_size = synth_between (random, 0.1, 0.8);
  material->texture[0] = synth_sometimes (random, 0.6, 0.01, 0.08);
  synth_draw_texture (draw, &material->textures[0], 1.2, 0.4 * draw->diameter);
  material->spots = synth_sometimes (random, 0.2, -0.4, 0.4);
  material->spot_count = synth_between (random, 0.5, 6.0);
  material->spot_size = synth_between (random, 0.04, 0.15);
  ground->level = 0.5 - 0.5 * contrast;
  ground->tint = ll_random_uniform (random);
  ground->texture[0] = synth_sometimes (random, 0.6, 0.01, 0.08);
  synth_draw_texture (draw, &ground->textures[0], 1.5, 30.0);
  synth_draw_tones (draw);
  synth_draw_dirt (draw, 0.3);
  synth_draw_imaging (draw, 1.2);
}

void
synth_draw_pores (SynthDraw *draw)
{
  LlRandom *random = draw->random;
  SynthArrangement *arrangement = &draw->recipe->arrangement;
  SynthMaterial *material = &draw->recipe->material;
  SynthGround *ground = &draw->recipe->ground;

  synth_draw_shapes (draw);
  arrangement->spread = synth_between (random, 0.1, 0.7);
  arrangement->fill = synth_log_between (random, 0.03, 0.7);
  arrangement->large_first = TRUE;
  arrangement->overlap = synth_sometimes (random, 0.4, 0.02, 0.2);
  arrangement->gap = synth_between (random, 1.0, 4.0);
  material->level = synth_between (random, 0.05, 0.3);
  material->level_spread = synth_between (random, 0.0, 0.08);
  material->dome = -synth_sometimes (random, 0.5, 0.05, 0.3);
  material->light = -synth_sometimes (random, 0.6, 0.05, 0.4); /* hollow, not raised */
  material->rim = synth_sometimes (random, 0.5, 0.1, 0.5);
  material->rim_width = synth_log_between (random, 0.8, 3.0);
  material->texture[0] = synth_sometimes (random, 0.6, 0.01, 0.08);
  synth_draw_texture (draw, &material->textures[0], 1.5, 0.5 * draw->diameter);
  ground->level = synth_between (random, 0.55, 0.8);
  ground->texture[0] = synth_between (random, 0.01, 0.12);
  ground->texture[1] = synth_sometimes (random, 0.5, 0.01, 0.08);
  synth_draw_texture (draw, &ground->textures[0], 2.0, 60.0);
  synth_draw_texture (draw, &ground->textures[1], 1.0, 5.0);
  ground->halo = synth_sometimes (random, 0.4, 0.05, 0.4);
  ground->halo_width = synth_between (random, 1.0, 5.0);
  synth_draw_tones (draw);
  synth_draw_dirt (draw, 0.3);
  synth_draw_imaging (draw, 1.0);
}
