/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From greys and tints to the pixels of a file. */

#pragma once

#include "looks/canvas.h"

G_BEGIN_DECLS

/**
 * synth_optics_image:
 * @channels: 1 or 3
 *
 * Returns: (transfer full): the picture, in whole 255ths.
 */
LlImage *synth_optics_image (const SynthCanvas *canvas,
                             const SynthRecipe *recipe,
                             const SynthLayout *layout,
                             gint channels,
                             LlRandom *random);

/* Maps the canvas to @n (1 or 3) planes of light, about 0 .. 1. */
void synth_palette_map (const SynthPalette *palette,
                        const SynthCanvas *canvas,
                        SynthPlane **planes,
                        gint n);

/* Adds noise, stripes and streaks to planes that share a picture.  @contrast: the
 * difference of the brightest and the darkest pixels
 */
void synth_sensor_read (SynthPlane **planes,
                        gint n,
                        const SynthImaging *imaging,
                        gdouble contrast,
                        LlRandom *random);

/* Rounds the cosine transform of blocks of 8 x 8 pixels, as JPEG files do. */
void synth_blocks_round (SynthPlane *plane, gdouble step);

G_END_DECLS
