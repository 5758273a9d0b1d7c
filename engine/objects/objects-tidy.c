/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Joins or drops small objects, and gives each object the class of most of its pixels. */

#include "objects/objects-private.h"
#include "data/pairs.h"

typedef struct
{
  gint width;
  gint height;
  gint32 *numbers;
  gint32 n;
  const gint32 *zones; /* NULL: one; objects of two zones do not join     */
  gint64 *sizes;       /* [n + 1]                                        */
  gint32 *parents;     /* [n + 1]: what an object has become a part of   */
} Objects;

typedef struct
{
  gint64 size;
  gint32 number;
} Small;

static gint32
find_root (const Objects *objects, gint32 number)
{
  while (objects->parents[number] != number)
    {
      objects->parents[number] = objects->parents[objects->parents[number]];
      number = objects->parents[number];
    }
  return number;
}

/* Counts a border between the pixels @i and @j. */
static void
add_border (const Objects *objects, gint smallest, gsize i, gsize j, GArray *borders)
{
  gint32 a = objects->numbers[i];
  gint32 b = objects->numbers[j];

  if (a == b || a == 0 || b == 0)
    return;
  if (objects->zones && objects->zones[i] != objects->zones[j])
    return;
  if (objects->sizes[a] < smallest)
    ll_pairs_add (borders, a, b, FALSE);
  if (objects->sizes[b] < smallest)
    ll_pairs_add (borders, b, a, FALSE);
}

/* Counts the pixel edges that small objects share with each neighbour. */
static GArray *
find_borders (const Objects *objects, gint smallest)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (LlPair));
  gsize w = (gsize) objects->width;

  for (gint y = 0; y < objects->height; y++)
    for (gint x = 0; x < objects->width; x++)
      {
        gsize i = (gsize) y * w + (gsize) x;

        if (x > 0)
          add_border (objects, smallest, i, i - 1, borders);
        if (y > 0)
          add_border (objects, smallest, i, i - w, borders);
      }
  ll_pairs_sum (borders);
  return borders;
}

static gint
compare_small (gconstpointer x, gconstpointer y)
{
  const Small *p = x;
  const Small *q = y;

  if (p->size != q->size)
    return p->size < q->size ? -1 : 1;
  return p->number < q->number ? -1 : p->number > q->number;
}

static GArray *
find_small (const Objects *objects, gint smallest)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Small));

  for (gint32 number = 1; number <= objects->n; number++)
    if (objects->sizes[number] > 0 && objects->sizes[number] < smallest)
      {
        Small small = { objects->sizes[number], number };

        g_array_append_val (found, small);
      }
  g_array_sort (found, compare_small);
  return found;
}

/* The index of the first pair of @number, or where it would be. */
static guint
find_first (const GArray *borders, gint32 number)
{
  guint low = 0;
  guint high = borders->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (borders, LlPair, middle).a < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The smallest object first, because it may make its neighbour large enough. */
static void
join_small (const Objects *objects, gint smallest)
{
  g_autoptr (GArray) borders = find_borders (objects, smallest);
  g_autoptr (GArray) small = find_small (objects, smallest);

  for (guint k = 0; k < small->len; k++)
    {
      gint32 number = g_array_index (small, Small, k).number;
      gint32 own = find_root (objects, number);
      gint32 best = 0;
      gint64 longest = 0;

      if (objects->sizes[own] >= smallest)
        continue;
      for (guint i = find_first (borders, number);
           i < borders->len && g_array_index (borders, LlPair, i).a == number; i++)
        {
          const LlPair *border = &g_array_index (borders, LlPair, i);
          gint32 other = find_root (objects, border->b);

          if (other != own && border->n > longest)
            {
              best = other;
              longest = border->n;
            }
        }
      if (best == 0)
        continue;
      objects->parents[own] = best;
      objects->sizes[best] += objects->sizes[own];
    }
}

/* Renumbers the objects, and returns how many there are. */
static gint32
renumber (const Objects *objects, gint smallest)
{
  g_autofree gint32 *final = g_new0 (gint32, (gsize) objects->n + 1);
  gint32 n = 0;

  for (gsize i = 0; i < (gsize) objects->width * (gsize) objects->height; i++)
    {
      gint32 root = find_root (objects, objects->numbers[i]);

      if (root != 0 && final[root] == 0 && objects->sizes[root] >= smallest)
        final[root] = ++n;
      objects->numbers[i] = final[root];
    }
  return n;
}

/* Ties go to the lowest class. */
static void
vote (LlInstances *instances, const LlLabels *mask)
{
  gsize pixels = (gsize) mask->width * (gsize) mask->height;
  g_autofree gint *votes = g_new0 (gint, ((gsize) instances->n + 1) * LL_MAX_CLASSES);

  for (gsize i = 0; i < pixels; i++)
    if (instances->data[i] != 0)
      votes[(gsize) instances->data[i] * LL_MAX_CLASSES + mask->data[i]]++;
  for (gint32 id = 1; id <= instances->n; id++)
    {
      const gint *own = votes + (gsize) id * LL_MAX_CLASSES;
      guint8 best = 1;

      for (guint8 klass = 2; klass < LL_MAX_CLASSES; klass++)
        if (own[klass] > own[best])
          best = klass;
      instances->class_of[id] = best;
    }
}

/* Makes each object a set of its own, and counts its pixels. */
static void
objects_init (Objects *objects)
{
  gsize pixels = (gsize) objects->width * (gsize) objects->height;

  objects->sizes = g_new0 (gint64, (gsize) objects->n + 1);
  objects->parents = g_new (gint32, (gsize) objects->n + 1);
  for (gint32 number = 0; number <= objects->n; number++)
    objects->parents[number] = number;
  for (gsize i = 0; i < pixels; i++)
    objects->sizes[objects->numbers[i]]++;
}

static void
objects_clear (Objects *objects)
{
  g_free (objects->sizes);
  g_free (objects->parents);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Objects, objects_clear)

void
ll_numbers_join_small (gint32 *numbers,
                       gint32 n,
                       gint width,
                       gint height,
                       const gint32 *zones,
                       gint smallest)
{
  g_auto (Objects) objects = { width, height, numbers, n, zones, NULL, NULL };

  objects_init (&objects);
  join_small (&objects, smallest);
  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    numbers[i] = find_root (&objects, numbers[i]);
}

LlInstances *
ll_instances_new_tidy (gint32 *numbers, gint32 n, const LlLabels *mask, gint smallest)
{
  g_auto (Objects) objects = { mask->width, mask->height, numbers, n, NULL, NULL, NULL };
  LlInstances *instances;

  objects_init (&objects);
  join_small (&objects, smallest);
  instances = g_new0 (LlInstances, 1);
  instances->width = mask->width;
  instances->height = mask->height;
  instances->n = renumber (&objects, smallest);
  instances->data = numbers;
  instances->class_of = g_new0 (guint8, (gsize) instances->n + 1);
  vote (instances, mask);
  return instances;
}
