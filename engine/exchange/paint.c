/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Paint of known objects: marks by depth below the border, scribbles by the ids around a
 * pixel.
 */

#include <math.h>

#include "data/distance.h"
#include "lazylabels/exchange.h"

static gint32
get_id (const LlInstances *instances, gint x, gint y)
{
  if (x < 0 || y < 0 || x >= instances->width || y >= instances->height)
    return 0;
  return instances->data[(gsize) y * (gsize) instances->width + (gsize) x];
}

/* The deepest pixels of an object are always marked. */
static LlLabels *
draw_marks (const LlInstances *instances, gdouble share)
{
  gsize pixels = (gsize) instances->width * (gsize) instances->height;
  LlLabels *marks = ll_labels_new (instances->width, instances->height, 0);
  g_autofree gint *depths = ll_instances_depths (instances);
  g_autofree gint *deepest = g_new0 (gint, (gsize) instances->n + 1);

  for (gsize i = 0; i < pixels; i++)
    deepest[instances->data[i]] = MAX (deepest[instances->data[i]], depths[i]);

  /* Depths are squared. */
  for (gsize i = 0; i < pixels; i++)
    if (instances->data[i] != 0 &&
        (depths[i] == deepest[instances->data[i]] ||
         (gdouble) depths[i] > share * share * (gdouble) deepest[instances->data[i]]))
      marks->data[i] = instances->class_of[instances->data[i]];

  return marks;
}

/* Returns whether two objects lie within @reach. */
static gboolean
is_between (const LlInstances *instances, gint x, gint y, gint reach)
{
  gint32 first = 0;

  for (gint dy = -reach; dy <= reach; dy++)
    for (gint dx = -reach; dx <= reach; dx++)
      {
        gint32 id =
          dx * dx + dy * dy <= reach * reach ? get_id (instances, x + dx, y + dy) : 0;

        if (first == 0)
          first = id;
        else if (id != 0 && id != first)
          return TRUE;
      }
  return FALSE;
}

/* Returns whether the middle of the brush passes through a pixel: it follows the gap or, if
 * there is none, the border pixels of one of the two objects.
 */
static gboolean
is_path (const LlInstances *instances, gint x, gint y)
{
  gint32 id = get_id (instances, x, y);

  return id == 0 || get_id (instances, x - 1, y) > id ||
         get_id (instances, x + 1, y) > id || get_id (instances, x, y - 1) > id ||
         get_id (instances, x, y + 1) > id;
}

/* What the brush paints beside its path spares the marks, so that no object is lost. */
static LlLabels *
draw_scribbles (const LlInstances *instances, const LlLabels *marks, gint reach)
{
  gint w = instances->width;
  gint h = instances->height;
  LlLabels *scribbles = ll_labels_new (w, h, 0);
  g_autofree guint8 *between = g_new (guint8, (gsize) w * (gsize) h);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      between[(gsize) y * (gsize) w + (gsize) x] =
        is_between (instances, x, y, reach) ? 1 : 0;

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = (gsize) y * (gsize) w + (gsize) x;

        if (!between[i] || !is_path (instances, x, y))
          continue;
        scribbles->data[i] = 1;
        for (gint v = MAX (y - 1, 0); v <= MIN (y + 1, h - 1); v++)
          for (gint u = MAX (x - 1, 0); u <= MIN (x + 1, w - 1); u++)
            {
              gsize k = (gsize) v * (gsize) w + (gsize) u;

              if (between[k] && marks->data[k] == 0)
                scribbles->data[k] = 1;
            }
      }
  return scribbles;
}

static LlLabels *
draw_masks (const LlInstances *instances)
{
  gsize pixels = (gsize) instances->width * (gsize) instances->height;
  LlLabels *masks = ll_labels_new (instances->width, instances->height, 0);

  for (gsize i = 0; i < pixels; i++)
    masks->data[i] = instances->class_of[instances->data[i]];
  return masks;
}

static LlLabels *
draw_task (const LlInstances *instances, LlTask task, gdouble depth, gint reach)
{
  g_autoptr (LlLabels) marks = NULL;

  if (task == LL_TASK_SEGMENTATION)
    return draw_masks (instances);

  marks = draw_marks (instances, depth);
  return task == LL_TASK_SEPARATION ? draw_scribbles (instances, marks, reach)
                                    : g_steal_pointer (&marks);
}

LlLabels *
ll_labels_new_from_instances (const LlInstances *instances,
                              LlTask task,
                              gdouble depth,
                              gint reach)
{
  LlLabels *labels;

  g_return_val_if_fail (depth >= 0.0 && depth <= 1.0, NULL);
  g_return_val_if_fail (reach > 0 && reach <= LL_MAX_GAP, NULL);

  labels = draw_task (instances, task, depth, reach);
  for (gsize i = 0;
       instances->missing && i < (gsize) instances->width * (gsize) instances->height;
       i++)
    if (instances->missing[i] && instances->data[i] == 0)
      labels->data[i] = LL_LABEL_IGNORE;

  return labels;
}
