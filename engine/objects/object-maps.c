/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keeps the part of a prediction, row by row, that is needed to find objects later. */

#include <math.h>

#include "lazylabels/instances.h"
#include "lazylabels/objects.h"
#include "lazylabels/predictor.h"

/* Missing regions of fewer pixels are filled: as the smallest object by default. */
#define SPECK_AREA 20

LlObjectMaps *
ll_object_maps_new (const LlNetwork *network, gint width, gint height)
{
  gsize pixels = (gsize) width * (gsize) height;
  LlObjectMaps *maps = g_new0 (LlObjectMaps, 1);

  maps->mask = ll_labels_new (width, height, 0);
  if (ll_network_get_first_plane (network, LL_TASK_DETECTION) >= 0)
    maps->inside = g_new0 (guint8, pixels);
  if (ll_network_get_first_plane (network, LL_TASK_SEPARATION) >= 0)
    maps->between = g_new0 (guint8, pixels);
  return maps;
}

void
ll_object_maps_free (LlObjectMaps *maps)
{
  if (!maps)
    return;

  ll_labels_free (maps->mask);
  g_free (maps->inside);
  g_free (maps->between);
  g_free (maps);
}

/* The probability of the most probable class other than rest.  Where one class borders on
 * another, both are uncertain.
 */
static void
quantise (const gfloat *probabilities, gint n_classes, gsize n, guint8 *values)
{
  for (gsize i = 0; i < n; i++)
    {
      gfloat best = 0.0f;

      for (gint c = 1; c < n_classes; c++)
        best = MAX (best, probabilities[(gsize) c * n + i]);
      values[i] = (guint8) lrintf (CLAMP (best, 0.0f, 1.0f) * G_MAXUINT8);
    }
}

static void
copy_pixel (LlObjectMaps *maps, gsize from, gsize to)
{
  maps->mask->data[to] = maps->mask->data[from];
  if (maps->inside)
    maps->inside[to] = maps->inside[from];
  if (maps->between)
    maps->between[to] = maps->between[from];
}

/* Gives the pixels of @specks, which are all set in @missing, the values of neighbours, from
 * their rims inwards; each becomes 0 in @missing.
 */
static void
fill_specks (LlObjectMaps *maps, const GArray *specks, guint8 *missing)
{
  gsize w = (gsize) maps->mask->width;
  gsize h = (gsize) maps->mask->height;
  gboolean filled = TRUE;

  while (filled)
    {
      filled = FALSE;
      for (guint k = 0; k < specks->len; k++)
        {
          gsize i = g_array_index (specks, gsize, k);
          gsize x = i % w, y = i / w;
          gsize from = i;

          if (!missing[i])
            continue;
          if (x > 0 && !missing[i - 1])
            from = i - 1;
          else if (y > 0 && !missing[i - w])
            from = i - w;
          else if (x + 1 < w && !missing[i + 1])
            from = i + 1;
          else if (y + 1 < h && !missing[i + w])
            from = i + w;
          if (from == i)
            continue;

          copy_pixel (maps, from, i);
          missing[i] = 0;
          filled = TRUE;
        }
    }
}

void
ll_object_maps_set_missing (LlObjectMaps *maps, const guint8 *missing)
{
  gsize pixels = (gsize) maps->mask->width * (gsize) maps->mask->height;
  g_autoptr (LlLabels) set = ll_labels_new (maps->mask->width, maps->mask->height, 0);
  g_autoptr (LlInstances) regions = NULL;
  g_autoptr (GArray) specks = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autofree gsize *areas = NULL;

  for (gsize i = 0; i < pixels; i++)
    set->data[i] = missing[i] != 0;
  regions = ll_instances_new_components (set, LL_NEIGHBOURS_4);
  areas = g_new0 (gsize, (gsize) regions->n + 1);
  for (gsize i = 0; i < pixels; i++)
    areas[regions->data[i]]++;

  for (gsize i = 0; i < pixels; i++)
    if (set->data[i] && areas[regions->data[i]] < SPECK_AREA)
      g_array_append_val (specks, i);
  fill_specks (maps, specks, set->data);

  for (gsize i = 0; i < pixels; i++)
    if (set->data[i])
      {
        maps->mask->data[i] = LL_LABEL_IGNORE;
        if (maps->inside)
          maps->inside[i] = 0;
        if (maps->between)
          maps->between[i] = 0;
      }
}

void
ll_object_maps_complete_rows (LlObjectMaps *maps,
                              gint y,
                              gint rows,
                              const guint8 *detected)
{
  gsize pixels = (gsize) rows * (gsize) maps->mask->width;
  guint8 *mask = maps->mask->data + (gsize) y * (gsize) maps->mask->width;

  for (gsize i = 0; i < pixels; i++)
    if (mask[i] == 0)
      mask[i] = detected[i];
}

void
ll_object_maps_set_rows (LlObjectMaps *maps,
                         const LlNetwork *network,
                         gint y,
                         gint rows,
                         const gfloat *probabilities)
{
  gsize start = (gsize) y * (gsize) maps->mask->width;
  gsize pixels = (gsize) rows * (gsize) maps->mask->width;
  gint detection = ll_network_get_first_plane (network, LL_TASK_DETECTION);
  gint separation = ll_network_get_first_plane (network, LL_TASK_SEPARATION);
  gint segmentation = ll_network_get_first_plane (network, LL_TASK_SEGMENTATION);
  guint8 *mask = maps->mask->data + start;

  ll_most_probable (probabilities + (gsize) segmentation * pixels,
                    ll_network_get_n_task_classes (network, LL_TASK_SEGMENTATION), pixels,
                    mask);
  if (detection >= 0)
    {
      const gfloat *planes = probabilities + (gsize) detection * pixels;
      gint n_classes = ll_network_get_n_task_classes (network, LL_TASK_DETECTION);
      g_autofree guint8 *detected = g_new (guint8, pixels);

      quantise (planes, n_classes, pixels, maps->inside + start);
      ll_most_probable (planes, n_classes, pixels, detected);
      ll_object_maps_complete_rows (maps, y, rows, detected);
    }
  if (separation >= 0)
    quantise (probabilities + (gsize) separation * pixels, 2, pixels,
              maps->between + start);
}
