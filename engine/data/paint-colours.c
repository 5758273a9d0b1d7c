/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a painted colour stands for.
 *
 * Where a soft brush goes over other paint, GIMP mixes the two colours, in linear or
 * perceptual light depending on the mode of the brush.  Such a mixture may be far from both
 * colours although the person did nothing wrong, so it counts as the nearer of the two.
 * It may also pass near a third colour, as yellow and vermilion mix to orange; there, the
 * mixture is the better explanation of a single pixel, and the third colour that of an area.
 */

#include "data/paint-colours.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lazylabels/error.h"

/* Distances in the unit cube of non-linear sRGB, in addition to LL_COLOUR_NEAR. */
#define BETWEEN 0.03f /* from a mixture of two colours, near a third one           */
#define MEANT   0.1f  /* close enough to be meant as that colour                   */
#define MIXTURE 0.06f /* from the line between two known colours                   */

static void
to_linear (const gfloat rgb[3], gfloat linear[3])
{
  gint i;

  for (i = 0; i < 3; i++)
    linear[i] =
      rgb[i] <= 0.04045f ? rgb[i] / 12.92f : powf ((rgb[i] + 0.055f) / 1.055f, 2.4f);
}

static void
add_reference (LlPaints *paints,
               LlColour colour,
               gint label,
               gboolean known,
               const gchar *name)
{
  LlPaint *paint = &paints->paints[paints->n++];
  gint i;

  for (i = 0; i < 3; i++)
    paint->rgb[i] = (gfloat) colour.rgb[i] / 255.0f;
  to_linear (paint->rgb, paint->linear);
  paint->label = (guint8) label;
  paint->known = known;
  paint->name = name;
}

void
ll_paints_init (LlPaints *paints, const LlClasses *classes, LlTask task)
{
  gboolean separation = task == LL_TASK_SEPARATION;
  gint i;

  paints->n = 0;
  for (i = 0; i < ll_classes_get_n (classes); i++)
    add_reference (paints, ll_classes_get_colour (classes, i), separation ? 0 : i,
                   !separation || i == 0, ll_classes_get_name (classes, i));
  add_reference (paints, ll_classes_get_interface_colour (classes), 1, separation,
                 "interface");
  add_reference (paints, ll_classes_get_ignore_colour (classes), LL_LABEL_IGNORE, TRUE,
                 "ignore");
}

static gfloat
distance2 (const gfloat a[3], const gfloat b[3])
{
  gfloat sum = 0.0f;
  gint i;

  for (i = 0; i < 3; i++)
    sum += (a[i] - b[i]) * (a[i] - b[i]);

  return sum;
}

static const LlPaint *
find_nearest (const LlPaints *paints,
              gboolean known,
              const gfloat rgb[3],
              gfloat *distance)
{
  const LlPaint *best = NULL;
  gfloat least = G_MAXFLOAT;
  gint i;

  for (i = 0; i < paints->n; i++)
    {
      gfloat d = distance2 (rgb, paints->paints[i].rgb);

      if (paints->paints[i].known == known && d < least)
        {
          best = &paints->paints[i];
          least = d;
        }
    }
  *distance = sqrtf (least);

  return best;
}

const LlPaint *
ll_paints_guess (const LlPaints *paints, const gfloat rgb[3])
{
  const LlPaint *best = NULL;
  gfloat least = G_MAXFLOAT;

  for (gint i = 0; i < paints->n; i++)
    {
      const LlPaint *paint = &paints->paints[i];
      gfloat distance = distance2 (rgb, paint->rgb);

      if (paint->known && paint->label != LL_LABEL_IGNORE && distance < least)
        {
          best = paint;
          least = distance;
        }
    }

  return best;
}

gfloat
ll_paint_get_distance (const LlPaint *paint, const gfloat rgb[3])
{
  return sqrtf (distance2 (rgb, paint->rgb));
}

/* The distance of @p from the line between @a and @b; @t: how far from @a to @b. */
static gfloat
line_distance (const gfloat p[3], const gfloat a[3], const gfloat b[3], gfloat *t)
{
  gfloat length2 = distance2 (a, b);
  gfloat foot[3];
  gfloat along = 0.0f;
  gint i;

  for (i = 0; i < 3; i++)
    along += (p[i] - a[i]) * (b[i] - a[i]);
  *t = length2 > 0.0f ? CLAMP (along / length2, 0.0f, 1.0f) : 0.0f;
  for (i = 0; i < 3; i++)
    foot[i] = a[i] + *t * (b[i] - a[i]);

  return sqrtf (distance2 (p, foot));
}

/* The larger part of a mixture of two known colours; %NULL if @rgb is not a mixture. */
static const LlPaint *
unmix_colours (const LlPaints *paints, const gfloat rgb[3])
{
  const LlPaint *best = NULL;
  gfloat least = MIXTURE;
  gfloat linear[3];
  gint i;
  gint j;

  to_linear (rgb, linear);
  for (i = 0; i < paints->n; i++)
    for (j = i + 1; j < paints->n; j++)
      {
        const LlPaint *a = &paints->paints[i];
        const LlPaint *b = &paints->paints[j];
        gfloat t;

        if (!a->known || !b->known)
          continue;

        if (line_distance (rgb, a->rgb, b->rgb, &t) < least)
          {
            least = line_distance (rgb, a->rgb, b->rgb, &t);
            best = t < 0.5f ? a : b;
          }
        if (line_distance (linear, a->linear, b->linear, &t) < least)
          {
            least = line_distance (linear, a->linear, b->linear, &t);
            best = t < 0.5f ? a : b;
          }
      }

  return best;
}

static gfloat
to_perceptual (gfloat linear)
{
  return linear <= 0.0031308f ? 12.92f * linear
                              : 1.055f * powf (linear, 1.0f / 2.4f) - 0.055f;
}

/* The distance of @rgb from the mixture of @a and @b that is nearest to @linear, which is
 * @rgb in linear light; @t: how far from @a to @b.
 */
static gfloat
linear_mixture_distance (const gfloat rgb[3],
                         const gfloat linear[3],
                         const LlPaint *a,
                         const LlPaint *b,
                         gfloat *t)
{
  gfloat mixture[3];

  line_distance (linear, a->linear, b->linear, t);
  for (gint i = 0; i < 3; i++)
    mixture[i] = to_perceptual (a->linear[i] + *t * (b->linear[i] - a->linear[i]));

  return sqrtf (distance2 (rgb, mixture));
}

/* The larger part of a mixture that explains @rgb better than @nearest does, at @distance;
 * %NULL if there is none, or if @nearest is a part of it.
 */
static const LlPaint *
find_between (const LlPaints *paints,
              const gfloat rgb[3],
              const LlPaint *nearest,
              gfloat distance)
{
  const LlPaint *best = NULL;
  gfloat least = MIN (BETWEEN, distance);
  gfloat linear[3];

  to_linear (rgb, linear);
  for (gint i = 0; i < paints->n; i++)
    for (gint j = i + 1; j < paints->n; j++)
      {
        const LlPaint *a = &paints->paints[i];
        const LlPaint *b = &paints->paints[j];
        gfloat t, t_linear, perceptual, mixed;

        if (!a->known || !b->known)
          continue;

        perceptual = line_distance (rgb, a->rgb, b->rgb, &t);
        mixed = linear_mixture_distance (rgb, linear, a, b, &t_linear);
        if (MIN (perceptual, mixed) >= least)
          continue;

        least = MIN (perceptual, mixed);
        t = mixed < perceptual ? t_linear : t;
        best = a == nearest || b == nearest ? NULL : t < 0.5f ? a : b;
      }

  return best;
}

gboolean
ll_paints_check (const LlPaints *paints, LlTask task, GError **error)
{
  gint i;
  gint j;

  for (i = 0; i < paints->n; i++)
    for (j = i + 1; j < paints->n; j++)
      {
        const LlPaint *a = &paints->paints[i];
        const LlPaint *b = &paints->paints[j];

        if (a->known && b->known && distance2 (a->rgb, b->rgb) <= 0.0f)
          {
            g_set_error (
              error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR,
              _ ("On the %s layer '%s' and '%s' have the same colour: change one "
                 "of them."),
              ll_task_get_name (task), a->name, b->name);
            return FALSE;
          }
      }

  return TRUE;
}

static void
append_colour (GString *text, const gfloat rgb[3])
{
  gchar hex[LL_COLOUR_TEXT_SIZE];
  LlColour colour;

  for (gint i = 0; i < 3; i++)
    colour.rgb[i] = (guint8) lrintf (255.0f * CLAMP (rgb[i], 0.0f, 1.0f));
  ll_colour_to_text (colour, hex);
  g_string_append (text, hex);
}

void
ll_paints_set_error (const LlPaints *paints,
                     LlTask task,
                     const gfloat rgb[3],
                     gint x,
                     gint y,
                     GError **error)
{
  g_autoptr (GString) colour = g_string_new (NULL);
  g_autoptr (GString) known = g_string_new (NULL);
  const gchar *layer = ll_task_get_name (task);
  LlPaintReading reading;

  ll_paints_read (paints, rgb, &reading);
  append_colour (colour, rgb);
  for (gint i = 0; i < paints->n; i++)
    if (paints->paints[i].known)
      {
        if (known->len > 0)
          g_string_append (known, ", ");
        append_colour (known, paints->paints[i].rgb);
        g_string_append_printf (known, " (%s)", paints->paints[i].name);
      }

  if (reading.foreign)
    g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR,
                 _ ("On the %s layer, the paint at x = %d, y = %d has the colour %s, "
                    "which stands for '%s' and does not belong there: use one of %s."),
                 layer, x, y, colour->str, reading.foreign->name, known->str);
  else
    g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR,
                 _ ("On the %s layer, the paint at x = %d, y = %d has the colour %s, "
                    "which stands for nothing: use one of %s."),
                 layer, x, y, colour->str, known->str);
}

void
ll_paints_read (const LlPaints *paints, const gfloat rgb[3], LlPaintReading *reading)
{
  gfloat distance;
  gfloat foreign_distance;
  const LlPaint *nearest = find_nearest (paints, TRUE, rgb, &distance);
  const LlPaint *other = find_nearest (paints, FALSE, rgb, &foreign_distance);

  *reading = (LlPaintReading){ LL_PAINT_UNKNOWN, NULL, NULL, NULL };
  if (other && foreign_distance < distance && foreign_distance <= LL_COLOUR_NEAR)
    reading->foreign = other;
  if (reading->foreign && foreign_distance <= MEANT)
    return;

  if (distance > LL_COLOUR_NEAR)
    {
      reading->paint = unmix_colours (paints, rgb);
      if (reading->paint)
        reading->kind = LL_PAINT_MIXED;
      return;
    }

  reading->area = nearest;
  if (distance > MEANT)
    reading->paint = find_between (paints, rgb, nearest, distance);
  reading->kind = reading->paint ? LL_PAINT_BETWEEN : LL_PAINT_PLAIN;
  if (!reading->paint)
    reading->paint = nearest;
}
