/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What looks have in common. */

#include <math.h>
#include <string.h>

#include "looks/draws.h"

void
synth_draw_defaults (SynthDraw *draw)
{
  SynthRecipe *recipe = draw->recipe;

  memset (recipe, 0, sizeof *recipe);
  recipe->arrangement.diameter = draw->diameter;
  recipe->arrangement.spread = synth_between (draw->random, 0.05, 0.35);
  recipe->arrangement.most = 4000;
  recipe->arrangement.shapes = (SynthShapes){
    .aspect = 1.1, .aspect_spread = 0.1, .smoothness = 1.0, .exponent = 2.0
  };
  recipe->arrangement.shapes.angle = synth_between (draw->random, 0.0, G_PI);
  recipe->material.opacity = 1.0;
  recipe->material.core_size = 0.5;
  recipe->imaging.coarseness = 1.0;
  recipe->imaging.gamma = 1.0;
  recipe->imaging.low = 0.1;
  recipe->imaging.high = 0.9;
}

void
synth_draw_texture (SynthDraw *draw, SynthTexture *texture, gdouble low, gdouble high)
{
  gdouble which = ll_random_uniform (draw->random);

  if (which < 0.45)
    texture->kind = SYNTH_TEXTURE_FRACTAL;
  else if (which < 0.7)
    texture->kind = SYNTH_TEXTURE_FINE;
  else if (which < 0.82)
    texture->kind = SYNTH_TEXTURE_CELLS;
  else
    texture->kind = which < 0.93 ? SYNTH_TEXTURE_PITS : SYNTH_TEXTURE_STRIPES;
  texture->scale = synth_log_between (draw->random, low, high);
  /* Nets and dots as wide as the objects would be objects themselves. */
  if (texture->kind == SYNTH_TEXTURE_CELLS || texture->kind == SYNTH_TEXTURE_PITS)
    texture->scale = MIN (texture->scale, MAX (0.3 * draw->diameter, 2.5));
  texture->octaves = 1 + ll_random_int (draw->random, 4);
  texture->stretch =
    synth_chance (draw->random, 0.3) ? synth_log_between (draw->random, 1.5, 8.0) : 1.0;
  texture->angle = synth_between (draw->random, 0.0, G_PI);
}

void
synth_draw_shapes (SynthDraw *draw)
{
  SynthShapes *shapes = &draw->recipe->arrangement.shapes;

  shapes->aspect =
    synth_chance (draw->random, 0.5) ? 1.0 : synth_log_between (draw->random, 1.0, 2.5);
  shapes->aspect_spread = synth_between (draw->random, 0.0, 0.25);
  shapes->lobes = synth_sometimes (draw->random, 0.6, 0.01, 0.2);
  shapes->smoothness = synth_between (draw->random, 0.5, 2.0);
  shapes->exponent =
    synth_chance (draw->random, 0.15) ? synth_between (draw->random, 2.5, 8.0) : 2.0;
  shapes->facets =
    synth_chance (draw->random, 0.2) ? 4 + ll_random_int (draw->random, 6) : 0;
  shapes->bend = synth_sometimes (draw->random, 0.2, 0.05, 0.3);
  shapes->align = synth_sometimes (draw->random, 0.25, 0.3, 1.0);
}

void
synth_draw_imaging (SynthDraw *draw, gdouble quality)
{
  SynthImaging *imaging = &draw->recipe->imaging;
  LlRandom *random = draw->random;
  /* Blur must leave objects apart. */
  gdouble widest = CLAMP (0.07 * draw->diameter, 0.6, 3.5);

  imaging->blur = synth_chance (random, 0.6) ? synth_between (random, 0.4, 0.9)
                                             : synth_between (random, 0.5, widest);
  imaging->glow = synth_sometimes (random, 0.2, 0.05, 0.4);
  imaging->glow_width = synth_log_between (random, 4.0, 30.0);
  imaging->shading = synth_sometimes (random, 0.6, 0.02, 0.5);
  imaging->vignette = synth_sometimes (random, 0.3, 0.05, 0.6);
  imaging->noise = synth_log_between (random, 0.004, 0.12) / quality;
  imaging->shot = synth_sometimes (random, 0.5, 0.01, 0.12) / quality;
  imaging->grain = synth_sometimes (random, 0.3, 0.3, 0.9);
  imaging->smear = synth_sometimes (random, 0.25, 0.1, 0.6);
  imaging->stripes = synth_sometimes (random, 0.06, 0.01, 0.05);
  imaging->charging = synth_sometimes (random, 0.06, 0.05, 0.3);
  if (synth_chance (random, 0.12))
    imaging->coarseness =
      synth_between (random, 1.1, CLAMP (0.08 * draw->diameter, 1.2, 3.0));
  imaging->gamma =
    synth_chance (random, 0.4) ? synth_log_between (random, 0.6, 1.6) : 1.0;
  imaging->jpeg = synth_chance (random, 0.25) ? 2 + ll_random_int (random, 16) : 0;
  imaging->low = synth_between (random, 0.0, 0.35);
  imaging->high = MIN (imaging->low + synth_between (random, 0.25, 0.9), 1.05);
}

void
synth_draw_dirt (SynthDraw *draw, gdouble contrast)
{
  SynthGround *ground = &draw->recipe->ground;
  LlRandom *random = draw->random;

  if (synth_chance (random, 0.2))
    {
      ground->fibre_count = 1 + ll_random_int (random, 12);
      ground->fibres = synth_either_sign (random, 0.2, 0.9) * contrast;
      ground->fibre_width = synth_log_between (random, 0.8, 5.0);
    }
  if (synth_chance (random, 0.3))
    {
      ground->dust_count = 1 + ll_random_int (random, 60);
      ground->dust = synth_either_sign (random, 0.2, 1.0) * contrast;
      ground->dust_size =
        synth_between (random, 0.6, CLAMP (0.1 * draw->diameter, 0.9, 4.0));
    }
  if (synth_chance (random, 0.08))
    {
      ground->ring_count = 1 + ll_random_int (random, 4);
      ground->rings = synth_either_sign (random, 0.2, 0.8) * contrast;
      ground->ring_size = synth_log_between (random, 0.3, 1.0) * draw->diameter;
    }
}

void
synth_draw_tones (SynthDraw *draw)
{
  SynthPalette *palette = &draw->recipe->palette;

  if (synth_chance (draw->random, 0.4))
    return;
  palette->kind = SYNTH_PALETTE_TONE;
  for (gint c = 0; c < 3; c++)
    {
      palette->first[c] = (gfloat) synth_between (draw->random, 0.0, 0.3);
      palette->second[c] = (gfloat) synth_between (draw->random, 0.6, 1.05);
      palette->white[c] = (gfloat) synth_between (draw->random, -1.0, 1.0);
    }
}

void
synth_draw_glow (SynthDraw *draw)
{
  static const gfloat dyes[6][3] = { { 0.1f, 0.25f, 1.0f }, { 0.1f, 1.0f, 0.25f },
                                     { 1.0f, 0.15f, 0.1f }, { 0.2f, 0.9f, 1.0f },
                                     { 1.0f, 0.2f, 0.9f },  { 1.0f, 0.8f, 0.2f } };
  SynthPalette *palette = &draw->recipe->palette;
  gint a = ll_random_int (draw->random, 6);
  gint b = ll_random_int (draw->random, 6);

  if (synth_chance (draw->random, 0.3))
    return;
  palette->kind = SYNTH_PALETTE_GLOW;
  for (gint c = 0; c < 3; c++)
    {
      palette->first[c] = dyes[a][c];
      palette->second[c] = dyes[b][c];
    }
}

/* Tint 0 is the counterstain, and 1 the stain of nuclei. */
void
synth_draw_dyes (SynthDraw *draw)
{
  static const gfloat nuclear[6][3] = {
    { 0.80f, 0.95f, 0.40f }, { 0.65f, 1.00f, 0.30f }, { 0.95f, 0.85f, 0.35f },
    { 0.35f, 0.70f, 1.00f }, { 1.00f, 0.75f, 0.45f }, { 0.60f, 1.00f, 0.55f }
  };
  static const gfloat counter[6][3] = {
    { 0.10f, 1.00f, 0.35f }, { 0.25f, 0.90f, 0.30f }, { 0.80f, 0.55f, 0.25f },
    { 0.35f, 0.75f, 0.45f }, { 0.90f, 0.40f, 0.35f }, { 0.45f, 0.55f, 0.50f }
  };
  /* Haematoxylin and eosin are the most common. */
  gint a = ll_random_int (draw->random, synth_chance (draw->random, 0.6) ? 3 : 6);
  gint b = ll_random_int (draw->random, synth_chance (draw->random, 0.6) ? 2 : 6);
  SynthPalette *palette = &draw->recipe->palette;

  palette->kind = SYNTH_PALETTE_STAIN;
  for (gint c = 0; c < 3; c++)
    {
      gdouble change = synth_between (draw->random, -0.12, 0.12);

      palette->second[c] = MAX (nuclear[a][c] + (gfloat) change, 0.05f);
      palette->first[c] =
        MAX (counter[b][c] + (gfloat) synth_between (draw->random, -0.12, 0.12), 0.05f);
      palette->white[c] = (gfloat) synth_between (draw->random, 0.82, 1.0);
    }
}

void
synth_draw_other (SynthDraw *draw)
{
  SynthMaterial *other = &draw->recipe->other;
  LlRandom *random = draw->random;

  *other = draw->recipe->material;
  if (other->add || !synth_chance (random, 0.2))
    return;
  draw->recipe->other_share = synth_between (random, 0.1, 0.6);
  other->level = draw->recipe->ground.level + synth_either_sign (random, 0.1, 0.5);
  other->level_spread *= synth_between (random, 0.3, 1.5);
  other->tint = ll_random_uniform (random);
  other->dome = synth_sometimes (random, 0.4, -0.2, 0.3);
  other->rim = synth_sometimes (random, 0.5, -0.5, 0.5);
  other->inner = synth_sometimes (random, 0.2, -0.3, 0.3);
  other->core = synth_sometimes (random, 0.3, -0.4, 0.4);
  other->texture[0] = synth_sometimes (random, 0.6, 0.01, 0.12);
  synth_draw_texture (draw, &other->textures[0], 1.5, 0.5 * draw->diameter + 2.0);
}
