/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Neighbouring pixels mostly belong to the same pair and share an entry immediately; the
 * remaining entries of a pair are merged after sorting.
 */

#include "data/pairs.h"

void
ll_pairs_add (GArray *pairs, gint32 a, gint32 b, gboolean hit)
{
  LlPair pair = { a, b, 1, hit ? 1 : 0 };

  if (pairs->len > 0)
    {
      LlPair *last = &g_array_index (pairs, LlPair, pairs->len - 1);

      if (last->a == a && last->b == b)
        {
          last->n++;
          last->n_hit += pair.n_hit;
          return;
        }
    }
  g_array_append_val (pairs, pair);
}

static gint
compare_pairs (gconstpointer x, gconstpointer y)
{
  const LlPair *p = x;
  const LlPair *q = y;

  if (p->a != q->a)
    return p->a < q->a ? -1 : 1;
  return p->b < q->b ? -1 : p->b > q->b;
}

void
ll_pairs_sum (GArray *pairs)
{
  guint n = 0;

  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      LlPair pair = g_array_index (pairs, LlPair, i);
      LlPair *last = n > 0 ? &g_array_index (pairs, LlPair, n - 1) : NULL;

      if (last && compare_pairs (last, &pair) == 0)
        {
          last->n += pair.n;
          last->n_hit += pair.n_hit;
        }
      else
        {
          g_array_index (pairs, LlPair, n++) = pair;
        }
    }
  g_array_set_size (pairs, n);
}

GArray *
ll_pairs_new_overlaps (const LlInstances *result, const LlInstances *truth)
{
  GArray *overlaps = g_array_new (FALSE, FALSE, sizeof (LlPair));

  for (gsize i = 0; i < (gsize) truth->width * (gsize) truth->height; i++)
    {
      gint32 a = result->data[i];
      gint32 b = truth->data[i];

      if (a != 0 && b != 0 && result->class_of[a] == truth->class_of[b])
        ll_pairs_add (overlaps, a, b, FALSE);
    }
  ll_pairs_sum (overlaps);
  return overlaps;
}

gint64 *
ll_instances_count_pixels (const LlInstances *objects)
{
  gint64 *sizes = g_new0 (gint64, (gsize) objects->n + 1);

  for (gsize i = 0; i < (gsize) objects->width * (gsize) objects->height; i++)
    sizes[objects->data[i]]++;
  return sizes;
}
