/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "evaluate/id-map.h"

#include <math.h>

#include "pixels/pixels.h"

/* A grey value is that of a class when it is this close, as a share of white. */
#define SAME_GREY 0.003

/* Numbers of objects have about one piece each, and a piece has some pixels; the values of
 * a micrograph, taken for numbers, do not.
 */
#define MOST_PIECES   4
#define FEWEST_PIXELS 4

/* The values of a picture. */
typedef struct
{
  gint width;
  gint height;
  guint32 *ids;  /* [height][width]                                         */
  gdouble white; /* the value of white; 0: numbers have no limit            */
  gboolean deep; /* more than 8 bits                                        */
  guint32 largest;
  gsize n_ids;    /* different ids, without 0                                 */
  gsize n_pixels; /* that have an id                                          */
  gsize n_even;   /* pixels with the grey value of a class                    */
  gsize n_pieces; /* runs of one id in a row, below none of the same id       */
} Values;

/* Returns the value of white in a format, or 1 for floating-point numbers. */
static gdouble
get_white (const Babl *format)
{
  const gchar *type = babl_get_name (babl_format_get_type (format, 0));

  if (g_str_equal (type, "u8"))
    return G_MAXUINT8;
  if (g_str_equal (type, "u16"))
    return G_MAXUINT16;

  return g_str_equal (type, "u32") ? G_MAXUINT32 : 1.0;
}

/* Returns: whether all values are whole numbers, which they are but for floating point. */
static gboolean
read_values (Values *values, GeglBuffer *buffer)
{
  const Babl *own = gegl_buffer_get_format (buffer);
  const Babl *format = lp_pixels_numbers_format (own);
  gint components = babl_format_get_n_components (format);
  g_autofree gfloat *row = g_new (gfloat, (gsize) values->width * components);

  values->white = get_white (own);
  values->deep = values->white != G_MAXUINT8;
  for (gint y = 0; y < values->height; y++)
    {
      GeglRectangle strip = { 0, y, values->width, 1 };
      guint32 *ids = values->ids + (gsize) y * values->width;

      gegl_buffer_get (buffer, &strip, 1.0, format, row, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      for (gint x = 0; x < values->width; x++)
        {
          const gfloat *pixel = row + (gsize) x * components;
          gdouble value =
            components == 2 && pixel[1] < 0.5f ? 0.0 : (gdouble) pixel[0] * values->white;

          if (!(value > -0.5 && value < G_MAXINT32))
            return FALSE;
          if (values->white <= 1.0 && value != rint (value))
            return FALSE;
          ids[x] = (guint32) lrint (value);
          values->largest = MAX (values->largest, ids[x]);
        }
    }

  return TRUE;
}

/* Replaces the ids by 1, 2, 3, ... in their order. */
static gint
number_ids (const Values *values, LlInstances *objects)
{
  g_autofree gint32 *numbers = g_new0 (gint32, (gsize) values->largest + 1);
  gsize n = (gsize) values->width * values->height;
  gint32 last = 0;

  for (gsize i = 0; i < n; i++)
    numbers[values->ids[i]] = 1;
  numbers[0] = 0;
  for (gsize id = 1; id <= values->largest; id++)
    if (numbers[id])
      numbers[id] = ++last;
  for (gsize i = 0; objects && i < n; i++)
    objects->data[i] = numbers[values->ids[i]];

  return last;
}

static gboolean
is_value_of_class (const Values *values, guint32 id, gint last)
{
  gdouble grey = id / values->white;
  gdouble step = rint (grey * last);

  return values->white > 1.0 && step > 0.5 && fabs (grey - step / last) <= SAME_GREY;
}

static void
count_values (Values *values, gint last)
{
  for (gint y = 0; y < values->height; y++)
    {
      const guint32 *ids = values->ids + (gsize) y * values->width;
      gboolean below = FALSE; /* the same id somewhere above this run */

      for (gint x = 0; x < values->width; x++)
        {
          if (ids[x] == 0)
            continue;

          if (x == 0 || ids[x - 1] != ids[x])
            below = FALSE;
          below = below || (y > 0 && *(ids + x - values->width) == ids[x]);
          if (!below && (x == values->width - 1 || ids[x + 1] != ids[x]))
            values->n_pieces++;
          values->n_pixels++;
          if (is_value_of_class (values, ids[x], last))
            values->n_even++;
        }
    }
}

static gboolean
are_ids (const Values *values, gint last)
{
  gboolean dense = 2 * values->n_ids >= values->largest;

  return values->largest > (guint32) last && 2 * values->n_even < values->n_pixels &&
         (dense || (values->deep && values->n_ids > LL_MAX_CLASSES)) &&
         values->n_pieces <= MOST_PIECES * values->n_ids &&
         values->n_pixels >= FEWEST_PIXELS * values->n_pieces;
}

LlInstances *
lp_id_map_read (GeglBuffer *buffer, gboolean marked, gint last)
{
  g_autofree guint32 *ids = NULL;
  LlInstances *objects;
  Values values = { .width = gegl_buffer_get_width (buffer),
                    .height = gegl_buffer_get_height (buffer) };

  ids = g_new (guint32, (gsize) values.width * values.height);
  values.ids = ids;
  /* Larger numbers are the values of an image, and a table of them would take memory. */
  if (!read_values (&values, buffer) || values.largest > G_MAXINT32 / 16)
    return NULL;

  values.n_ids = (gsize) number_ids (&values, NULL);
  count_values (&values, last);
  if (!marked && !are_ids (&values, last))
    return NULL;

  objects = ll_instances_new (values.width, values.height, (gint) values.n_ids);
  number_ids (&values, objects);
  for (gint id = 1; id <= objects->n; id++)
    objects->class_of[id] = 1;

  return objects;
}
