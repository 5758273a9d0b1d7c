/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Changes of a patch's values: the same for the same numbers, of the kinds that they are
 * meant to be, and never so strong that a person would not know the patch again.
 */

#include <math.h>
#include <string.h>

#include "data/augment.h"

#define PATCH  48
#define PIXELS (PATCH * PATCH)
#define DRAWS  400

typedef struct
{
  gfloat data[3][PIXELS];
  gfloat *channels[3];
} Patch;

/* Discs of brightness 1 on a ground of -1, alike in all channels. */
static void
patch_init (Patch *patch)
{
  for (gint c = 0; c < 3; c++)
    {
      patch->channels[c] = patch->data[c];
      for (gint y = 0; y < PATCH; y++)
        for (gint x = 0; x < PATCH; x++)
          patch->data[c][y * PATCH + x] =
            hypot (x % 24 - 11.5, y % 24 - 11.5) < 8.0 ? 1.0f : -1.0f;
    }
}

static void
augment (Patch *patch, guint64 seed, gint n_channels)
{
  LlRandom random;

  patch_init (patch);
  ll_random_init (&random, seed, 0, 0);
  ll_augment_patch (&random, patch->channels, n_channels, PATCH);
}

static gdouble
correlate (const gfloat *a, const gfloat *b)
{
  gdouble sa = 0.0, sb = 0.0, saa = 0.0, sbb = 0.0, sab = 0.0;

  for (gint i = 0; i < PIXELS; i++)
    {
      sa += a[i];
      sb += b[i];
      saa += (gdouble) a[i] * a[i];
      sbb += (gdouble) b[i] * b[i];
      sab += (gdouble) a[i] * b[i];
    }
  return (sab - sa * sb / PIXELS) /
         sqrt ((saa - sa * sa / PIXELS) * (sbb - sb * sb / PIXELS));
}

static void
test_same_numbers (void)
{
  for (guint64 seed = 1; seed <= 20; seed++)
    {
      Patch one, other;

      augment (&one, seed, 3);
      augment (&other, seed, 3);
      g_assert_cmpint (memcmp (one.data, other.data, sizeof (one.data)), ==, 0);
    }
}

/* Whoever looks still sees the discs; some patches are left as they are, and most are not. */
static void
test_recognisable (void)
{
  Patch plain;
  gint changed = 0;

  patch_init (&plain);
  for (guint64 seed = 1; seed <= DRAWS; seed++)
    {
      Patch patch;

      augment (&patch, seed, 1);
      changed += memcmp (patch.data[0], plain.data[0], sizeof (plain.data[0])) != 0;
      g_assert_cmpfloat (correlate (patch.data[0], plain.data[0]), >, 0.75);
      for (gint i = 0; i < PIXELS; i++)
        g_assert_true (isfinite (patch.data[0][i]) && fabsf (patch.data[0][i]) < 5.0f);
    }
  /* One kind in five or six each: 1 - 0.7 * 0.7 * 0.8 * 0.85 * 0.85 = 0.72. */
  g_assert_cmpint (changed, >, DRAWS * 6 / 10);
  g_assert_cmpint (changed, <, DRAWS * 8 / 10);
}

/* What has one value has one afterwards, unless noise lies over it. */
static void
test_constant (void)
{
  gint noisy = 0;

  for (guint64 seed = 1; seed <= DRAWS; seed++)
    {
      Patch patch;
      LlRandom random;
      gdouble mean = 0.0, deviation = 0.0;

      patch_init (&patch);
      for (gint i = 0; i < PIXELS; i++)
        patch.data[0][i] = 0.5f;
      ll_random_init (&random, seed, 0, 0);
      ll_augment_patch (&random, patch.channels, 1, PATCH);
      for (gint i = 0; i < PIXELS; i++)
        mean += patch.data[0][i] / PIXELS;
      for (gint i = 0; i < PIXELS; i++)
        deviation += pow (patch.data[0][i] - mean, 2.0) / PIXELS;
      deviation = sqrt (deviation);

      noisy += deviation > 1e-4;
      g_assert_cmpfloat (deviation, <, 0.32);
      g_assert_cmpfloat_with_epsilon (mean, 0.5, 4.0 * deviation / PATCH + 1e-4);
    }
  g_assert_cmpint (noisy, >, DRAWS / 10);
  g_assert_cmpint (noisy, <, DRAWS / 5);
}

/* A grey image in colours stays grey but for its tint, which is one for the whole patch. */
static void
test_grey_stays_grey (void)
{
  gint tinted = 0;

  for (guint64 seed = 1; seed <= DRAWS; seed++)
    {
      Patch patch;
      gdouble first, deviation = 0.0;

      augment (&patch, seed, 3);
      first = patch.data[1][0] - patch.data[0][0];
      for (gint i = 0; i < PIXELS; i++)
        deviation += fabs (patch.data[1][i] - patch.data[0][i] - first) / PIXELS;
      /* Noise lies over each channel by itself. */
      if (deviation > 1e-3)
        continue;
      tinted += fabs (first) > 1e-4;
      g_assert_cmpfloat (fabs (first), <, 2 * 0.3 * 1.6 + 1e-3);
    }
  g_assert_cmpint (tinted, >, DRAWS / 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/augment/same-numbers", test_same_numbers);
  g_test_add_func ("/augment/recognisable", test_recognisable);
  g_test_add_func ("/augment/constant", test_constant);
  g_test_add_func ("/augment/grey-stays-grey", test_grey_stays_grey);
  return g_test_run ();
}
