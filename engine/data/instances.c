/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Connected components in two passes: provisional numbers, which are joined where rows meet,
 * then final ones in reading order (Rosenfeld and Pfaltz, "Sequential operations in digital
 * picture processing", 1966).
 */

#include "lazylabels/instances.h"

#include <string.h>

LlInstances *
ll_instances_new (gint width, gint height, gint n)
{
  LlInstances *instances = g_new0 (LlInstances, 1);

  instances->width = width;
  instances->height = height;
  instances->n = n;
  instances->data = g_new0 (gint32, (gsize) width * (gsize) height);
  instances->class_of = g_new0 (guint8, (gsize) n + 1);
  return instances;
}

void
ll_instances_free (LlInstances *instances)
{
  if (!instances)
    return;

  g_free (instances->data);
  g_free (instances->class_of);
  g_free (instances->missing);
  g_free (instances);
}

static gint32
find_root (gint32 *parents, gint32 number)
{
  while (parents[number] != number)
    {
      parents[number] = parents[parents[number]];
      number = parents[number];
    }
  return number;
}

/* The smaller number is kept, so that roots are the first pixels of their components. */
static gint32
join_runs (gint32 *parents, gint32 a, gint32 b)
{
  a = find_root (parents, a);
  b = find_root (parents, b);
  parents[MAX (a, b)] = MIN (a, b);
  return MIN (a, b);
}

/* The first of the pixels from @x on, of @n, that may be labelled: most of an image is not. */
static gint
skip_unlabelled (const guint8 *labels, gint x, gint n)
{
  static const guint8 none[16] = { 0 };

  while (x + (gint) sizeof (none) <= n && memcmp (labels + x, none, sizeof (none)) == 0)
    x += (gint) sizeof (none);
  return x;
}

/* Assigns provisional numbers, whose parents are in @parents. */
static void
number_pixels (const LlLabels *labels,
               LlNeighbours neighbours,
               gint32 *numbers,
               GArray *parents)
{
  gint before = neighbours == LL_NEIGHBOURS_8 ? 4 : 2;
  static const gint steps[4][2] = { { -1, 0 }, { 0, -1 }, { -1, -1 }, { 1, -1 } };
  gint w = labels->width;

  for (gint y = 0; y < labels->height; y++)
    for (gint x = 0; x < w; x++)
      {
        gint32 number = 0;
        gsize i;

        x = skip_unlabelled (labels->data + (gsize) y * (gsize) w, x, w);
        i = (gsize) y * (gsize) w + (gsize) x;
        if (x == w || labels->data[i] == 0 || labels->data[i] == LL_LABEL_IGNORE)
          continue;

        /* All other neighbours are neighbours of the one above, and joined to it already. */
        if (neighbours == LL_NEIGHBOURS_8 && y > 0 &&
            labels->data[i - (gsize) w] == labels->data[i])
          {
            numbers[i] = numbers[i - (gsize) w];
            continue;
          }

        for (gint k = 0; k < before; k++)
          {
            gint u = x + steps[k][0];
            gint v = y + steps[k][1];
            gsize j = (gsize) v * (gsize) w + (gsize) u;

            if (u < 0 || u >= w || v < 0 || labels->data[j] != labels->data[i])
              continue;
            number = number == 0 ? numbers[j]
                                 : join_runs ((gint32 *) (gpointer) parents->data, number,
                                              numbers[j]);
          }
        if (number == 0)
          {
            number = (gint32) parents->len;
            g_array_append_val (parents, number);
          }
        numbers[i] = number;
      }
}

LlInstances *
ll_instances_new_components (const LlLabels *labels, LlNeighbours neighbours)
{
  LlInstances *instances = ll_instances_new (labels->width, labels->height, 0);
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autofree gint32 *final = NULL;
  gsize pixels = (gsize) labels->width * (gsize) labels->height;
  gint32 none = 0;
  gint32 *roots;

  g_array_append_val (parents, none);
  number_pixels (labels, neighbours, instances->data, parents);

  roots = (gint32 *) (gpointer) parents->data;
  final = g_new0 (gint32, parents->len);
  for (gint32 i = 1; i < (gint32) parents->len; i++)
    {
      gint32 root = find_root (roots, i);

      if (root == i)
        final[i] = ++instances->n;
      else
        final[i] = final[root];
    }

  g_free (instances->class_of);
  instances->class_of = g_new0 (guint8, (gsize) instances->n + 1);
  for (gsize i = 0; i < pixels; i++)
    if (instances->data[i] != 0)
      {
        instances->data[i] = final[instances->data[i]];
        instances->class_of[instances->data[i]] = labels->data[i];
      }
  return instances;
}
