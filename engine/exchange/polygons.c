/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange/polygons.h"

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

/* Gives each pixel a provisional piece; those that meet later have one root.
 *
 * @objects: (inout) (element-type gint32): whose each provisional piece is, from 1 on
 */
static void
number_pixels (const LlInstances *instances,
               gint32 *numbers,
               GArray *parents,
               GArray *objects)
{
  gint w = instances->width;

  for (gint y = 0; y < instances->height; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = (gsize) y * (gsize) w + (gsize) x;
        gint32 id = instances->data[i];
        gint32 left = x > 0 && instances->data[i - 1] == id ? numbers[i - 1] : 0;
        gint32 above =
          y > 0 && instances->data[i - (gsize) w] == id ? numbers[i - (gsize) w] : 0;

        if (id == 0)
          continue;

        if (left && above)
          {
            gint32 *all = (gint32 *) (gpointer) parents->data;
            gint32 a = find_root (all, left);
            gint32 b = find_root (all, above);

            all[MAX (a, b)] = MIN (a, b);
            numbers[i] = MIN (a, b);
          }
        else if (left || above)
          {
            numbers[i] = left ? left : above;
          }
        else
          {
            gint32 number = (gint32) parents->len;

            g_array_append_val (parents, number);
            g_array_append_val (objects, id);
            numbers[i] = number;
          }
      }
}

/* Returns the pieces of objects as objects, without classes.
 *
 * @object_of: (out): [n + 1] whose each piece is
 */
static LlInstances *
find_pieces (const LlInstances *instances, gint32 **object_of)
{
  gsize pixels = (gsize) instances->width * (gsize) instances->height;
  LlInstances *pieces = ll_instances_new (instances->width, instances->height, 0);
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autofree gint32 *final = NULL;
  gint32 none = 0;

  g_array_append_val (parents, none);
  g_array_append_val (objects, none);
  number_pixels (instances, pieces->data, parents, objects);

  final = g_new0 (gint32, parents->len);
  *object_of = g_new0 (gint32, parents->len);
  for (gint32 i = 1; i < (gint32) parents->len; i++)
    {
      gint32 root = find_root ((gint32 *) (gpointer) parents->data, i);

      if (root == i)
        {
          final[i] = ++pieces->n;
          (*object_of)[pieces->n] = g_array_index (objects, gint32, i);
        }
      else
        {
          final[i] = final[root];
        }
    }
  for (gsize i = 0; i < pixels; i++)
    pieces->data[i] = final[pieces->data[i]];
  g_free (pieces->class_of);
  pieces->class_of = g_new0 (guint8, (gsize) pieces->n + 1);

  return pieces;
}

LlPolygons *
ll_polygons_new (const LlInstances *instances)
{
  LlPolygons *polygons = g_new0 (LlPolygons, 1);
  g_autofree gint32 *object_of = NULL;
  g_autoptr (LlInstances) pieces = find_pieces (instances, &object_of);
  g_autofree gsize *next = NULL;
  LlOutlines *outlines = ll_outlines_new (pieces, 0.0);

  polygons->n = instances->n;
  polygons->outlines = outlines;
  polygons->rings = g_new (LlOutline, outlines->n + 1);
  polygons->first_of = g_new0 (gsize, (gsize) instances->n + 2);

  /* Outlines are ordered by piece, outer ones first, which stays so within each object. */
  for (gsize i = 0; i < outlines->n; i++)
    polygons->first_of[object_of[outlines->outlines[i].id] + 1]++;
  for (gint id = 0; id <= instances->n; id++)
    polygons->first_of[id + 1] += polygons->first_of[id];
  next = g_memdup2 (polygons->first_of, ((gsize) instances->n + 2) * sizeof (gsize));
  for (gsize i = 0; i < outlines->n; i++)
    {
      gint32 id = object_of[outlines->outlines[i].id];
      LlOutline *ring = &polygons->rings[next[id]++];

      *ring = outlines->outlines[i];
      ring->id = id;
    }

  return polygons;
}

void
ll_polygons_free (LlPolygons *polygons)
{
  if (!polygons)
    return;

  g_free (polygons->rings);
  g_free (polygons->first_of);
  ll_outlines_free (polygons->outlines);
  g_free (polygons);
}

LlExtent *
ll_extents_new (const LlInstances *instances)
{
  LlExtent *extents = g_new0 (LlExtent, (gsize) instances->n + 1);

  for (gint y = 0; y < instances->height; y++)
    for (gint x = 0; x < instances->width; x++)
      {
        gint32 id = instances->data[(gsize) y * (gsize) instances->width + (gsize) x];
        LlExtent *extent = &extents[id];

        if (extent->area++ == 0)
          *extent = (LlExtent){ x, y, x + 1, y + 1, 1 };
        extent->left = MIN (extent->left, x);
        extent->right = MAX (extent->right, x + 1);
        extent->bottom = y + 1;
      }

  return extents;
}
