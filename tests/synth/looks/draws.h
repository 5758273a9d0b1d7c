/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The looks: each draws a recipe. */

#pragma once

#include "looks/dice.h"
#include "looks/recipe.h"

G_BEGIN_DECLS

typedef struct
{
  LlRandom *random;
  gdouble diameter; /* pixels */
  SynthRecipe *recipe;
} SynthDraw;

/* What many looks begin with. */
void synth_draw_defaults (SynthDraw *draw);
void
synth_draw_texture (SynthDraw *draw, SynthTexture *texture, gdouble low, gdouble high);
void synth_draw_shapes (SynthDraw *draw);
void synth_draw_imaging (SynthDraw *draw, gdouble quality);
void synth_draw_dirt (SynthDraw *draw, gdouble contrast);
void synth_draw_tones (SynthDraw *draw);
void synth_draw_dyes (SynthDraw *draw);
void synth_draw_glow (SynthDraw *draw);

/* Sometimes gives a part of the objects another material. */
void synth_draw_other (SynthDraw *draw);

void synth_draw_blobs (SynthDraw *draw);
void synth_draw_phase (SynthDraw *draw);
void synth_draw_polycrystal (SynthDraw *draw);
void synth_draw_foam (SynthDraw *draw);
void synth_draw_powder (SynthDraw *draw);
void synth_draw_fluorescence (SynthDraw *draw);
void synth_draw_stained (SynthDraw *draw);
void synth_draw_smear (SynthDraw *draw);
void synth_draw_pale (SynthDraw *draw);
void synth_draw_glands (SynthDraw *draw);
void synth_draw_rods (SynthDraw *draw);
void synth_draw_irregular (SynthDraw *draw);
void synth_draw_sections (SynthDraw *draw);
void synth_draw_pores (SynthDraw *draw);
void synth_draw_membranes (SynthDraw *draw);
void synth_draw_relief (SynthDraw *draw);

G_END_DECLS
