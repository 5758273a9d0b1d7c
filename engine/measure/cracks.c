/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Walks along the edges of pixels, with the object to the right.  Each walk contains an
 * eastward step above a pixel of its object, which is where it is found.
 */

#include "measure/cracks.h"

const gint ll_step_x[4] = { 1, 0, -1, 0 };
const gint ll_step_y[4] = { 0, 1, 0, -1 };

/* Offsets of the pixels to the left and right of a step, from the corner
 * where it starts.
 */
static const gint left_x[4] = { 0, 0, -1, -1 };
static const gint left_y[4] = { -1, 0, 0, -1 };
static const gint right_x[4] = { 0, -1, -1, 0 };
static const gint right_y[4] = { 0, 0, -1, -1 };

static gint32
look_ahead (const LlInstances *instances, gint x, gint y)
{
  if (x < 0 || y < 0 || x >= instances->width || y >= instances->height)
    return 0;
  return instances->data[(gsize) y * (gsize) instances->width + (gsize) x];
}

gboolean
ll_step_outside (const LlInstances *instances,
                 gint x,
                 gint y,
                 guint8 step,
                 gint *outside_x,
                 gint *outside_y)
{
  *outside_x = x + left_x[step];
  *outside_y = y + left_y[step];
  return *outside_x >= 0 && *outside_y >= 0 && *outside_x < instances->width &&
         *outside_y < instances->height;
}

/* Turning left wherever possible connects pixels that share a corner. */
static guint8
choose_step (const LlInstances *instances, gint32 id, gint x, gint y, guint8 step)
{
  if (look_ahead (instances, x + left_x[step], y + left_y[step]) == id)
    return (guint8) ((step + 3) % 4);
  if (look_ahead (instances, x + right_x[step], y + right_y[step]) == id)
    return step;
  return (guint8) ((step + 1) % 4);
}

static void
follow_border (const LlInstances *instances,
               guint8 *passed,
               GByteArray *steps,
               LlWalk *walk)
{
  gint x = walk->x;
  gint y = walk->y;
  guint8 step = LL_STEP_EAST;

  g_byte_array_set_size (steps, 0);
  do
    {
      if (step == LL_STEP_EAST)
        passed[(gsize) y * (gsize) instances->width + (gsize) x] = 1;
      g_byte_array_append (steps, &step, 1);
      x += ll_step_x[step];
      y += ll_step_y[step];
      step = choose_step (instances, walk->id, x, y, step);
    }
  while (x != walk->x || y != walk->y || step != LL_STEP_EAST);

  walk->n = steps->len;
  walk->steps = steps->data;
}

void
ll_walks_trace (const LlInstances *instances, LlWalkFunc func, gpointer data)
{
  gsize w = (gsize) instances->width;
  g_autofree guint8 *passed = g_new0 (guint8, w * (gsize) instances->height);
  g_autoptr (GByteArray) steps = g_byte_array_new ();

  for (gint y = 0; y < instances->height; y++)
    for (gint x = 0; x < instances->width; x++)
      {
        gsize i = (gsize) y * w + (gsize) x;
        LlWalk walk = { instances->data[i], x, y, 0, NULL };

        if (walk.id == 0 || passed[i] || (y > 0 && instances->data[i - w] == walk.id))
          continue;
        follow_border (instances, passed, steps, &walk);
        func (&walk, data);
      }
}
