/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange/shapes.h"

#include <math.h>

#include "exchange/shapes-private.h"

/* The largest coordinate of a point, either sign. */
#define FARTHEST 1e7

LlShapes *
ll_shapes_new (gint width, gint height)
{
  LlShapes *shapes = g_new0 (LlShapes, 1);

  shapes->width = width;
  shapes->height = height;
  shapes->shapes = g_array_new (FALSE, FALSE, sizeof (LlShape));
  shapes->polygons = g_array_new (FALSE, FALSE, sizeof (gsize));
  shapes->rings = g_array_new (FALSE, FALSE, sizeof (gsize));
  shapes->points = g_array_new (FALSE, FALSE, sizeof (LlPoint));
  shapes->runs = g_array_new (FALSE, FALSE, sizeof (LlRun));
  shapes->names = g_ptr_array_new_with_free_func (g_free);
  shapes->index = g_hash_table_new (g_str_hash, g_str_equal);
  return shapes;
}

void
ll_shapes_free (LlShapes *shapes)
{
  if (!shapes)
    return;

  g_hash_table_unref (shapes->index);
  g_ptr_array_unref (shapes->names);
  g_array_unref (shapes->runs);
  g_array_unref (shapes->points);
  g_array_unref (shapes->rings);
  g_array_unref (shapes->polygons);
  g_array_unref (shapes->shapes);
  g_free (shapes);
}

static gint
find_name (LlShapes *shapes, const gchar *name)
{
  gint index;

  if (!name || !*name)
    return -1;

  index = GPOINTER_TO_INT (g_hash_table_lookup (shapes->index, name)) - 1;
  if (index < 0)
    {
      gchar *own = g_strdup (name);

      g_ptr_array_add (shapes->names, own);
      index = (gint) shapes->names->len - 1;
      g_hash_table_insert (shapes->index, own, GINT_TO_POINTER (index + 1));
    }
  return index;
}

void
ll_shapes_begin (LlShapes *shapes, gint64 number, const gchar *name, gboolean crowd)
{
  LlShape shape = { number,
                    crowd ? -1 : find_name (shapes, name),
                    crowd,
                    shapes->polygons->len,
                    shapes->runs->len,
                    0.0 };

  g_array_append_val (shapes->shapes, shape);
}

static LlShape *
get_last (LlShapes *shapes)
{
  return &g_array_index (shapes->shapes, LlShape, shapes->shapes->len - 1);
}

gboolean
ll_shapes_add_point (LlShapes *shapes, gdouble x, gdouble y)
{
  LlPoint point = { x, y };

  if (!(fabs (x) <= FARTHEST) || !(fabs (y) <= FARTHEST))
    return FALSE;

  g_array_append_val (shapes->points, point);
  return TRUE;
}

void
ll_shapes_end_ring (LlShapes *shapes)
{
  gsize n = shapes->points->len;

  if (n > ll_shapes_get_end (shapes->rings, shapes->rings->len))
    g_array_append_val (shapes->rings, n);
}

/* Holes run the other way round than what is around them. */
static gdouble
get_ring_area (const LlShapes *shapes, gsize ring)
{
  const LlPoint *points = (const LlPoint *) (gconstpointer) shapes->points->data;
  gsize first = ll_shapes_get_end (shapes->rings, ring);
  gsize end = ll_shapes_get_end (shapes->rings, ring + 1);
  gdouble twice = 0.0;

  for (gsize i = first; i < end; i++)
    {
      const LlPoint *a = &points[i];
      const LlPoint *b = &points[i + 1 < end ? i + 1 : first];

      twice += (a->x - points[first].x) * (b->y - points[first].y) -
               (b->x - points[first].x) * (a->y - points[first].y);
    }
  return 0.5 * twice;
}

void
ll_shapes_end_polygon (LlShapes *shapes)
{
  gsize n = shapes->rings->len;
  gsize first = ll_shapes_get_end (shapes->polygons, shapes->polygons->len);
  LlShape *shape = get_last (shapes);
  gdouble area = 0.0;

  if (n == first)
    return;

  for (gsize ring = first; ring < n; ring++)
    area += get_ring_area (shapes, ring);
  shape->area += fabs (area);
  g_array_append_val (shapes->polygons, n);
  shape->polygons = shapes->polygons->len;
}

void
ll_shapes_add_run (LlShapes *shapes, gint64 start, gint64 n)
{
  LlRun run = { start, n };
  LlShape *shape = get_last (shapes);

  if (n == 0)
    return;

  shape->area += (gdouble) n;
  g_array_append_val (shapes->runs, run);
  shape->runs = shapes->runs->len;
}

void
ll_shapes_skip (LlShapes *shapes)
{
  shapes->n_skipped++;
}
