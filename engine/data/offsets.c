/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "data/offsets.h"

/* A total order, so that every sorting algorithm gives the same result. */
static gint
compare_offsets (gconstpointer a, gconstpointer b)
{
  const LlOffset *p = a;
  const LlOffset *q = b;
  gint difference = p->dx * p->dx + p->dy * p->dy - q->dx * q->dx - q->dy * q->dy;

  return difference != 0 ? difference : p->dy != q->dy ? p->dy - q->dy : p->dx - q->dx;
}

GArray *
ll_offsets_new (gdouble radius)
{
  GArray *offsets = g_array_new (FALSE, FALSE, sizeof (LlOffset));
  gint reach = (gint) radius;

  for (gint dy = -reach; dy <= reach; dy++)
    for (gint dx = -reach; dx <= reach; dx++)
      {
        LlOffset offset = { dx, dy };

        if (dx * dx + dy * dy <= radius * radius)
          g_array_append_val (offsets, offset);
      }
  g_array_sort (offsets, compare_offsets);

  return offsets;
}
