/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The look of the three materials, per pixel, before the microscope. */

#pragma once

#include "scene.h"

G_BEGIN_DECLS

/* The direction from which the light seems to come, which is that of the detector. */
typedef struct
{
  gdouble x, y;
} SynthLight;

/**
 * synth_surface_object:
 * @conditions: the micrograph's
 * @object: the object that the pixel is of
 * @x: pixel
 * @y: pixel
 * @to_matrix: distance to the nearest pixel of the matrix
 * @to_border: distance to the object's border, be it against matrix or neighbour
 *
 * Returns: its grey, about 0 .. 1.
 */
gdouble synth_surface_object (const SynthConditions *conditions,
                              const SynthObject *object,
                              gint x,
                              gint y,
                              gdouble to_matrix,
                              gdouble to_border,
                              SynthLight light);

/**
 * synth_surface_matrix:
 * @conditions: the micrograph's
 * @seed: of the texture
 * @to_object: distance to the nearest object
 *
 * Returns: the grey of the unfrozen matrix.
 */
gdouble synth_surface_matrix (const SynthConditions *conditions,
                              guint32 seed,
                              gint x,
                              gint y,
                              gdouble to_object);

G_END_DECLS
