/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Computes sizes and shapes from sums over pixels, from rows and from walks along
 * outlines.
 */

#include "measure/shapes.h"

#include <math.h>

#include "measure/cracks.h"

/* Sums over pixels, relative to the object's first pixel, so that they stay small. */
typedef struct
{
  gdouble n;
  gdouble x;
  gdouble y;
  gdouble xx;
  gdouble xy;
  gdouble yy;
} Sums;

/* Adds a run of pixels that starts at column u of row v. */
static void
add_run (Sums *sums, gint u, gint length, gint v)
{
  gdouble n = length;
  gdouble x = n * u + n * (n - 1.0) / 2.0;

  sums->n += n;
  sums->x += x;
  sums->y += n * v;
  sums->xx += n * u * u + u * n * (n - 1.0) + (n - 1.0) * n * (2.0 * n - 1.0) / 6.0;
  sums->xy += x * v;
  sums->yy += n * v * v;
}

static void
finish_shape (const Sums *sums, LlObject *object)
{
  gdouble x = sums->x / sums->n;
  gdouble y = sums->y / sums->n;
  gdouble xx = sums->xx / sums->n - x * x + 1.0 / 12.0;
  gdouble yy = sums->yy / sums->n - y * y + 1.0 / 12.0;
  gdouble xy = sums->xy / sums->n - x * y;
  gdouble half = (xx + yy) / 2.0;
  gdouble root = sqrt ((xx - yy) * (xx - yy) / 4.0 + xy * xy);

  object->area = sums->n;
  object->diameter = 2.0 * sqrt (sums->n / G_PI);
  object->major_axis = 4.0 * sqrt (half + root);
  /* A line of single pixels has the smallest variance; rounding errors could fall below
   * it.
   */
  object->minor_axis = 4.0 * sqrt (MAX (half - root, 1.0 / 12.0));
  object->aspect_ratio = MAX (object->major_axis / object->minor_axis, 1.0);
  object->x += x + 0.5;
  object->y += y + 0.5;
}

/* Until the end, left and width hold the first and the last column, and x and y the first
 * pixel.
 */
static void
add_to_object (GArray *objects, GArray *sums, gint *index, LlObject run, gint length)
{
  LlObject *object;

  if (index[run.id] < 0)
    {
      Sums none = { .n = 0.0 };

      index[run.id] = (gint) objects->len;
      g_array_append_val (objects, run);
      g_array_append_val (sums, none);
    }
  object = &g_array_index (objects, LlObject, index[run.id]);
  object->left = MIN (object->left, run.left);
  object->width = MAX (object->width, run.left + length - 1);
  object->height = run.top - object->top + 1;
  add_run (&g_array_index (sums, Sums, index[run.id]), run.left - (gint) object->x,
           length, run.top - object->top);
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  return ((const LlObject *) a)->id - ((const LlObject *) b)->id;
}

GArray *
ll_shapes_gather (const LlInstances *instances, gint *index)
{
  GArray *objects = g_array_new (FALSE, FALSE, sizeof (LlObject));
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (Sums));

  for (gint32 id = 0; id <= instances->n; id++)
    index[id] = -1;
  for (gint y = 0; y < instances->height; y++)
    {
      const gint32 *row = instances->data + (gsize) y * (gsize) instances->width;
      gint length;

      for (gint x = 0; x < instances->width; x += length)
        {
          LlObject run = { .id = row[x], .left = x, .top = y, .x = x, .y = y };

          for (length = 1; x + length < instances->width && row[x + length] == run.id;)
            length++;
          if (run.id > 0)
            add_to_object (objects, sums, index, run, length);
        }
    }

  for (guint i = 0; i < objects->len; i++)
    {
      LlObject *object = &g_array_index (objects, LlObject, i);

      finish_shape (&g_array_index (sums, Sums, i), object);
      object->class_index = instances->class_of[object->id];
      object->on_edge = object->left == 0 || object->top == 0 ||
                        object->width == instances->width - 1 ||
                        object->top + object->height == instances->height;
      object->width -= object->left - 1;
    }

  g_array_sort (objects, compare_ids);
  for (guint i = 0; i < objects->len; i++)
    index[g_array_index (objects, LlObject, i).id] = (gint) i;
  return objects;
}

void
ll_shapes_find_cut (const LlInstances *instances, const gint *index, LlObject *objects)
{
  gint w = instances->width;
  gint h = instances->height;

  if (!instances->missing)
    return;

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = (gsize) y * (gsize) w + (gsize) x;
        gint k = instances->data[i] > 0 ? index[instances->data[i]] : -1;

        if (k >= 0 && ((x > 0 && instances->missing[i - 1]) ||
                       (x + 1 < w && instances->missing[i + 1]) ||
                       (y > 0 && instances->missing[i - (gsize) w]) ||
                       (y + 1 < h && instances->missing[i + (gsize) w])))
          objects[k].on_edge = TRUE;
      }
}

void
ll_shapes_add_hulls (const LlInstances *instances,
                     const gint *index,
                     LlObject *objects,
                     gint n)
{
  g_autofree gsize *starts = g_new (gsize, n + 1);
  g_autofree gint *ends = NULL;

  starts[0] = 0;
  for (gint i = 0; i < n; i++)
    starts[i + 1] = starts[i] + (gsize) objects[i].height;
  ends = g_new (gint, 2 * starts[n]);
  for (gsize row = 0; row < starts[n]; row++)
    {
      ends[2 * row] = G_MAXINT;
      ends[2 * row + 1] = -1;
    }

  for (gint y = 0; y < instances->height; y++)
    for (gint x = 0; x < instances->width; x++)
      {
        gint32 id = instances->data[(gsize) y * (gsize) instances->width + (gsize) x];
        gint i = index[id];
        gint *pair;

        if (i < 0)
          continue;
        pair = ends + 2 * (starts[i] + (gsize) (y - objects[i].top));
        pair[0] = MIN (pair[0], x);
        pair[1] = x;
      }
  for (gint i = 0; i < n; i++)
    ll_hull_measure (ends + 2 * starts[i], objects[i].height, &objects[i]);
}

typedef struct
{
  const LlInstances *instances;
  const gint *index;
  LlObject *objects;
} Work;

static void
add_walk (const LlWalk *walk, gpointer data)
{
  const Work *work = data;
  const LlInstances *instances = work->instances;
  LlObject *object = &work->objects[work->index[walk->id]];
  g_autofree gfloat *lengths = g_new (gfloat, walk->n);
  gint x = walk->x;
  gint y = walk->y;

  ll_walk_lengths (walk, lengths);
  for (gsize i = 0; i < walk->n; i++)
    {
      guint8 step = walk->steps[i];
      gint u, v;

      object->perimeter += lengths[i];
      if (!ll_step_outside (instances, x, y, step, &u, &v) ||
          (instances->missing &&
           instances->missing[(gsize) v * (gsize) instances->width + (gsize) u]))
        object->edge_length += lengths[i];
      x += ll_step_x[step];
      y += ll_step_y[step];
    }
}

void
ll_shapes_add_perimeters (const LlInstances *instances,
                          const gint *index,
                          LlObject *objects)
{
  Work work = { instances, index, objects };

  ll_walks_trace (instances, add_walk, &work);
  for (gint32 id = 1; id <= instances->n; id++)
    if (index[id] >= 0)
      {
        LlObject *object = &objects[index[id]];
        gdouble p = object->perimeter;

        object->circularity = MIN (4.0 * G_PI * object->area / (p * p), 1.0);
      }
}
