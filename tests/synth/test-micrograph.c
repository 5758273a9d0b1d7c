/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The generated micrographs are the same on every machine, dense, and too hard for
 * thresholds.
 */

#include <string.h>

#include "micrograph.h"
#include "otsu.h"

#define SEEDS 6

static gchar *
checksum (const SynthMicrograph *micrograph)
{
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  gchar *text;

  for (gint i = 0; i < micrograph->image->width * micrograph->image->height; i++)
    {
      guchar bytes[3] = { (guchar) (micrograph->image->data[i] * 255.0f + 0.5f),
                          (guchar) (micrograph->ids->data[i] >> 8),
                          (guchar) micrograph->ids->data[i] };

      g_checksum_update (sum, bytes, sizeof bytes);
    }
  text = g_strdup (g_checksum_get_string (sum));
  g_checksum_free (sum);
  return text;
}

static void
test_same_pixels (void)
{
  g_autoptr (SynthMicrograph) a = synth_micrograph_new (233, 171, 7);
  g_autoptr (SynthMicrograph) b = synth_micrograph_new (233, 171, 7);
  g_autoptr (SynthMicrograph) other = synth_micrograph_new (233, 171, 8);
  g_autofree gchar *sum_a = checksum (a);
  g_autofree gchar *sum_b = checksum (b);
  g_autofree gchar *sum_other = checksum (other);

  g_assert_cmpstr (sum_a, ==, sum_b);
  g_assert_cmpstr (sum_a, !=, sum_other);

  /* The pixels do not depend on the compiler or the processor. */
  g_assert_cmpstr (sum_a, ==,
                   "d1cbefe017311b63e63632020d7b8ff1e77ad0de569cc128cfbc1aaaeec26584");
}

/* Counts objects with a border of at least 3 pixels directly at another object. */
static gint
count_touching (const SynthMicrograph *micrograph)
{
  const SynthIds *ids = micrograph->ids;
  g_autofree gint *contact = g_new0 (gint, micrograph->n_ids);
  gint touching = 0;

  for (gint y = 0; y < ids->height - 1; y++)
    for (gint x = 0; x < ids->width - 1; x++)
      {
        const guint16 *p = &ids->data[y * ids->width + x];
        gint beside[2] = { p[1], p[ids->width] };

        for (gint k = 0; k < 2; k++)
          if (*p != 0 && beside[k] != 0 && beside[k] != *p)
            {
              contact[*p]++;
              contact[beside[k]]++;
            }
      }
  for (gint id = 1; id < micrograph->n_ids; id++)
    touching += contact[id] >= 3;
  return touching;
}

static void
test_scene (void)
{
  gint objects = 0;

  for (guint64 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (SynthMicrograph) m =
        synth_micrograph_new (SYNTH_WIDTH, SYNTH_HEIGHT, seed);
      gdouble pixels = SYNTH_WIDTH * SYNTH_HEIGHT;
      gint64 counts[256];
      gint n = m->n_ids - 1;
      gdouble touching = (gdouble) count_touching (m) / n;
      gdouble mean_dice;
      LlDice dice;

      ll_labels_count (m->classes, counts);
      mean_dice = synth_otsu_best (m->image, 3, m->classes, 3, &dice);
      g_test_message ("seed %d: %d objects, bubbles %.2f and crystals %.2f of the area, "
                      "%.2f touch, Otsu %.3f",
                      (gint) seed, n, (gdouble) counts[1] / pixels,
                      (gdouble) counts[2] / pixels, touching, mean_dice);

      objects += n;
      g_assert_cmpint (n, >=, 120);
      g_assert_cmpint (n, <=, 900);
      g_assert_cmpfloat ((gdouble) counts[1] / pixels, >, 0.2);
      g_assert_cmpfloat ((gdouble) counts[2] / pixels, >, 0.2);
      g_assert_cmpfloat ((gdouble) (counts[1] + counts[2]) / pixels, <, 0.85);
      g_assert_cmpfloat (touching, >=, 0.6);
      g_assert_cmpfloat (touching, <=, 0.99);

      g_assert_cmpfloat (mean_dice, <, 0.6);
      /* Chance alone gives about this score, so the picture is not empty. */
      g_assert_cmpfloat (mean_dice, >, 0.3);
    }

  /* The paper has 13300 objects in 38 images, which is 350 per image. */
  g_assert_cmpint (objects, >=, 250 * SEEDS);
  g_assert_cmpint (objects, <=, 480 * SEEDS);
}

static void
test_sizes (void)
{
  g_autoptr (SynthMicrograph) m = synth_micrograph_new (SYNTH_WIDTH, SYNTH_HEIGHT, 3);
  g_autofree gint *area = g_new0 (gint, m->n_ids);
  gint small = 0;
  gint large = 0;

  for (gint i = 0; i < SYNTH_WIDTH * SYNTH_HEIGHT; i++)
    area[m->ids->data[i]]++;
  for (gint id = 1; id < m->n_ids; id++)
    {
      g_assert_cmpint (area[id], >=, 40);
      small += area[id] < 3 * 12 * 12;
      large += area[id] > 3 * 50 * 50;
    }
  g_assert_cmpint (small, >=, 20);
  g_assert_cmpint (large, >=, 5);
}

/* Odd sizes, small sizes and narrow strips work. */
static void
test_small (void)
{
  const gint sizes[3][2] = { { 32, 32 }, { 300, 33 }, { 65, 129 } };

  for (gint i = 0; i < 3; i++)
    {
      g_autoptr (SynthMicrograph) m = synth_micrograph_new (sizes[i][0], sizes[i][1], 5);

      g_assert_cmpint (m->image->width, ==, sizes[i][0]);
      g_assert_cmpint (m->image->height, ==, sizes[i][1]);
      g_assert_cmpint (m->n_ids, >=, 2);
      g_assert_cmpint (synth_ids_get_n (m->ids), ==, m->n_ids);
    }
}

/* Three greys make three levels, whichever class each of them is. */
static void
test_otsu (void)
{
  g_autoptr (LlImage) image = ll_image_new (30, 10, 1);
  g_autoptr (LlLabels) truth = ll_labels_new (30, 10, 0);
  const guint8 class_of[3] = { 2, 0, 1 };
  gint thresholds[2];
  LlDice dice;

  for (gint i = 0; i < 300; i++)
    {
      image->data[i] = 0.2f + 0.3f * (gfloat) (i % 3);
      truth->data[i] = class_of[i % 3];
    }
  g_autoptr (LlLabels) level = synth_otsu (image, 3, thresholds);

  for (gint i = 0; i < 300; i++)
    g_assert_cmpint (level->data[i], ==, i % 3);
  g_assert_cmpint (thresholds[0], >=, 51);
  g_assert_cmpint (thresholds[0], <, 128);
  g_assert_cmpint (thresholds[1], >=, 128);
  g_assert_cmpint (thresholds[1], <, 204);
  g_assert_cmpfloat_with_epsilon (synth_otsu_best (image, 3, truth, 3, &dice), 1.0,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (dice.overall, 1.0, 1e-12);

  /* Two levels merge two classes: 100 pixels of 200 and 100 give a Dice of
   * 2/3 at best.
   */
  g_assert_cmpfloat (synth_otsu_best (image, 2, truth, 3, &dice), <, 0.9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/synth/micrograph/same-pixels", test_same_pixels);
  g_test_add_func ("/synth/micrograph/scene", test_scene);
  g_test_add_func ("/synth/micrograph/sizes", test_sizes);
  g_test_add_func ("/synth/micrograph/small", test_small);
  g_test_add_func ("/synth/otsu", test_otsu);
  return g_test_run ();
}
