/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small things that are added to a picture. */

#include <math.h>

#include "looks/canvas.h"
#include "looks/dice.h"

SynthCanvas *
synth_canvas_new (gint width, gint height, LlRandom *random)
{
  SynthCanvas *canvas = g_new (SynthCanvas, 1);
  gdouble x, y;

  synth_direction (random, &x, &y);
  canvas->width = width;
  canvas->height = height;
  canvas->grey = synth_plane_new (width, height, 0.0f);
  canvas->tint = synth_plane_new (width, height, 0.0f);
  canvas->light[0] = (gfloat) x;
  canvas->light[1] = (gfloat) y;
  return canvas;
}

void
synth_canvas_free (SynthCanvas *canvas)
{
  if (canvas)
    {
      synth_plane_free (canvas->grey);
      synth_plane_free (canvas->tint);
    }
  g_free (canvas);
}

void
synth_canvas_add (SynthCanvas *canvas, gsize pixel, gfloat grey, gfloat tint)
{
  gfloat *old = &canvas->grey->data[pixel];
  gfloat before = MAX (*old, 0.0f);
  gfloat share = MAX (grey, 0.0f) / (before + MAX (grey, 0.0f) + 1e-4f);

  canvas->tint->data[pixel] += share * (tint - canvas->tint->data[pixel]);
  *old += grey;
}

void
synth_canvas_speck (SynthCanvas *canvas,
                    gdouble x,
                    gdouble y,
                    gdouble length,
                    gdouble width,
                    gdouble angle,
                    gdouble soft,
                    gdouble grey,
                    gdouble tint,
                    const guint16 *owner,
                    guint16 only)
{
  gfloat c = (gfloat) cos (angle);
  gfloat s = (gfloat) sin (angle);
  gfloat a = (gfloat) (1.0 / MAX (length, 0.4));
  gfloat b = (gfloat) (1.0 / MAX (width, 0.4));
  gint reach = (gint) (MAX (length, width) + 1.5);
  gint left = MAX ((gint) x - reach, 0);
  gint right = MIN ((gint) x + reach, canvas->width - 1);
  gint top = MAX ((gint) y - reach, 0);
  gint bottom = MIN ((gint) y + reach, canvas->height - 1);
  gfloat fade = 1.0f / (gfloat) MAX (soft, 0.02);

  for (gint j = top; j <= bottom; j++)
    for (gint i = left; i <= right; i++)
      {
        gsize pixel = (gsize) j * (gsize) canvas->width + (gsize) i;
        gfloat dx = (gfloat) i - (gfloat) x;
        gfloat dy = (gfloat) j - (gfloat) y;
        gfloat p = (c * dx + s * dy) * a;
        gfloat q = (c * dy - s * dx) * b;
        gfloat r = p * p + q * q;

        if (r < 1.0f && (owner == NULL || owner[pixel] == only))
          synth_canvas_add (canvas, pixel, (gfloat) grey * MIN ((1.0f - r) * fade, 1.0f),
                            (gfloat) tint);
      }
}

void
synth_canvas_fibre (SynthCanvas *canvas,
                    gdouble width,
                    gdouble grey,
                    gdouble tint,
                    LlRandom *random)
{
  gdouble x = synth_between (random, -0.1, 1.1) * canvas->width;
  gdouble y = synth_between (random, -0.1, 1.1) * canvas->height;
  gdouble angle = synth_between (random, 0.0, 2.0 * G_PI);
  gdouble bend = 0.02 * synth_normal (random);
  gdouble step = MAX (0.9 * width, 1.0);
  gint steps = (gint) (synth_between (random, 0.1, 1.0) *
                       MAX (canvas->width, canvas->height) / step);

  for (gint i = 0; i < steps; i++)
    {
      synth_canvas_speck (canvas, x, y, 0.75 * step + 0.4, 0.5 * width + 0.3, angle, 0.7,
                          grey, tint, NULL, 0);
      x += step * cos (angle);
      y += step * sin (angle);
      angle += bend * MIN (step, 4.0) * 0.5 + 0.03 * synth_normal (random);
      if (i % 16 == 15)
        bend = 0.7 * bend + 0.01 * synth_normal (random);
    }
}
