/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Colours. */

#include <math.h>

#include "looks/optics.h"

static inline gfloat
hue (gfloat t, gint channel)
{
  gfloat x = t * 6.0f + (gfloat) (channel * 2);

  x = fabsf (x - 6.0f * floorf (x / 6.0f) - 3.0f) - 1.0f;
  return CLAMP (x, 0.0f, 1.0f);
}

static gfloat
light_of (const SynthPalette *palette, gfloat grey, gfloat tint, gint c)
{
  gfloat t = CLAMP (tint, 0.0f, 1.0f);
  gfloat mixed = palette->first[c] + t * (palette->second[c] - palette->first[c]);

  switch (palette->kind)
    {
    case SYNTH_PALETTE_STAIN:
      return palette->white[c] * expf (-MAX (grey, -0.1f) * mixed);
    case SYNTH_PALETTE_GLOW:
      return grey * mixed;
    case SYNTH_PALETTE_TONE:
      return palette->first[c] + grey * (palette->second[c] - palette->first[c]) +
             0.2f * (t - 0.5f) * palette->white[c];
    case SYNTH_PALETTE_HUES:
      return grey * (1.0f - palette->white[0] + palette->white[0] * hue (tint, c));
    default:
      return grey;
    }
}

void
synth_palette_map (const SynthPalette *palette,
                   const SynthCanvas *canvas,
                   SynthPlane **planes,
                   gint n)
{
  gsize pixels = (gsize) canvas->width * (gsize) canvas->height;

  for (gint c = 0; c < n; c++)
    for (gsize i = 0; i < pixels; i++)
      planes[c]->data[i] =
        light_of (palette, canvas->grey->data[i], canvas->tint->data[i], c);
}
