/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Noise is blurred away before outlines are compared with what lies elsewhere. */

#include <math.h>

#include "looks/plane.h"
#include "looks/visible.h"

#define BLUR 1.2

/* The least ratios that a person still sees, judged by eye. */
#define LEAST_STEP       1.3
#define LEAST_DIFFERENCE 1.0
#define LEAST_TEXTURE    1.6

typedef struct
{
  gdouble n, sum, squares, steps;
} Tally;

static void
tally_add (Tally *tally, gdouble value, gdouble step)
{
  tally->n++;
  tally->sum += value;
  tally->squares += value * value;
  tally->steps += step;
}

static gdouble
tally_deviation (const Tally *tally)
{
  gdouble mean = tally->sum / MAX (tally->n, 1.0);

  return sqrt (MAX (tally->squares / MAX (tally->n, 1.0) - mean * mean, 0.0));
}

/* Whether the picture changes more at outlines than elsewhere. */
static gboolean
is_outlined (const Tally *border, const Tally *rest, const Tally *object)
{
  gdouble elsewhere = (rest->steps + object->steps) / MAX (rest->n + object->n, 1.0);

  return border->steps / MAX (border->n, 1.0) > LEAST_STEP * elsewhere;
}

gboolean
synth_is_visible (const LlImage *image, const SynthIds *ids)
{
  gint w = ids->width;
  gint h = ids->height;
  gsize pixels = (gsize) w * (gsize) h;
  g_autoptr (SynthPlane) grey = synth_plane_new (w, h, 0.0f);
  Tally rest = { 0 }, object = { 0 }, border = { 0 };
  gdouble spread, ratio;

  for (gint c = 0; c < image->channels; c++)
    for (gsize i = 0; i < pixels; i++)
      grey->data[i] += image->data[(gsize) c * pixels + i] / (gfloat) image->channels;
  synth_plane_blur (grey, BLUR);
  for (gint y = 1; y < h - 1; y++)
    for (gint x = 1; x < w - 1; x++)
      {
        gsize i = (gsize) y * (gsize) w + (gsize) x;
        const gfloat *g = grey->data + i;
        const guint16 *id = ids->data + i;
        gdouble step = fabs ((gdouble) (g[1] - g[-1])) + fabs ((gdouble) (g[w] - g[-w]));
        gboolean differs = id[1] != *id || id[-1] != *id || id[w] != *id || id[-w] != *id;

        tally_add (differs ? &border : *id ? &object : &rest, (gdouble) *g, step);
      }
  if (is_outlined (&border, &rest, &object))
    return TRUE;
  if (rest.n < 20.0 || object.n < 20.0)
    return FALSE;
  spread = sqrt (
    0.5 * (pow (tally_deviation (&rest), 2.0) + pow (tally_deviation (&object), 2.0)));
  ratio = (object.steps / object.n + 1e-4) / (rest.steps / rest.n + 1e-4);
  return fabs (object.sum / object.n - rest.sum / rest.n) > LEAST_DIFFERENCE * spread ||
         ratio > LEAST_TEXTURE || ratio < 1.0 / LEAST_TEXTURE;
}
