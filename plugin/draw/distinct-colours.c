/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Consecutive hues differ by the golden angle, and lightness advances by another
 * irrational step, so that any number of colours is evenly distributed.  An object takes
 * the first colour of its own sequence that differs enough from those of its neighbours
 * with smaller numbers.  Differences are distances in Oklab (Ottosson 2020), both of the
 * colour itself and of the colour that deuteranopes perceive (Viénot, Brettel and Mollon
 * 1999).
 */

#include "draw/distinct-colours.h"

#include <math.h>

/* Objects at most this many pixels apart, the width of an interface, are neighbours. */
#define REACH 6

/* A distance in Oklab, in which black and white are 1 apart. */
#define LEAST_DISTANCE 0.16

#define TRIES 40

typedef struct
{
  gdouble l;
  gdouble a;
  gdouble b;
} Lab;

/* The numbers of two neighbours; the first is the smaller one. */
typedef struct
{
  gint32 first;
  gint32 second;
} Pair;

static gdouble
to_linear (guint8 value)
{
  gdouble v = value / 255.0;

  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

static guint8
from_linear (gdouble v)
{
  v = CLAMP (v, 0, 1);
  v = v <= 0.0031308 ? 12.92 * v : 1.055 * pow (v, 1 / 2.4) - 0.055;

  return (guint8) lrint (255 * v);
}

static Lab
lab_from_linear (gdouble red, gdouble green, gdouble blue)
{
  gdouble l = cbrt (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  gdouble m = cbrt (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  gdouble s = cbrt (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);

  return (Lab){
    0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
  };
}

static LlColour
colour_from_lab (Lab lab)
{
  gdouble l = lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b;
  gdouble m = lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b;
  gdouble s = lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b;

  l = l * l * l;
  m = m * m * m;
  s = s * s * s;

  return (LlColour){ {
    from_linear (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    from_linear (-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    from_linear (-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
  } };
}

static gdouble
lab_distance (Lab a, Lab b)
{
  gdouble dl = a.l - b.l, da = a.a - b.a, db = a.b - b.b;

  return sqrt (dl * dl + da * da + db * db);
}

/* Returns the smaller of the differences that normal and deuteranopic eyes perceive. */
static gdouble
colour_distance (LlColour a, LlColour b)
{
  Lab seen[2], reduced[2];

  for (gint i = 0; i < 2; i++)
    {
      LlColour colour = i == 0 ? a : b;
      gdouble red = to_linear (colour.rgb[0]);
      gdouble green = to_linear (colour.rgb[1]);
      gdouble blue = to_linear (colour.rgb[2]);
      gdouble yellow = 0.29275 * red + 0.70725 * green;

      seen[i] = lab_from_linear (red, green, blue);
      reduced[i] = lab_from_linear (
        yellow, yellow, CLAMP (-0.02234 * red + 0.02234 * green + blue, 0, 1));
    }

  return MIN (lab_distance (seen[0], seen[1]), lab_distance (reduced[0], reduced[1]));
}

static LlColour
make_colour (guint64 index)
{
  /* The steps are the golden angle, in turns, and the inverse of the plastic number. */
  gdouble hue = 2 * G_PI * fmod ((gdouble) index * 0.6180339887498949, 1);
  gdouble lightness = 0.48 + 0.40 * fmod ((gdouble) index * 0.7548776662466927, 1);
  gdouble chroma = 0.15;

  return colour_from_lab ((Lab){ lightness, chroma * cos (hue), chroma * sin (hue) });
}

static gint
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *p = a, *q = b;

  /* The second object chooses its colour after the first one, so its pairs
   * are adjacent.
   */
  if (p->second != q->second)
    return p->second < q->second ? -1 : 1;

  return (p->first > q->first) - (p->first < q->first);
}

/* The last object in a row or a column. */
typedef struct
{
  gint32 object;
  gint place;
} Met;

static void
add_neighbours (GArray *pairs, Met *met, gint32 object, gint place)
{
  if (object == 0)
    return;

  if (met->object != 0 && met->object != object && place - met->place <= REACH)
    {
      Pair pair = { MIN (object, met->object), MAX (object, met->object) };
      const Pair *last =
        pairs->len > 0 ? &g_array_index (pairs, Pair, pairs->len - 1) : NULL;

      if (!last || compare_pairs (last, &pair) != 0)
        g_array_append_val (pairs, pair);
    }
  *met = (Met){ object, place };
}

/* Returns pairs sorted by the second object; they may contain duplicates. */
static GArray *
find_neighbours (const LlInstances *objects)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autofree Met *columns = g_new0 (Met, objects->width);

  for (gint y = 0; y < objects->height; y++)
    {
      const gint32 *row = objects->data + (gsize) y * objects->width;
      Met in_row = { 0, 0 };

      for (gint x = 0; x < objects->width; x++)
        {
          add_neighbours (pairs, &in_row, row[x], x);
          add_neighbours (pairs, &columns[x], row[x], y);
        }
    }
  g_array_sort (pairs, compare_pairs);

  return pairs;
}

static gdouble
least_distance (LlColour colour, const LlColour *colours, const Pair *pairs, guint n)
{
  gdouble least = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    if (i == 0 || pairs[i].first != pairs[i - 1].first)
      least = MIN (least, colour_distance (colour, colours[pairs[i].first]));

  return least;
}

LlColour *
lp_distinct_colours_new (const LlInstances *objects)
{
  LlColour *colours = g_new0 (LlColour, (gsize) objects->n + 1);
  g_autoptr (GArray) pairs = find_neighbours (objects);
  const Pair *all = (const Pair *) (gpointer) pairs->data;
  guint first = 0;

  for (gint id = 1; id <= objects->n; id++)
    {
      gdouble best = -1;
      guint end = first;

      while (end < pairs->len && all[end].second == id)
        end++;

      /* The sequences of different objects have no colour in common. */
      for (gint i = 0; i < TRIES && best < LEAST_DISTANCE; i++)
        {
          LlColour colour =
            make_colour ((guint64) id + (guint64) i * (guint64) objects->n);
          gdouble distance = least_distance (colour, colours, all + first, end - first);

          if (distance > best)
            {
              best = distance;
              colours[id] = colour;
            }
        }
      first = end;
    }

  return colours;
}
