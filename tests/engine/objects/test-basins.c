/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lows that count against the minima of a relief whose shallow lows are filled up. */

#include <string.h>

#include "core/random.h"
#include "lazylabels/instances.h"
#include "objects/basins.h"

/* Minima of what is left when lows shallower than @depth are filled up: the relief
 * is lifted and comes down again as far as the one below lets it.
 */
static gint
count_minima (const guint16 *relief, gint w, gint h, gint depth)
{
  g_autofree gint *filled = g_new (gint, w * h);
  g_autofree guint8 *low = g_new (guint8, w * h);
  gboolean changed = TRUE;
  g_autoptr (LlLabels) minima = ll_labels_new (w, h, 0);
  g_autoptr (LlInstances) found = NULL;

  for (gint i = 0; i < w * h; i++)
    filled[i] = relief[i] + depth - 1;
  memset (low, 1, (gsize) (w * h));
  for (gint pass = 0; pass < 2; pass++)
    for (changed = TRUE; changed;)
      {
        changed = FALSE;
        for (gint i = 0; i < w * h; i++)
          {
            const gint beside[4] = { i % w > 0 ? i - 1 : i, i % w < w - 1 ? i + 1 : i,
                                     i >= w ? i - w : i, i < w * (h - 1) ? i + w : i };

            for (gint k = 0; k < 4; k++)
              {
                gint j = beside[k];

                if (pass == 0 && MAX (filled[j], relief[i]) < filled[i])
                  {
                    filled[i] = MAX (filled[j], relief[i]);
                    changed = TRUE;
                  }
                if (pass == 1 && low[i] &&
                    (filled[j] < filled[i] || (filled[j] == filled[i] && !low[j])))
                  {
                    low[i] = 0;
                    changed = TRUE;
                  }
              }
          }
      }
  memcpy (minima->data, low, (gsize) (w * h));
  found = ll_instances_new_components (minima, LL_NEIGHBOURS_4);
  return found->n;
}

static void
test_twin (void)
{
  static const gint sizes[4][2] = { { 1, 1 }, { 1, 40 }, { 17, 12 }, { 30, 23 } };

  for (guint64 seed = 0; seed < 40; seed++)
    {
      gint w = sizes[seed % 4][0];
      gint h = sizes[seed % 4][1];
      g_autofree guint16 *relief = g_new (guint16, w * h);
      g_autofree gint32 *zones = g_new (gint32, w * h);
      g_autofree gint32 *markers = g_new (gint32, w * h);
      LlRandom random;

      ll_random_init (&random, seed, 0, 0);
      for (gint i = 0; i < w * h; i++)
        {
          relief[i] = (guint16) ll_random_int (&random, 40);
          zones[i] = 1;
        }
      for (gint depth = 1; depth < 40; depth += 3)
        {
          gint32 n = ll_find_basins (relief, zones, w, h, depth, 1, markers);
          g_autofree guint8 *seen = g_new0 (guint8, n + 1);

          g_assert_cmpint (n, ==, count_minima (relief, w, h, depth));
          for (gint i = 0; i < w * h; i++)
            seen[markers[i]] = 1;
          for (gint32 id = 1; id <= n; id++)
            g_assert_cmpint (seen[id], ==, 1);
        }
    }
}

/* Two lows of three pixels each, with a pass between them. */
static void
test_area (void)
{
  static const guint16 relief[9] = { 9, 1, 1, 1, 9, 2, 2, 2, 12 };
  static const gint32 one[9] = { 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  static const gint32 two[9] = { 1, 1, 1, 1, 0, 2, 2, 2, 2 };
  static const gint32 apart[9] = { 0, 1, 1, 1, 0, 2, 2, 2, 0 };
  static const gint32 pieces[9] = { 1, 1, 1, 1, 0, 2, 2, 2, 2 };
  gint32 markers[9];

  g_assert_cmpint (ll_find_basins (relief, one, 9, 1, 7, 3, markers), ==, 2);
  g_assert_cmpmem (markers, sizeof (markers), apart, sizeof (apart));
  g_assert_cmpint (ll_find_basins (relief, one, 9, 1, 8, 3, markers), ==, 1);
  g_assert_cmpint (ll_find_basins (relief, one, 9, 1, 7, 4, markers), ==, 1);

  /* Pieces without a neighbour count, however shallow and small. */
  g_assert_cmpint (ll_find_basins (relief, two, 9, 1, 50, 50, markers), ==, 2);
  g_assert_cmpmem (markers, sizeof (markers), pieces, sizeof (pieces));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basins/twin", test_twin);
  g_test_add_func ("/basins/area", test_area);

  return g_test_run ();
}
