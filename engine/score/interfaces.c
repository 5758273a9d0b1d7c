/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compares the interfaces of a result with the true ones: counts those that lie within a
 * radius of each other.
 */

#include <math.h>

#include "lazylabels/scores.h"
#include "data/offsets.h"
#include "data/pairs.h"

/* The greatest distance, in pixels, from an interface to the objects that it separates:
 * scribbles are a few pixels wide, and may have been cut out of the objects.
 */
#define REACH 8

/* Marks the pixels within @radius of a pixel of @map whose value is 1, where @truth
 * counts.  Discs are unions of horizontal chords: the distance along the column gives
 * each chord its half length, and the ends of the chords are summed along the row.
 */
static guint8 *
mark_near (const LlLabels *map, const LlLabels *truth, gdouble radius)
{
  gint w = map->width;
  gint h = map->height;
  gint limit = (gint) MIN (floor (radius), (gdouble) LL_MAX_SIDE) + 1;
  gsize pixels = (gsize) w * (gsize) h;
  guint8 *near = g_new (guint8, pixels);
  g_autofree gint *column = g_new (gint, pixels);
  g_autofree gint *half = g_new (gint, limit);
  g_autofree gint *ends = g_new (gint, w + 1);

  for (gint d = 0; d < limit; d++)
    half[d] = (gint) MIN (floor (sqrt (radius * radius - (gdouble) d * d) + 1e-9), w);

  for (gsize i = 0; i < pixels; i++)
    {
      gint above = i >= (gsize) w ? column[i - (gsize) w] : limit;

      column[i] = map->data[i] == 1 && truth->data[i] != LL_LABEL_IGNORE
                    ? 0
                    : MIN (above + 1, limit);
    }
  for (gsize i = pixels - (gsize) w; i-- > 0;)
    column[i] = MIN (column[i], column[i + (gsize) w] + 1);

  for (gint y = 0; y < h; y++)
    {
      const gint *distance = column + (gsize) y * (gsize) w;
      gint depth = 0;

      for (gint x = 0; x <= w; x++)
        ends[x] = 0;
      for (gint x = 0; x < w; x++)
        if (distance[x] < limit)
          {
            ends[MAX (x - half[distance[x]], 0)]++;
            ends[MIN (x + half[distance[x]] + 1, w)]--;
          }
      for (gint x = 0; x < w; x++)
        {
          depth += ends[x];
          near[(gsize) y * (gsize) w + (gsize) x] = depth > 0;
        }
    }
  return near;
}

/* Counts the found interfaces, and those that have a pixel near a true one. */
static void
count_found (const LlLabels *result,
             const LlLabels *truth,
             const guint8 *near_true,
             LlSeparationScore *score)
{
  g_autoptr (LlInstances) found = ll_instances_new_components (result, LL_NEIGHBOURS_8);
  g_autofree guint8 *state = g_new0 (guint8, (gsize) found->n + 1);

  for (gsize i = 0; i < (gsize) result->width * (gsize) result->height; i++)
    if (result->data[i] == 1 && truth->data[i] != LL_LABEL_IGNORE)
      state[found->data[i]] |= near_true[i] ? 3 : 1;
  for (gint32 id = 1; id <= found->n; id++)
    {
      score->found += state[id] & 1;
      score->correct += state[id] >> 1;
    }
}

/* Finds the two objects nearest to a pixel. */
static gboolean
find_pair (const LlInstances *objects,
           const GArray *offsets,
           gint x,
           gint y,
           gint32 *a,
           gint32 *b)
{
  gint32 first = 0;

  for (guint k = 0; k < offsets->len; k++)
    {
      gint u = x + g_array_index (offsets, LlOffset, k).dx;
      gint v = y + g_array_index (offsets, LlOffset, k).dy;
      gint32 id;

      if (u < 0 || v < 0 || u >= objects->width || v >= objects->height)
        continue;
      id = objects->data[(gsize) v * (gsize) objects->width + (gsize) u];
      if (id == 0 || id == first)
        continue;
      if (first == 0)
        {
          first = id;
          continue;
        }
      *a = MIN (first, id);
      *b = MAX (first, id);
      return TRUE;
    }
  return FALSE;
}

/* Counts the pixels of the interface of each pair; hits are those near a found one. */
static GArray *
find_touching (const LlLabels *truth,
               const LlInstances *objects,
               const guint8 *near_found)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (LlPair));
  g_autoptr (LlInstances) components = NULL;
  g_autoptr (GArray) offsets = ll_offsets_new (REACH);

  if (!objects)
    components = ll_instances_new_components (truth, LL_NEIGHBOURS_8);

  for (gint y = 0; y < truth->height; y++)
    for (gint x = 0; x < truth->width; x++)
      {
        gsize i = (gsize) y * (gsize) truth->width + (gsize) x;
        gint32 a = 0, b = 0;

        if (truth->data[i] != 1)
          continue;
        if (components)
          a = components->data[i];
        else if (!find_pair (objects, offsets, x, y, &a, &b))
          continue;
        ll_pairs_add (pairs, a, b, near_found[i]);
      }
  ll_pairs_sum (pairs);
  return pairs;
}

void
ll_score_separation (const LlLabels *result,
                     const LlLabels *truth,
                     const LlInstances *objects,
                     gdouble radius,
                     LlSeparationScore *score)
{
  g_autofree guint8 *near_true = NULL;
  g_autofree guint8 *near_found = NULL;
  g_autoptr (GArray) touching = NULL;

  g_return_if_fail (result->width == truth->width && result->height == truth->height);
  g_return_if_fail (!objects ||
                    (objects->width == truth->width && objects->height == truth->height));
  g_return_if_fail (radius >= 0.0);

  *score = (LlSeparationScore){ 0, 0, 0, 0, NAN, NAN };

  near_true = mark_near (truth, truth, radius);
  count_found (result, truth, near_true, score);
  if (score->found > 0)
    score->precision = (gdouble) score->correct / score->found;

  near_found = mark_near (result, truth, radius);
  touching = find_touching (truth, objects, near_found);
  score->touching = (gint) touching->len;
  for (guint i = 0; i < touching->len; i++)
    {
      const LlPair *pair = &g_array_index (touching, LlPair, i);

      if (2 * pair->n_hit >= pair->n)
        score->separated++;
    }
  if (score->touching > 0)
    score->recall = (gdouble) score->separated / score->touching;
}
