/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Planes of numbers: one per pixel. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint width;
  gint height;
  gfloat *data; /* data[y * width + x] */
} SynthPlane;

SynthPlane *synth_plane_new (gint width, gint height, gfloat value);
void synth_plane_free (SynthPlane *plane);

/* Blurs by a Gaussian, or by three boxes where @sigma (pixels) is large; borders repeat. */
void synth_plane_blur (SynthPlane *plane, gdouble sigma);

/* Shifts and scales to a mean of 0 and a standard deviation of 1. */
void synth_plane_normalise (SynthPlane *plane);

/**
 * synth_plane_range:
 * @low: (out): below about 1 pixel of 50
 * @high: (out): above about 1 pixel of 50
 */
void synth_plane_range (const SynthPlane *plane, gfloat *low, gfloat *high);

/* Shrinks by a factor of 1 or more, and enlarges again: a picture of low resolution. */
void synth_plane_coarsen (SynthPlane *plane, gdouble factor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SynthPlane, synth_plane_free)

G_END_DECLS
