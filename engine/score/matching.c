/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Matches the objects of a result with the true ones by intersection over union. */

#include <math.h>

#include "lazylabels/scores.h"
#include "data/pairs.h"

static gint
count_objects (const gint64 *sizes, gint n)
{
  gint found = 0;

  for (gint32 id = 1; id <= n; id++)
    found += sizes[id] > 0;
  return found;
}

/* At one half and above, an object with two partners shares exactly half with each of them,
 * and they have no other partner, so the first pair is as good as the second.
 */
void
ll_score_instances (const LlInstances *result,
                    const LlInstances *truth,
                    gdouble iou,
                    LlInstanceScore *score)
{
  g_autoptr (GArray) overlaps = NULL;
  g_autofree gint64 *sizes = NULL;
  g_autofree gint64 *true_sizes = NULL;
  g_autofree gboolean *taken = NULL;
  g_autofree gboolean *true_taken = NULL;
  gint all;

  g_return_if_fail (result->width == truth->width && result->height == truth->height);
  g_return_if_fail (iou >= 0.5 && iou <= 1.0);

  overlaps = ll_pairs_new_overlaps (result, truth);
  sizes = ll_instances_count_pixels (result);
  true_sizes = ll_instances_count_pixels (truth);
  taken = g_new0 (gboolean, (gsize) result->n + 1);
  true_taken = g_new0 (gboolean, (gsize) truth->n + 1);
  *score = (LlInstanceScore){ .objects = count_objects (true_sizes, truth->n),
                              .found = count_objects (sizes, result->n),
                              .matched = 0,
                              .average_precision = NAN };

  for (guint i = 0; i < overlaps->len; i++)
    {
      const LlPair *overlap = &g_array_index (overlaps, LlPair, i);
      gint64 all_pixels = sizes[overlap->a] + true_sizes[overlap->b] - overlap->n;

      if (taken[overlap->a] || true_taken[overlap->b] ||
          (gdouble) overlap->n < iou * (gdouble) all_pixels)
        continue;
      taken[overlap->a] = true_taken[overlap->b] = TRUE;
      score->matched++;
    }
  all = score->objects + score->found - score->matched;
  if (all > 0)
    score->average_precision = (gdouble) score->matched / all;
}
