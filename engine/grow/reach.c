/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each object claims the pixels that it is the nearest object to, within a box around it. */

#include <math.h>

#include "data/distance.h"
#include "grow/gradient.h"
#include "grow/reach.h"

/* Pixels by which any object may grow; a box extends at least this far beyond them. */
#define LEAST_REACH 2.0
#define RIM         4

/* Sigma of the Gaussian before the gradient, in pixels. */
#define SIGMA 1.5

/* An object has stopped at its reach when this share of its border lies there, or at most so
 * many pixels inside of it: a smooth border keeps clear of corners.  Chosen with "bench-grow
 * --reach 0.2", where most masks stop, and 0.8, where none should.
 */
#define STOPPED 0.1
#define NEAR    2

static void
find_objects (LlReach *reach)
{
  const LlInstances *marks = reach->marks;
  g_autofree gint *depths = ll_instances_depths (marks);

  reach->objects = g_new0 (LlMarked, marks->n + 1);
  for (gint32 id = 1; id <= marks->n; id++)
    reach->objects[id] = (LlMarked){ .x0 = marks->width, .y0 = marks->height };

  for (gint y = 0; y < marks->height; y++)
    for (gint x = 0; x < marks->width; x++)
      {
        gsize i = (gsize) y * (gsize) marks->width + (gsize) x;
        LlMarked *object = &reach->objects[marks->data[i]];

        object->x0 = MIN (object->x0, x);
        object->y0 = MIN (object->y0, y);
        object->x1 = MAX (object->x1, x + 1);
        object->y1 = MAX (object->y1, y + 1);
        object->depth = MAX (object->depth, (gdouble) depths[i]);
      }

  for (gint32 id = 1; id <= marks->n; id++)
    {
      LlMarked *object = &reach->objects[id];
      gint side = MAX (object->x1 - object->x0, object->y1 - object->y0);

      /* A mark that fills the whole image has no border. */
      object->depth = MIN (sqrt (object->depth), side);
    }
}

static void
widen_reach (const LlInstances *marks, LlMarked *object, gdouble pixels)
{
  gint more = (gint) ceil (pixels) + RIM + (gint) (object->depth / 2);

  object->x0 = MAX (object->x0 - more, 0);
  object->y0 = MAX (object->y0 - more, 0);
  object->x1 = MIN (object->x1 + more, marks->width);
  object->y1 = MIN (object->y1 + more, marks->height);
}

/* Gives an object the pixels at most @pixels away, unless another object is nearer. */
static void
claim_pixels (LlReach *reach, gint32 id, gdouble pixels, gfloat *nearest)
{
  const LlInstances *marks = reach->marks;
  const LlMarked *object = &reach->objects[id];
  gint w = object->x1 - object->x0;
  gint h = object->y1 - object->y0;
  g_autofree guint8 *mark = g_new (guint8, (gsize) w * (gsize) h);
  g_autofree gint *squares = NULL;

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      mark[y * w + x] = marks->data[ll_marked_position (marks, object, x, y)] == id;
  squares = ll_squared_distances (mark, w, h);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = ll_marked_position (marks, object, x, y);
        gdouble distance = sqrt (squares[y * w + x]);
        gfloat depths = (gfloat) (distance / object->depth);

        if (distance <= pixels && depths < nearest[i])
          {
            nearest[i] = depths;
            reach->owners[i] = id;
          }
      }
}

LlReach *
ll_reach_new (LlInstances *marks, gdouble depths)
{
  LlReach *reach = g_new0 (LlReach, 1);
  gsize pixels = (gsize) marks->width * (gsize) marks->height;
  g_autofree gfloat *nearest = g_new (gfloat, pixels);

  reach->marks = marks;
  reach->owners = g_new0 (gint32, pixels);
  find_objects (reach);

  for (gsize i = 0; i < pixels; i++)
    nearest[i] = G_MAXFLOAT;
  for (gint32 id = 1; id <= reach->marks->n; id++)
    {
      LlMarked *object = &reach->objects[id];
      gdouble far = depths * object->depth + LEAST_REACH;

      widen_reach (reach->marks, object, far);
      claim_pixels (reach, id, far, nearest);
    }
  return reach;
}

/* Where the image is less steep than on average, 1. */
static guint8 *
find_plain (const LlImage *image)
{
  gsize pixels = (gsize) image->width * (gsize) image->height;
  g_autofree gfloat *steepness =
    ll_steepness_new (image->data, image->width, image->height, image->channels, SIGMA);
  guint8 *plain = g_new (guint8, pixels);
  gdouble sum = 0.0;

  for (gsize i = 0; i < pixels; i++)
    sum += (gdouble) steepness[i];
  for (gsize i = 0; i < pixels; i++)
    plain[i] = (gdouble) steepness[i] <= sum / (gdouble) pixels;
  return plain;
}

/* The object at a pixel; -1 outside of the image. */
static gint32
get_id (const LlInstances *objects, gint x, gint y)
{
  if (x < 0 || y < 0 || x >= objects->width || y >= objects->height)
    return -1;
  return objects->data[y * objects->width + x];
}

/* Whether nobody may take the pixels that lie a little further in a direction. */
static gboolean
ends_soon (const LlReach *reach,
           const guint8 *blocked,
           gint x,
           gint y,
           const gint step[2])
{
  for (gint k = 1; k <= NEAR; k++)
    {
      gint column = x + k * step[0];
      gint row = y + k * step[1];
      gint i = row * reach->marks->width + column;

      if (get_id (reach->marks, column, row) < 0 || blocked[i])
        return FALSE;
      if (reach->owners[i] == 0)
        return TRUE;
    }
  return FALSE;
}

guint8 *
ll_reach_find_stopped (const LlReach *reach,
                       const LlImage *image,
                       const guint8 *blocked,
                       const LlInstances *objects)
{
  static const gint steps[4][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
  gint width = objects->width;
  gint height = objects->height;
  guint8 *stopped = g_new0 (guint8, objects->n + 1);
  g_autofree guint8 *plain = find_plain (image);
  g_autofree gint *border = g_new0 (gint, objects->n + 1);
  g_autofree gint *far = g_new0 (gint, objects->n + 1);

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gint i = y * width + x;
        gint32 id = objects->data[i];

        for (gint k = 0; id != 0 && k < 4; k++)
          {
            gint32 next = get_id (objects, x + steps[k][0], y + steps[k][1]);

            if (next < 0 || next == id)
              continue;
            border[id]++;
            far[id] += plain[i] && ends_soon (reach, blocked, x, y, steps[k]);
          }
      }
  for (gint32 id = 1; id <= objects->n; id++)
    stopped[id] = far[id] > 0 && far[id] >= STOPPED * border[id];
  return stopped;
}

void
ll_reach_free (LlReach *reach)
{
  if (!reach)
    return;

  ll_instances_free (reach->marks);
  g_free (reach->objects);
  g_free (reach->owners);
  g_free (reach);
}
