/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shapes are drawn from the largest to the smallest, row by row: the edges of a polygon cross
 * the line through the centres of a row's pixels, and each second stretch between two
 * crossings is inside.
 */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "exchange/shapes-private.h"
#include "lazylabels/error.h"
#include "lazylabels/memory.h"

/* Crossings of one polygon and of all together, which limit memory and time. */
#define MOST_CROSSINGS     (1 << 24)
#define MOST_CROSSINGS_ALL (1 << 28)

/* How often all objects together may cover the image, which limits time as well. */
#define MOST_COVERS 256

/* Bytes per pixel of the result. */
#define PIXEL_BYTES (sizeof (gint32) + 1)

typedef struct
{
  gint y;
  gdouble x;
} Crossing;

/* What is being drawn. */
typedef struct
{
  const LlShapes *shapes;
  LlImported *imported;
  GArray *crossings; /* element-type Crossing, of one polygon */
  gint64 n_crossings;
  gint64 n_left;  /* pixels that may still be drawn */
  guint8 *crowds; /* [height][width] */
  gint32 id;      /* 0: a crowd      */
} Drawing;

static void
draw_pixel (Drawing *drawing, gsize i)
{
  gint32 *data = drawing->imported->instances->data;

  if (drawing->id == 0)
    {
      drawing->crowds[i] = 1;
      return;
    }

  if (data[i] != 0 && data[i] != drawing->id)
    drawing->imported->n_shared++;
  data[i] = drawing->id;
}

static gint
compare_crossings (gconstpointer a, gconstpointer b)
{
  const Crossing *p = a;
  const Crossing *q = b;

  if (p->y != q->y)
    return p->y < q->y ? -1 : 1;
  return p->x < q->x ? -1 : p->x > q->x;
}

/* The row whose centre is the first that is not above @y, and the same for columns. */
static gint
get_first (gdouble y)
{
  return (gint) ceil (y - 0.5);
}

/* Returns whether there are not too many crossings. */
static gboolean
add_edge (Drawing *drawing, const LlPoint *a, const LlPoint *b)
{
  gint first = MAX (get_first (MIN (a->y, b->y)), 0);
  gint end = MIN (get_first (MAX (a->y, b->y)), drawing->shapes->height);
  gdouble slope;

  if (first >= end)
    return TRUE;

  drawing->n_crossings += end - first;
  if (drawing->n_crossings > MOST_CROSSINGS_ALL ||
      (gint64) drawing->crossings->len + end - first > MOST_CROSSINGS)
    return FALSE;

  slope = (b->x - a->x) / (b->y - a->y);
  for (gint y = first; y < end; y++)
    {
      Crossing crossing = { y, a->x + (y + 0.5 - a->y) * slope };

      g_array_append_val (drawing->crossings, crossing);
    }
  return TRUE;
}

static gboolean
draw_polygon (Drawing *drawing, gsize polygon)
{
  const LlShapes *shapes = drawing->shapes;
  const LlPoint *points = (const LlPoint *) (gconstpointer) shapes->points->data;
  const Crossing *crossings;

  g_array_set_size (drawing->crossings, 0);
  for (gsize ring = ll_shapes_get_end (shapes->polygons, polygon);
       ring < ll_shapes_get_end (shapes->polygons, polygon + 1); ring++)
    {
      gsize first = ll_shapes_get_end (shapes->rings, ring);
      gsize end = ll_shapes_get_end (shapes->rings, ring + 1);

      for (gsize i = first; i < end; i++)
        if (!add_edge (drawing, &points[i], &points[i + 1 < end ? i + 1 : first]))
          return FALSE;
    }

  crossings = (const Crossing *) (gconstpointer) drawing->crossings->data;
  g_array_sort (drawing->crossings, compare_crossings);
  /* Rings are closed: each row has an even number. */
  for (guint k = 0; k + 1 < drawing->crossings->len; k += 2)
    {
      gint end = MIN (get_first (crossings[k + 1].x), shapes->width);
      gint first = MAX (get_first (crossings[k].x), 0);
      gsize row = (gsize) crossings[k].y * (gsize) shapes->width;

      drawing->n_left -= MAX (end - first, 0);
      if (drawing->n_left < 0)
        return FALSE;
      for (gint x = first; x < end; x++)
        draw_pixel (drawing, row + (gsize) x);
    }
  return TRUE;
}

static gboolean
draw_run (Drawing *drawing, const LlRun *run)
{
  gint h = drawing->shapes->height;

  drawing->n_left -= run->n;
  if (drawing->n_left < 0)
    return FALSE;
  for (gint64 i = run->start; i < run->start + run->n; i++)
    draw_pixel (drawing,
                (gsize) (i % h) * (gsize) drawing->shapes->width + (gsize) (i / h));
  return TRUE;
}

static gboolean
draw_shape (Drawing *drawing, gsize index, gint32 id)
{
  const LlShape *all = (const LlShape *) (gconstpointer) drawing->shapes->shapes->data;
  gsize polygon = index == 0 ? 0 : all[index - 1].polygons;
  gsize run = index == 0 ? 0 : all[index - 1].runs;

  drawing->id = id;
  for (; polygon < all[index].polygons; polygon++)
    if (!draw_polygon (drawing, polygon))
      return FALSE;
  for (; run < all[index].runs; run++)
    if (!draw_run (drawing, &g_array_index (drawing->shapes->runs, LlRun, run)))
      return FALSE;
  return TRUE;
}

/* A shape and its place in an order. */
typedef struct
{
  gsize index;
  gint64 number;
  gdouble area;
} Place;

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  const Place *p = a;
  const Place *q = b;

  return p->number < q->number ? -1 : p->number > q->number;
}

/* Larger ones first; of equal ones, those that the file has first. */
static gint
compare_areas (gconstpointer a, gconstpointer b)
{
  const Place *p = a;
  const Place *q = b;

  if (p->area != q->area)
    return p->area > q->area ? -1 : 1;
  return p->index < q->index ? -1 : p->index > q->index;
}

/* Returns the objects by number if each has another one, else as in the file. */
static GArray *
order_shapes (const LlShapes *shapes)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  GArray *sorted;

  for (gsize i = 0; i < shapes->shapes->len; i++)
    {
      const LlShape *shape = &g_array_index (shapes->shapes, LlShape, i);
      Place place = { i, shape->number, shape->area };

      if (!shape->crowd)
        g_array_append_val (places, place);
    }

  sorted = g_array_copy (places);
  g_array_sort (sorted, compare_numbers);
  for (guint k = 0; k < sorted->len; k++)
    if (g_array_index (sorted, Place, k).number <= 0 ||
        (k > 0 && g_array_index (sorted, Place, k).number ==
                    g_array_index (sorted, Place, k - 1).number))
      {
        g_array_unref (sorted);
        return places;
      }

  g_array_unref (places);
  return sorted;
}

static gboolean
draw_objects (Drawing *drawing, GArray *places)
{
  const LlShapes *shapes = drawing->shapes;
  g_autofree gint32 *ids = g_new0 (gint32, shapes->shapes->len);
  g_autoptr (GArray) sorted = g_array_copy (places);
  gboolean done = TRUE;

  for (guint k = 0; k < places->len; k++)
    {
      const Place *place = &g_array_index (places, Place, k);

      ids[place->index] = (gint32) k + 1;
      drawing->imported->name_of[k + 1] =
        g_array_index (shapes->shapes, LlShape, place->index).name;
    }

  g_array_sort (sorted, compare_areas);
  for (gsize i = 0; i < shapes->shapes->len && done; i++)
    if (g_array_index (shapes->shapes, LlShape, i).crowd)
      done = draw_shape (drawing, i, 0);
  for (guint k = 0; k < sorted->len && done; k++)
    {
      gsize index = g_array_index (sorted, Place, k).index;

      done = draw_shape (drawing, index, ids[index]);
    }
  return done;
}

/* Crowds are what no object covers. */
static void
finish_drawing (Drawing *drawing)
{
  LlInstances *instances = drawing->imported->instances;
  gsize pixels = (gsize) instances->width * (gsize) instances->height;
  g_autofree guint8 *seen = g_new0 (guint8, (gsize) instances->n + 1);
  gboolean crowd = FALSE;

  for (gsize i = 0; i < pixels; i++)
    {
      seen[instances->data[i]] = 1;
      if (instances->data[i] != 0)
        drawing->crowds[i] = 0;
      crowd = crowd || drawing->crowds[i];
    }
  for (gint id = 1; id <= instances->n; id++)
    drawing->imported->n_hidden += !seen[id];
  if (crowd)
    instances->missing = g_steal_pointer (&drawing->crowds);
}

LlImported *
ll_shapes_fill (LlShapes *shapes, const gchar *path, GError **error)
{
  gsize pixels = (gsize) shapes->width * (gsize) shapes->height;
  g_autoptr (LlImported) imported = NULL;
  g_autoptr (GArray) places = order_shapes (shapes);
  Drawing drawing = { .shapes = shapes };
  gboolean done;

  if (places->len == 0 || places->len > G_MAXINT32 / 2)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_EXCHANGE,
                   _ ("\"%s\" holds no objects of this image."), path);
      return NULL;
    }
  if (!ll_memory_check ((guint64) pixels * PIXEL_BYTES, error))
    return NULL;

  imported = g_new0 (LlImported, 1);
  imported->instances =
    ll_instances_new (shapes->width, shapes->height, (gint) places->len);
  imported->name_of = g_new (gint, places->len + 1);
  imported->name_of[0] = -1;
  imported->names = g_ptr_array_ref (shapes->names);
  imported->n_skipped = shapes->n_skipped;

  drawing.imported = imported;
  drawing.n_left = MOST_COVERS * (gint64) pixels;
  drawing.crowds = g_new0 (guint8, pixels);
  drawing.crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  done = draw_objects (&drawing, places);
  if (done)
    finish_drawing (&drawing);
  else
    g_set_error (
      error, LL_DATA_ERROR, LL_DATA_ERROR_EXCHANGE,
      _ ("The outlines in \"%s\" are too long for an image of %d x %d pixels."), path,
      shapes->width, shapes->height);
  g_array_unref (drawing.crossings);
  g_free (drawing.crowds);

  return done ? g_steal_pointer (&imported) : NULL;
}
