/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An object's long axis is that of its second moments.  Every choice of the hand comes from
 * a random number of the object's own, so that marks do not depend on other objects.
 */

#include "strokes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/random.h"
#include "marks.h"

/* Parts of the way from the middle to the border at which strokes end. */
#define SHORTEST 0.4
#define LONGEST  0.8

/* Rough fills begin at these shares of the largest depth. */
#define FULLEST 0.2
#define LEANEST 0.6

typedef struct
{
  gint n;
  gdouble x, y, xx, xy, yy; /* sums over the pixels                */
  gint x0, y0, x1, y1;      /* bounding box; x1 and y1 are outside */
  gint middle;              /* pixel that lies deepest             */
  gint depth;               /* squared, of the deepest pixel       */
} Shape;

typedef struct
{
  const SynthIds *ids;
  const gint *depths; /* squared distances to the border */
  const Shape *shape;
  LlLabels *marks;
  gint id;
  guint8 klass;
  gint pencil;
  LlRandom random;
  gint painted; /* pixels */
} Hand;

static const struct
{
  const gchar *name;
  gboolean has_pencil;
} stroke_names[] = { [SYNTH_STROKES_DEEP] = { "deep", FALSE },
                     [SYNTH_STROKES_LINE] = { "line-", TRUE },
                     [SYNTH_STROKES_DOT] = { "dot-", TRUE },
                     [SYNTH_STROKES_TWO] = { "two-", TRUE },
                     [SYNTH_STROKES_SCRIBBLE] = { "scribble-", TRUE },
                     [SYNTH_STROKES_FILL] = { "fill", FALSE } };

gboolean
synth_strokes_parse (const gchar *name, SynthStrokes *strokes, gint *pencil)
{
  for (guint i = 0; i < G_N_ELEMENTS (stroke_names); i++)
    {
      *strokes = (SynthStrokes) i;
      *pencil = 1;
      if (!stroke_names[i].has_pencil && g_str_equal (name, stroke_names[i].name))
        return TRUE;
      if (stroke_names[i].has_pencil && g_str_has_prefix (name, stroke_names[i].name))
        {
          *pencil = atoi (name + strlen (stroke_names[i].name));
          return *pencil > 0;
        }
    }
  return FALSE;
}

static Shape *
find_shapes (const SynthIds *ids, const gint *depths)
{
  Shape *shapes = g_new0 (Shape, synth_ids_get_n (ids));

  for (gint y = 0; y < ids->height; y++)
    for (gint x = 0; x < ids->width; x++)
      {
        gint i = y * ids->width + x;
        Shape *shape = &shapes[ids->data[i]];

        if (shape->n++ == 0)
          {
            shape->x0 = x;
            shape->y0 = y;
          }
        shape->x0 = MIN (shape->x0, x);
        shape->x1 = MAX (shape->x1, x + 1);
        shape->y1 = y + 1;
        shape->x += x;
        shape->y += y;
        shape->xx += (gdouble) x * x;
        shape->xy += (gdouble) x * y;
        shape->yy += (gdouble) y * y;
        if (depths[i] > shape->depth)
          {
            shape->depth = depths[i];
            shape->middle = i;
          }
      }
  return shapes;
}

static gdouble
between (Hand *hand, gdouble least, gdouble most)
{
  return least + (most - least) * ll_random_uniform (&hand->random);
}

/* Direction of the long axis, in radians. */
static gdouble
find_axis (const Shape *shape)
{
  gdouble xx = shape->xx / shape->n - shape->x / shape->n * shape->x / shape->n;
  gdouble xy = shape->xy / shape->n - shape->x / shape->n * shape->y / shape->n;
  gdouble yy = shape->yy / shape->n - shape->y / shape->n * shape->y / shape->n;

  return 0.5 * atan2 (2.0 * xy, xx - yy);
}

static void
paint_pixel (Hand *hand, gint x, gint y)
{
  hand->marks->data[y * hand->ids->width + x] = hand->klass;
  hand->painted++;
}

static gboolean
is_inside (const Hand *hand, gdouble x, gdouble y)
{
  gint column = (gint) floor (x + 0.5);
  gint row = (gint) floor (y + 0.5);

  return column >= 0 && row >= 0 && column < hand->ids->width &&
         row < hand->ids->height &&
         hand->ids->data[row * hand->ids->width + column] == hand->id;
}

/* Puts the pencil down; the border pixels stay free. */
static void
press_pencil (Hand *hand, gdouble x, gdouble y)
{
  gdouble radius = hand->pencil / 2.0;

  for (gint row = (gint) floor (y - radius); row <= (gint) ceil (y + radius); row++)
    for (gint column = (gint) floor (x - radius); column <= (gint) ceil (x + radius);
         column++)
      if (hypot (column - x, row - y) <= radius && is_inside (hand, column, row) &&
          hand->depths[row * hand->ids->width + column] > 1)
        paint_pixel (hand, column, row);
}

static void
draw_line (Hand *hand, gdouble x0, gdouble y0, gdouble x1, gdouble y1)
{
  gint steps = 1 + (gint) (2.0 * hypot (x1 - x0, y1 - y0));

  for (gint i = 0; i <= steps; i++)
    press_pencil (hand, x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps);
}

/* How far the object goes from a point in a direction, in pixels. */
static gdouble
find_way (const Hand *hand, gdouble x, gdouble y, gdouble dx, gdouble dy)
{
  gdouble way = 0.0;

  while (is_inside (hand, x + way * dx, y + way * dy))
    way += 1.0;
  return way;
}

/* One stroke through a point, to both sides. */
static void
draw_stroke (Hand *hand, gdouble x, gdouble y, gdouble angle)
{
  gdouble dx = cos (angle);
  gdouble dy = sin (angle);
  gdouble ahead = find_way (hand, x, y, dx, dy) * between (hand, SHORTEST, LONGEST);
  gdouble back = find_way (hand, x, y, -dx, -dy) * between (hand, SHORTEST, LONGEST);

  draw_line (hand, x - back * dx, y - back * dy, x + ahead * dx, y + ahead * dy);
}

/* Lines across the long axis, joined at alternating ends. */
static void
draw_zigzag (Hand *hand, gdouble x, gdouble y, gdouble angle)
{
  gdouble dx = cos (angle);
  gdouble dy = sin (angle);
  gdouble from = -find_way (hand, x, y, -dx, -dy) * LONGEST;
  gdouble to = find_way (hand, x, y, dx, dy) * LONGEST;
  gdouble last_x = x + from * dx;
  gdouble last_y = y + from * dy;
  gint side = 1;

  for (gdouble at = from; at <= to; at += 1.5 * hand->pencil)
    {
      gdouble across = side * between (hand, SHORTEST, LONGEST) *
                       find_way (hand, x + at * dx, y + at * dy, -side * dy, side * dx);
      gdouble next_x = x + at * dx - across * dy;
      gdouble next_y = y + at * dy + across * dx;

      draw_line (hand, last_x, last_y, next_x, next_y);
      last_x = next_x;
      last_y = next_y;
      side = -side;
    }
}

/* All pixels below a depth, moved a little to one side. */
static void
fill_roughly (Hand *hand)
{
  gdouble share = between (hand, FULLEST, LEANEST);
  gint radius = (gint) sqrt (hand->shape->depth);
  gint dx = (gint) between (hand, -0.3 * radius, 0.3 * radius);
  gint dy = (gint) between (hand, -0.3 * radius, 0.3 * radius);

  for (gint y = hand->shape->y0; y < hand->shape->y1; y++)
    for (gint x = hand->shape->x0; x < hand->shape->x1; x++)
      if (is_inside (hand, x, y) && hand->depths[y * hand->ids->width + x] > 1 &&
          is_inside (hand, x - dx, y - dy) &&
          hand->depths[(y - dy) * hand->ids->width + x - dx] >
            share * share * hand->shape->depth)
        paint_pixel (hand, x, y);
}

static void
draw_object (Hand *hand, SynthStrokes strokes)
{
  gdouble radius = sqrt (hand->shape->depth);
  gdouble x = hand->shape->middle % hand->ids->width;
  gdouble y = (gdouble) (hand->shape->middle / hand->ids->width);
  gdouble angle = find_axis (hand->shape) + between (hand, -0.25, 0.25);
  gdouble aside = between (hand, 0.3, 0.5) * radius;

  x += between (hand, -0.2, 0.2) * radius;
  y += between (hand, -0.2, 0.2) * radius;
  switch (strokes)
    {
    case SYNTH_STROKES_DOT:
      press_pencil (hand, x, y);
      break;
    case SYNTH_STROKES_TWO:
      draw_stroke (hand, x - aside * sin (angle), y + aside * cos (angle), angle);
      draw_stroke (hand, x + aside * sin (angle), y - aside * cos (angle), angle);
      break;
    case SYNTH_STROKES_SCRIBBLE:
      draw_zigzag (hand, x, y, angle);
      break;
    case SYNTH_STROKES_FILL:
      fill_roughly (hand);
      break;
    default:
      draw_stroke (hand, x, y, angle);
    }
  if (hand->painted == 0)
    hand->marks->data[hand->shape->middle] = hand->klass;
}

LlLabels *
synth_strokes_new (const SynthIds *ids,
                   const guint8 *class_of,
                   SynthStrokes strokes,
                   gint pencil,
                   guint64 seed)
{
  g_autofree gint *depths = NULL;
  g_autofree Shape *shapes = NULL;
  LlLabels *marks;

  if (strokes == SYNTH_STROKES_DEEP)
    return synth_marks_new (ids, class_of, LL_TASK_DETECTION);

  depths = synth_ids_get_depths (ids);
  shapes = find_shapes (ids, depths);
  marks = ll_labels_new (ids->width, ids->height, 0);
  for (gint id = 1; id < synth_ids_get_n (ids); id++)
    {
      Hand hand = { .ids = ids,
                    .depths = depths,
                    .shape = &shapes[id],
                    .marks = marks,
                    .id = id,
                    .klass = class_of[id],
                    .pencil = pencil };

      if (shapes[id].n == 0)
        continue;
      ll_random_init (&hand.random, seed, (guint64) strokes, (guint64) id);
      draw_object (&hand, strokes);
    }
  return marks;
}
