/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Grey and tint of each pixel, before imaging. */

#pragma once

#include "looks/layout.h"
#include "looks/recipe.h"

G_BEGIN_DECLS

typedef struct
{
  gint width;
  gint height;
  SynthPlane *grey;
  SynthPlane *tint;
  gfloat light[2]; /* the direction that light comes from */
} SynthCanvas;

SynthCanvas *synth_canvas_new (gint width, gint height, LlRandom *random);
void synth_canvas_free (SynthCanvas *canvas);

/* Adds @grey of @tint to a pixel. */
void synth_canvas_add (SynthCanvas *canvas, gsize pixel, gfloat grey, gfloat tint);

/**
 * synth_canvas_speck:
 * @length: half the length of a small ellipse, pixels
 * @width: half its width
 * @angle: radians
 * @soft: 0: sharp, 1: it fades out from the centre
 * @owner: (nullable): the owner of each pixel
 * @only: the owner whose pixels it is added to, if @owner is given
 */
void synth_canvas_speck (SynthCanvas *canvas,
                         gdouble x,
                         gdouble y,
                         gdouble length,
                         gdouble width,
                         gdouble angle,
                         gdouble soft,
                         gdouble grey,
                         gdouble tint,
                         const guint16 *owner,
                         guint16 only);

/* A bent line. */
void synth_canvas_fibre (SynthCanvas *canvas,
                         gdouble width,
                         gdouble grey,
                         gdouble tint,
                         LlRandom *random);

/* Paints everything that is no object, and what objects do to it. */
void synth_ground_paint (SynthCanvas *canvas,
                         const SynthGround *ground,
                         const SynthLayout *layout,
                         LlRandom *random);

/**
 * synth_material_paint:
 * @materials: two of them; both are added to the ground, or none
 * @share: of the objects that are of the second one
 *
 * Paints all objects.
 */
void synth_material_paint (SynthCanvas *canvas,
                           const SynthMaterial *const materials[2],
                           gdouble share,
                           const SynthLayout *layout,
                           LlRandom *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SynthCanvas, synth_canvas_free)

G_END_DECLS
