/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Grey values are numbers, as those of Segment's grey layers.  Colours are mixed in linear light,
 * as GIMP mixes layers.
 */

#include "operation/paint.h"

#include <math.h>

/* Writes one value per pixel, whatever the number of components. */
static void
write_grey (const GeglRectangle *area, const gfloat *values, GeglBuffer *output)
{
  const Babl *own = gegl_buffer_get_format (output);
  gboolean grey = babl_format_get_n_components (own) <= 2;
  gint components = grey ? 2 : 4;
  const Babl *format = babl_format_with_space (grey ? "Y'A float" : "R'G'B'A float",
                                               babl_format_get_space (own));
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *pixels = g_new (gfloat, n * components);

  for (gsize i = 0; i < n; i++)
    {
      for (gint c = 0; c < components - 1; c++)
        pixels[i * components + c] = values[i];
      pixels[i * components + components - 1] = 1.0f;
    }
  gegl_buffer_set (output, area, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
}

void
lp_paint_probability (const LpPaint *paint,
                      const GeglRectangle *area,
                      const gfloat *probabilities,
                      const guint8 *missing,
                      GeglBuffer *output)
{
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *values = g_new (gfloat, n);

  for (gsize i = 0; i < n; i++)
    {
      gfloat p = paint->klass > 0 ? probabilities[paint->klass * n + i] : 0.0f;

      for (gint c = 1; paint->klass == 0 && c < paint->n_classes; c++)
        p += probabilities[c * n + i];
      values[i] = (missing && missing[i]) || p < paint->threshold ? 0.0f : p;
    }
  write_grey (area, values, output);
}

void
lp_paint_uncertainty (const LpPaint *paint,
                      const GeglRectangle *area,
                      const gfloat *probabilities,
                      const guint8 *missing,
                      GeglBuffer *output)
{
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *values = g_new0 (gfloat, n);
  gdouble most = log (paint->n_classes);

  for (gsize i = 0; i < n; i++)
    {
      gdouble entropy = 0.0;

      if (missing && missing[i])
        continue;
      for (gint c = 0; c < paint->n_classes; c++)
        {
          gdouble p = probabilities[c * n + i];

          if (p > 0.0)
            entropy -= p * log (p);
        }
      values[i] = (gfloat) CLAMP (entropy / most, 0.0, 1.0);
    }
  write_grey (area, values, output);
}

static LlColour
get_colour (const LpPaint *paint, gint klass)
{
  return paint->task == LL_TASK_SEPARATION
           ? ll_classes_get_interface_colour (paint->classes)
           : ll_classes_get_colour (paint->classes, klass);
}

/* [n_classes] colours in @format. */
static gfloat *
convert_colours (const LpPaint *paint, const Babl *format)
{
  gfloat *colours = g_new0 (gfloat, 4 * (gsize) paint->n_classes);

  for (gint c = 1; c < paint->n_classes; c++)
    {
      LlColour colour = get_colour (paint, c);

      babl_process (babl_fish (babl_format ("R'G'B' u8"), format), colour.rgb,
                    colours + 4 * c, 1);
    }

  return colours;
}

/* What is shown of each pixel; 0: nothing. */
static guint8 *
choose_classes (const LpPaint *paint,
                gsize n,
                const gfloat *probabilities,
                const guint8 *missing)
{
  guint8 *labels = g_new (guint8, n);

  ll_most_probable (probabilities, paint->n_classes, n, labels);
  for (gsize i = 0; i < n; i++)
    if ((missing && missing[i]) || (paint->klass > 0 && labels[i] != paint->klass) ||
        probabilities[labels[i] * n + i] < paint->threshold)
      labels[i] = 0;

  return labels;
}

/* Linear light, in the space of @buffer. */
static const Babl *
get_linear (GeglBuffer *buffer)
{
  return babl_format_with_space ("RGBA float",
                                 babl_format_get_space (gegl_buffer_get_format (buffer)));
}

void
lp_paint_classes (const LpPaint *paint,
                  const GeglRectangle *area,
                  const gfloat *probabilities,
                  const guint8 *missing,
                  GeglBuffer *input,
                  GeglBuffer *output)
{
  const Babl *format = get_linear (output);
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *pixels = g_new0 (gfloat, 4 * n);
  g_autofree gfloat *colours = convert_colours (paint, format);
  g_autofree guint8 *labels = choose_classes (paint, n, probabilities, missing);
  gfloat opacity = (gfloat) paint->opacity;

  if (input)
    gegl_buffer_get (input, area, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE,
                     GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    {
      const gfloat *colour = colours + 4 * labels[i];
      gfloat *pixel = pixels + 4 * i;

      if (labels[i] == 0)
        continue;
      for (gint c = 0; c < 3; c++)
        pixel[c] = input ? pixel[c] + opacity * (colour[c] - pixel[c]) : colour[c];
      if (!input)
        pixel[3] = 1.0f;
    }
  gegl_buffer_set (output, area, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
}

void
lp_paint_picture (GeglBuffer *picture,
                  const GeglRectangle *origin,
                  gdouble opacity,
                  const GeglRectangle *area,
                  GeglBuffer *input,
                  GeglBuffer *output)
{
  const Babl *format = get_linear (output);
  gsize n = (gsize) area->width * area->height;
  GeglRectangle place = { area->x - origin->x, area->y - origin->y, area->width,
                          area->height };
  g_autofree gfloat *below = g_new (gfloat, 4 * n);
  g_autofree gfloat *above = g_new (gfloat, 4 * n);

  gegl_buffer_get (input, area, 1.0, format, below, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  gegl_buffer_get (picture, &place, 1.0, format, above, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    {
      gfloat share = (gfloat) opacity * above[4 * i + 3];

      if (share > 0.0f)
        for (gint c = 0; c < 3; c++)
          below[4 * i + c] += share * (above[4 * i + c] - below[4 * i + c]);
    }
  gegl_buffer_set (output, area, 0, format, below, GEGL_AUTO_ROWSTRIDE);
}
