/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compares the objects of a result with the true ones by the pixels that they share. */

#include "lazylabels/scores.h"
#include "data/pairs.h"

static gboolean
finds (const LlPair *overlap, const gint64 *sizes, const gint64 *true_sizes)
{
  return 2 * overlap->n >= sizes[overlap->a] || 4 * overlap->n >= true_sizes[overlap->b];
}

void
ll_score_detection (const LlInstances *result,
                    const LlInstances *truth,
                    LlDetectionScore *score)
{
  g_autoptr (GArray) overlaps = NULL;
  g_autofree gint64 *sizes = NULL;
  g_autofree gint64 *true_sizes = NULL;
  g_autofree gint *n_found = NULL;   /* by each object of the result    */
  g_autofree gint *n_finders = NULL; /* of each true object             */
  g_autofree gboolean *merged = NULL;

  g_return_if_fail (result->width == truth->width && result->height == truth->height);

  *score = (LlDetectionScore){ 0, 0, 0, 0, 0, 0 };
  overlaps = ll_pairs_new_overlaps (result, truth);
  sizes = ll_instances_count_pixels (result);
  true_sizes = ll_instances_count_pixels (truth);
  n_found = g_new0 (gint, (gsize) result->n + 1);
  n_finders = g_new0 (gint, (gsize) truth->n + 1);
  merged = g_new0 (gboolean, (gsize) truth->n + 1);

  for (guint i = 0; i < overlaps->len; i++)
    {
      const LlPair *overlap = &g_array_index (overlaps, LlPair, i);

      if (finds (overlap, sizes, true_sizes))
        {
          n_found[overlap->a]++;
          n_finders[overlap->b]++;
        }
    }
  for (guint i = 0; i < overlaps->len; i++)
    {
      const LlPair *overlap = &g_array_index (overlaps, LlPair, i);

      if (n_found[overlap->a] > 1 && finds (overlap, sizes, true_sizes))
        merged[overlap->b] = TRUE;
    }

  for (gint32 b = 1; b <= truth->n; b++)
    {
      if (true_sizes[b] == 0)
        continue;
      score->objects++;
      if (n_finders[b] == 0)
        score->missed++;
      else if (merged[b])
        score->merged++;
      else if (n_finders[b] > 1)
        score->split++;
      else
        score->found++;
    }
  for (gint32 a = 1; a <= result->n; a++)
    if (sizes[a] > 0 && n_found[a] == 0)
      score->extra++;
}
