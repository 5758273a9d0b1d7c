/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns painted pixels into labels.
 *
 * Where a soft brush goes over other paint, GIMP mixes the two colours, in linear or
 * perceptual light depending on the mode of the brush.  Such a mixture may be far from both
 * colours although the person did nothing wrong, so it counts as the nearer of the two.
 */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lazylabels/error.h"
#include "lazylabels/paint.h"

/* Distances in the unit cube of non-linear sRGB, in addition to LL_COLOUR_NEAR. */
#define MEANT   0.1f  /* close enough to be meant as that colour                   */
#define MIXTURE 0.06f /* from the line between two known colours                   */
#define OPAQUE  0.5f

#define MAX_COLOURS (LL_MAX_CLASSES + 2)

/* A colour that may have been painted. */
typedef struct
{
  gfloat rgb[3];    /* non-linear */
  gfloat linear[3]; /* the same in linear light */
  guint8 label;
  gboolean known; /* on this layer */
  const gchar *name;
} Paint;

typedef struct
{
  Paint paints[MAX_COLOURS];
  gint n;
} Paints;

static void
to_linear (const gfloat rgb[3], gfloat linear[3])
{
  gint i;

  for (i = 0; i < 3; i++)
    linear[i] =
      rgb[i] <= 0.04045f ? rgb[i] / 12.92f : powf ((rgb[i] + 0.055f) / 1.055f, 2.4f);
}

static void
add_reference (Paints *paints,
               LlColour colour,
               gint label,
               gboolean known,
               const gchar *name)
{
  Paint *paint = &paints->paints[paints->n++];
  gint i;

  for (i = 0; i < 3; i++)
    paint->rgb[i] = (gfloat) colour.rgb[i] / 255.0f;
  to_linear (paint->rgb, paint->linear);
  paint->label = (guint8) label;
  paint->known = known;
  paint->name = name;
}

static void
list_paints (const LlClasses *classes, LlTask task, Paints *paints)
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

static const Paint *
find_nearest (const Paints *paints, gboolean known, const gfloat rgb[3], gfloat *distance)
{
  const Paint *best = NULL;
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
static const Paint *
unmix_colours (const Paints *paints, const gfloat rgb[3])
{
  const Paint *best = NULL;
  gfloat least = MIXTURE;
  gfloat linear[3];
  gint i;
  gint j;

  to_linear (rgb, linear);
  for (i = 0; i < paints->n; i++)
    for (j = i + 1; j < paints->n; j++)
      {
        const Paint *a = &paints->paints[i];
        const Paint *b = &paints->paints[j];
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

/* Colours that are too similar would silently give pixels a wrong label. */
static gboolean
check_paints (const Paints *paints, LlTask task, GError **error)
{
  gint i;
  gint j;

  for (i = 0; i < paints->n; i++)
    for (j = i + 1; j < paints->n; j++)
      {
        const Paint *a = &paints->paints[i];
        const Paint *b = &paints->paints[j];

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

static void
set_colour_error (GError **error,
                  const Paints *paints,
                  LlTask task,
                  const gfloat rgb[3],
                  const Paint *foreign,
                  gint x,
                  gint y)
{
  g_autoptr (GString) colour = g_string_new (NULL);
  g_autoptr (GString) known = g_string_new (NULL);
  const gchar *layer = ll_task_get_name (task);

  append_colour (colour, rgb);
  for (gint i = 0; i < paints->n; i++)
    if (paints->paints[i].known)
      {
        if (known->len > 0)
          g_string_append (known, ", ");
        append_colour (known, paints->paints[i].rgb);
        g_string_append_printf (known, " (%s)", paints->paints[i].name);
      }

  if (foreign)
    g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR,
                 _ ("On the %s layer, the paint at x = %d, y = %d has the colour %s, "
                    "which stands for '%s' and does not belong there: use one of %s."),
                 layer, x, y, colour->str, foreign->name, known->str);
  else
    g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR,
                 _ ("On the %s layer, the paint at x = %d, y = %d has the colour %s, "
                    "which stands for nothing: use one of %s."),
                 layer, x, y, colour->str, known->str);
}

/* Finds what a painted colour stands for on this layer.  Returns %NULL if nothing;
 * @foreign is then what it stands for on another layer, if anything.
 */
static const Paint *
read_colour (const Paints *paints, const gfloat rgb[3], const Paint **foreign)
{
  gfloat distance;
  gfloat foreign_distance;
  const Paint *paint = find_nearest (paints, TRUE, rgb, &distance);
  const Paint *other = find_nearest (paints, FALSE, rgb, &foreign_distance);

  *foreign = other && foreign_distance < distance && foreign_distance <= LL_COLOUR_NEAR
               ? other
               : NULL;

  if (*foreign && foreign_distance <= MEANT)
    return NULL;

  return distance <= LL_COLOUR_NEAR ? paint : unmix_colours (paints, rgb);
}

gboolean
ll_paint_read_row (const LlClasses *classes,
                   LlTask task,
                   LlCoverage coverage,
                   const gfloat *rgba,
                   gint width,
                   gint x,
                   gint y,
                   guint8 *labels,
                   guint8 *ignored,
                   GError **error)
{
  const guint8 unpainted = coverage == LL_COVERAGE_COMPLETE ? 0 : LL_LABEL_IGNORE;
  gfloat last[3] = { -1.0f, -1.0f, -1.0f };
  const Paint *paint = NULL;
  Paints paints;
  gint i;
  gint c;

  list_paints (classes, task, &paints);
  if (!check_paints (&paints, task, error))
    return FALSE;

  for (i = 0; i < width; i++)
    {
      const gfloat *pixel = rgba + 4 * (gsize) i;
      const Paint *foreign = NULL;
      gfloat rgb[3];

      if (!(pixel[3] >= OPAQUE))
        {
          labels[i] = unpainted;
          continue;
        }

      for (c = 0; c < 3; c++)
        rgb[c] = isnan (pixel[c]) ? 0.0f : CLAMP (pixel[c], 0.0f, 1.0f);

      /* Neighbouring pixels mostly have the same colour. */
      if (!paint || distance2 (rgb, last) > 0.0f)
        {
          paint = read_colour (&paints, rgb, &foreign);
          for (c = 0; c < 3; c++)
            last[c] = rgb[c];
        }
      if (!paint)
        {
          set_colour_error (error, &paints, task, rgb, foreign, x + i, y);
          return FALSE;
        }

      labels[i] = paint->label;
      if (paint->label == LL_LABEL_IGNORE)
        ignored[i] = 1;
    }

  return TRUE;
}
