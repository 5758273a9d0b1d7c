/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is kept of a prediction to find objects from. */

#include <math.h>
#include <string.h>

#include "core/random.h"
#include "lazylabels/lazylabels.h"

/* The rows of a prediction may come in any portions. */
static void
test_rows (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LlObjectMaps) whole = NULL;
  g_autoptr (LlObjectMaps) maps = NULL;
  g_autofree gfloat *planes = NULL;
  g_autofree gfloat *part = NULL;
  LlNetworkSettings settings;
  LlRandom random;
  gint n;

  ll_network_settings_init (&settings);
  settings.width = 1;
  settings.levels = 2;
  settings.task_blocks = 1;
  network = ll_network_new (&settings, classes, 1, NULL);
  n = ll_network_get_n_planes (network);
  g_assert_cmpint (n, ==, 8);

  planes = g_new (gfloat, n * 13 * 9);
  part = g_new (gfloat, n * 13 * 9);
  ll_random_init (&random, 1, 0, 0);
  for (gint i = 0; i < n * 13 * 9; i++)
    planes[i] = (gfloat) ll_random_int (&random, 1001) / 1000.0f;
  whole = ll_object_maps_new (network, 9, 13);
  ll_object_maps_set_rows (whole, network, 0, 13, planes);

  maps = ll_object_maps_new (network, 9, 13);
  for (gint y = 0, rows = 1; y < 13; y += rows, rows = MIN (rows + 1, 13 - y))
    {
      for (gint p = 0; p < n; p++)
        memcpy (part + p * rows * 9, planes + (p * 13 + y) * 9,
                (gsize) (rows * 9) * sizeof (gfloat));
      ll_object_maps_set_rows (maps, network, y, rows, part);
    }
  g_assert_cmpmem (maps->mask->data, 117, whole->mask->data, 117);
  g_assert_cmpmem (maps->inside, 117, whole->inside, 117);
  g_assert_cmpmem (maps->between, 117, whole->between, 117);

  for (gint i = 0; i < 117; i++)
    {
      const gfloat *det = planes + i;
      const gfloat *sep = planes + 3 * 117 + i;
      const gfloat *seg = planes + 5 * 117 + i;
      gint detected = det[117] > det[0] || det[234] > det[0];
      gint segmented = seg[117] > seg[0] || seg[234] > seg[0];

      g_assert_cmpint (maps->mask->data[i] != 0, ==, detected || segmented);
      if (maps->mask->data[i] != 0)
        {
          const gfloat *own = segmented ? seg : det;

          g_assert_cmpint (maps->mask->data[i], ==, own[234] > own[117] ? 2 : 1);
        }
      g_assert_cmpint (maps->inside[i], ==, lrintf (MAX (det[117], det[234]) * 255.0f));
      g_assert_cmpint (maps->between[i], ==, lrintf (sep[117] * 255.0f));
    }
}

/* A network of one task gives a mask alone. */
static void
test_one_task (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LlObjectMaps) maps = NULL;
  static const gfloat planes[3 * 4] = { 0.5f, 0.2f, 0.1f, 0.4f, 0.3f, 0.6f,
                                        0.2f, 0.3f, 0.2f, 0.2f, 0.7f, 0.3f };
  static const guint8 expected[4] = { 0, 1, 2, 0 };
  LlNetworkSettings settings;

  ll_network_settings_init (&settings);
  settings.kind = LL_NETWORK_SINGLE_TASK;
  settings.width = 1;
  settings.levels = 2;
  network = ll_network_new (&settings, classes, 1, NULL);
  maps = ll_object_maps_new (network, 4, 1);
  ll_object_maps_set_rows (maps, network, 0, 1, planes);
  g_assert_null (maps->inside);
  g_assert_null (maps->between);
  g_assert_cmpmem (maps->mask->data, 4, expected, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-maps/rows", test_rows);
  g_test_add_func ("/object-maps/one-task", test_one_task);

  return g_test_run ();
}
