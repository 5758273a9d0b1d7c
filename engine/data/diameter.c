/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How large the objects of annotated images are. */

#include <math.h>

#include "lazylabels/instances.h"
#include "lazylabels/sample.h"

/* Lazy marks leave out a rim: the diameter of an object over that of its mark. */
#define OBJECT_TO_MARK 1.5

/* Components of fewer pixels are slips of the brush, or debris. */
#define MIN_PIXELS 6

/* Counts the components of @labels that are large enough, and their pixels. */
static gint
count_components (const LlLabels *labels, gint64 *pixels)
{
  g_autoptr (LlInstances) found = ll_instances_new_components (labels, LL_NEIGHBOURS_8);
  g_autofree gint64 *areas = g_new0 (gint64, found->n + 1);
  gint n = 0;

  for (gsize k = 0; k < (gsize) labels->width * (gsize) labels->height; k++)
    areas[found->data[k]]++;
  *pixels = 0;
  for (gint i = 1; i <= found->n; i++)
    if (areas[i] >= MIN_PIXELS)
      {
        n++;
        *pixels += areas[i];
      }
  return n;
}

/* The diameter of a circle of the mean area; 0 if there is no object.  Masks of touching
 * objects are one component, so their marks tell how many there are.
 */
static gdouble
find_diameter (const LlSample *sample, gboolean *by_mask)
{
  const LlLabels *masks = sample->inferred ? NULL : sample->labels[LL_TASK_SEGMENTATION];
  const LlLabels *marks = sample->labels[LL_TASK_DETECTION];
  gint64 masked = 0, marked = 0;
  gint n_masks = masks ? count_components (masks, &masked) : 0;
  gint n_marks = marks ? count_components (marks, &marked) : 0;

  *by_mask = n_masks > 0;
  if (n_masks > 0)
    return 2.0 * sqrt ((gdouble) masked / MAX (n_masks, n_marks) / G_PI);
  if (n_marks > 0)
    return OBJECT_TO_MARK * 2.0 * sqrt ((gdouble) marked / n_marks / G_PI);
  return 0.0;
}

static gint
compare_diameters (gconstpointer a, gconstpointer b)
{
  gdouble p = *(const gdouble *) a;
  gdouble q = *(const gdouble *) b;

  return (p > q) - (p < q);
}

gdouble
ll_samples_find_diameter (const GPtrArray *samples)
{
  g_autoptr (GArray) of_masks = g_array_new (FALSE, FALSE, sizeof (gdouble));
  g_autoptr (GArray) of_marks = g_array_new (FALSE, FALSE, sizeof (gdouble));
  GArray *used;

  for (guint i = 0; i < samples->len; i++)
    {
      gboolean by_mask;
      gdouble diameter = find_diameter (g_ptr_array_index (samples, i), &by_mask);

      if (diameter > 0.0)
        g_array_append_val (by_mask ? of_masks : of_marks, diameter);
    }

  used = of_masks->len > 0 ? of_masks : of_marks;
  if (used->len == 0)
    return 0.0;
  g_array_sort (used, compare_diameters);
  return g_array_index (used, gdouble, used->len / 2);
}
