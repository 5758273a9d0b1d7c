/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What corrections of a result are made of: objects cut by scribbles, one object in a box or
 * on a dot, and the places where a network is in doubt.
 */

#include <math.h>
#include <string.h>

#include "core/random.h"
#include "lazylabels/lazylabels.h"

#define SIDE 120

static gsize
at (gint x, gint y)
{
  return (gsize) y * SIDE + (gsize) x;
}

/* Cutting */

static void
fill (LlInstances *objects, gint x, gint y, gint w, gint h, gint32 id)
{
  for (gint v = y; v < y + h; v++)
    for (gint u = x; u < x + w; u++)
      objects->data[at (u, v)] = id;
}

/* Two bars of 60 x 20 pixels, the second one of class 2. */
static LlInstances *
make_bars (void)
{
  LlInstances *objects = ll_instances_new (SIDE, SIDE, 2);

  fill (objects, 10, 10, 60, 20, 1);
  fill (objects, 10, 60, 60, 20, 2);
  objects->class_of[1] = 1;
  objects->class_of[2] = 2;

  return objects;
}

static void
count_pixels (const LlInstances *objects, gint *counts)
{
  memset (counts, 0, ((gsize) objects->n + 1) * sizeof (gint));
  for (gsize i = 0; i < SIDE * SIDE; i++)
    counts[objects->data[i]]++;
}

/* A line between @x0, @y0 and @x1, @y1 of one pixel. */
static guint8 *
draw_line (gint x0, gint y0, gint x1, gint y1)
{
  guint8 *line = g_new0 (guint8, SIDE * SIDE);
  gint n = MAX (ABS (x1 - x0), ABS (y1 - y0));

  for (gint k = 0; k <= n; k++)
    line[at (x0 + (x1 - x0) * k / n, y0 + (y1 - y0) * k / n)] = 1;

  return line;
}

static void
check_cut (const guint8 *line, gint parts, gint first, gint tolerance)
{
  g_autoptr (LlInstances) bars = make_bars ();
  g_autofree gint32 *from = NULL;
  g_autoptr (LlInstances) cut = ll_instances_cut (bars, line, 20, &from);
  gint counts[8];

  g_assert_cmpint (cut->n, ==, parts + 1);
  count_pixels (cut, counts);
  g_assert_cmpint (ABS (counts[1] - first), <=, tolerance);
  /* No pixel is lost, and every part is of the class of its object. */
  for (gsize i = 0; i < SIDE * SIDE; i++)
    {
      g_assert_cmpint (from[cut->data[i]], ==, bars->data[i]);
      g_assert_cmpint (cut->class_of[cut->data[i]], ==, bars->class_of[bars->data[i]]);
    }
}

static void
test_cut (void)
{
  g_autofree guint8 *across = draw_line (30, 5, 30, 35);
  g_autofree guint8 *slanted = draw_line (20, 5, 45, 34);
  g_autofree guint8 *short_of = draw_line (30, 12, 30, 27);
  g_autofree guint8 *half = draw_line (30, 5, 30, 19);
  g_autofree guint8 *shave = draw_line (5, 12, 75, 12);
  g_autofree guint8 *none = g_new0 (guint8, SIDE * SIDE);

  check_cut (across, 2, 20 * 20, 20);
  check_cut (slanted, 2, 20 * 22, 60);
  check_cut (short_of, 2, 20 * 20, 20);
  check_cut (half, 1, 60 * 20, 0);
  check_cut (shave, 1, 60 * 20, 0);
  check_cut (none, 1, 60 * 20, 0);
}

static void
test_cut_thrice (void)
{
  g_autofree guint8 *lines = draw_line (30, 5, 30, 35);
  g_autofree guint8 *other = draw_line (50, 0, 50, 110);

  for (gsize i = 0; i < SIDE * SIDE; i++)
    lines[i] |= other[i];
  {
    g_autoptr (LlInstances) bars = make_bars ();
    g_autoptr (LlInstances) cut = ll_instances_cut (bars, lines, 20, NULL);

    g_assert_cmpint (cut->n, ==, 5);
  }
}

/* One object */

typedef struct
{
  gdouble x, y, radius;
} Disc;

static const Disc discs[] = { { 40, 40, 22 }, { 86, 44, 16 } };

static gboolean
is_in (const Disc *disc, gint x, gint y)
{
  return hypot (x - disc->x, y - disc->y) <= disc->radius;
}

static LlImage *
draw_discs (gint channels)
{
  LlImage *image = ll_image_new (SIDE, SIDE, channels);
  LlRandom random;

  ll_random_init (&random, 3, 0, 0);
  for (gint c = 0; c < channels; c++)
    for (gint y = 0; y < SIDE; y++)
      for (gint x = 0; x < SIDE; x++)
        image->data[(gsize) c * SIDE * SIDE + at (x, y)] =
          (gfloat) ((is_in (&discs[0], x, y) || is_in (&discs[1], x, y) ? 0.7 : 0.4) +
                    0.05 * ll_random_normal (&random));

  return image;
}

static gdouble
find_dice (const guint8 *object, const Disc *disc)
{
  gint both = 0, sum = 0;

  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        gboolean in = is_in (disc, x, y);

        both += in && object[at (x, y)];
        sum += in + object[at (x, y)];
      }

  return 2.0 * both / sum;
}

static void
set_box (guint8 *map, gint x, gint y, gint w, gint h)
{
  for (gint v = y; v < y + h; v++)
    memset (map + at (x, v), 1, (gsize) w);
}

static void
test_box (gconstpointer data)
{
  g_autoptr (LlImage) image = draw_discs (GPOINTER_TO_INT (data));
  g_autofree guint8 *within = g_new0 (guint8, SIDE * SIDE);
  g_autofree guint8 *object = NULL;
  g_autoptr (GError) error = NULL;
  LlGrowHints hints = { within, NULL, NULL, NULL, NULL };
  LlGrowSettings settings;

  ll_grow_settings_init (&settings);
  set_box (within, 12, 14, 54, 52);
  object = ll_grow_one (image, &hints, &settings, &error);
  g_assert_no_error (error);
  g_assert_nonnull (object);
  g_assert_cmpfloat (find_dice (object, &discs[0]), >, 0.95);
  for (gsize i = 0; i < SIDE * SIDE; i++)
    g_assert_true (within[i] || !object[i]);
}

/* A box around two of them is the larger one; what is blocked stays out, and a mark chooses. */
static void
test_box_of_two (void)
{
  g_autoptr (LlImage) image = draw_discs (1);
  g_autofree guint8 *within = g_new0 (guint8, SIDE * SIDE);
  g_autofree guint8 *mark = g_new0 (guint8, SIDE * SIDE);
  g_autofree guint8 *blocked = g_new0 (guint8, SIDE * SIDE);
  g_autofree guint8 *larger = NULL;
  g_autofree guint8 *marked = NULL;
  g_autofree guint8 *cut = NULL;
  LlGrowHints hints = { within, NULL, NULL, NULL, NULL };
  LlGrowSettings settings;

  ll_grow_settings_init (&settings);
  set_box (within, 10, 10, 100, 60);
  larger = ll_grow_one (image, &hints, &settings, NULL);
  g_assert_nonnull (larger);
  g_assert_cmpfloat (find_dice (larger, &discs[0]), >, 0.9);

  set_box (mark, 84, 42, 4, 4);
  hints.mark = mark;
  marked = ll_grow_one (image, &hints, &settings, NULL);
  g_assert_nonnull (marked);
  g_assert_cmpfloat (find_dice (marked, &discs[1]), >, 0.9);

  hints.mark = NULL;
  set_box (blocked, 10, 10, 20, 60);
  hints.blocked = blocked;
  cut = ll_grow_one (image, &hints, &settings, NULL);
  for (gsize i = 0; cut && i < SIDE * SIDE; i++)
    g_assert_false (cut[i] && blocked[i]);
}

static void
test_dot (void)
{
  g_autoptr (LlImage) image = draw_discs (1);
  g_autofree guint8 *mark = g_new0 (guint8, SIDE * SIDE);
  g_autofree guint8 *prior = g_new0 (guint8, SIDE * SIDE);
  g_autofree guint8 *alone = NULL;
  g_autofree guint8 *seen = NULL;
  LlGrowHints hints = { NULL, mark, NULL, NULL, NULL };
  LlGrowSettings settings;

  ll_grow_settings_init (&settings);
  set_box (mark, 38, 38, 5, 5);
  alone = ll_grow_one (image, &hints, &settings, NULL);
  g_assert_nonnull (alone);
  g_assert_cmpfloat (find_dice (alone, &discs[0]), >, 0.9);

  /* A network that sees both, roughly: the mask follows the image. */
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      prior[at (x, y)] =
        hypot (x - 41, y - 39) < 19 || hypot (x - 86, y - 44) < 16 ? 220 : 20;
  hints.prior = prior;
  seen = ll_grow_one (image, &hints, &settings, NULL);
  g_assert_nonnull (seen);
  g_assert_cmpfloat (find_dice (seen, &discs[0]), >, 0.95);
}

static void
test_nothing (void)
{
  g_autoptr (LlImage) image = draw_discs (1);
  g_autofree guint8 *within = g_new0 (guint8, SIDE * SIDE);
  LlGrowHints hints = { within, NULL, NULL, NULL, NULL };
  LlGrowSettings settings;
  g_autoptr (GError) error = NULL;

  ll_grow_settings_init (&settings);
  g_assert_null (ll_grow_one (image, &hints, &settings, &error));
  g_assert_no_error (error);
}

/* Doubt */

static LlNetwork *
make_network (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  LlNetworkSettings settings;

  ll_network_settings_init (&settings);
  settings.width = 4;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = 32;

  return ll_network_new (&settings, classes, 5, NULL);
}

/* By the definition, from predictions of the averaged views. */
static void
test_doubt (void)
{
  g_autoptr (LlNetwork) network = make_network ();
  g_autoptr (LlImage) image = ll_image_new (70, 50, 1);
  gsize n = 70 * 50;
  gint first = ll_network_get_first_plane (network, LL_TASK_SEGMENTATION);
  LlPredictSettings settings;
  LlRandom random;

  ll_random_init (&random, 1, 0, 0);
  for (gsize i = 0; i < n; i++)
    image->data[i] = (gfloat) ll_random_uniform (&random);
  ll_predict_settings_init (&settings);
  for (gint views = 1; views <= 8; views *= 2)
    {
      g_autofree gfloat *doubt = NULL;
      g_autofree gfloat *means = NULL;
      gdouble more = 0.0;

      settings.views = views;
      doubt = ll_predict_doubt (network, image, &settings, NULL, NULL, NULL);
      means = ll_predict_image (network, image, &settings, NULL, NULL, NULL);
      for (gsize i = 0; i < n; i++)
        {
          gdouble entropy = 0.0;

          for (gint c = 0; c < 3; c++)
            {
              gdouble p = means[(gsize) (first + c) * n + i];

              entropy -= p > 0.0 ? p * log (p) / log (3.0) : 0.0;
            }
          /* One view has nobody to disagree with. */
          if (views == 1)
            g_assert_cmpfloat_with_epsilon (doubt[i], entropy, 1e-4);
          /* Turned patches have other seams than patches that are turned. */
          g_assert_cmpfloat (doubt[i], >=, entropy - 0.1);
          g_assert_cmpfloat (doubt[i], <=, 1.0);
          more += (doubt[i] - entropy) / (gdouble) n;
        }
      g_assert_cmpfloat (more, >=, views == 1 ? -1e-4 : 0.0);
    }
}

static void
test_places (void)
{
  g_autofree gfloat *doubt = g_new0 (gfloat, SIDE * SIDE);
  g_autofree guint8 *done = g_new0 (guint8, SIDE * SIDE);
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) left = NULL;
  g_autoptr (GArray) none = NULL;

  for (gint y = 0; y < 20; y++)
    for (gint x = 0; x < 20; x++)
      {
        doubt[at (80 + x, 40 + y)] = 0.9f;
        doubt[at (15 + x, 95 + y)] = 0.5f;
      }
  all = ll_find_places (doubt, SIDE, SIDE, NULL, 20, 10);
  g_assert_cmpint (all->len, >=, 2);
  g_assert_cmpint (all->len, <=, 10);
  g_assert_cmpint (g_array_index (all, LlPlace, 0).x, ==, 80);
  g_assert_cmpint (g_array_index (all, LlPlace, 0).y, ==, 40);
  g_assert_cmpfloat_with_epsilon (g_array_index (all, LlPlace, 0).doubt, 0.9, 1e-5);
  for (guint i = 0; i < all->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const LlPlace *a = &g_array_index (all, LlPlace, i);
        const LlPlace *b = &g_array_index (all, LlPlace, k);

        g_assert_cmpfloat (a->doubt, <=, b->doubt);
        g_assert_true (a->x >= b->x + 20 || b->x >= a->x + 20 || a->y >= b->y + 20 ||
                       b->y >= a->y + 20);
      }

  /* What is painted is left out. */
  for (gint y = 40; y < 60; y++)
    memset (done + at (80, y), 1, 20);
  left = ll_find_places (doubt, SIDE, SIDE, done, 20, 1);
  g_assert_cmpint (left->len, ==, 1);
  g_assert_cmpint (g_array_index (left, LlPlace, 0).x, ==, 15);
  g_assert_cmpint (g_array_index (left, LlPlace, 0).y, ==, 95);

  /* A place larger than the image is the image. */
  memset (doubt, 0, SIDE * SIDE * sizeof (gfloat));
  none = ll_find_places (doubt, SIDE, SIDE, NULL, 500, 10);
  g_assert_cmpint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/correct/cut", test_cut);
  g_test_add_func ("/correct/cut-thrice", test_cut_thrice);
  g_test_add_data_func ("/correct/box/grey", GINT_TO_POINTER (1), test_box);
  g_test_add_data_func ("/correct/box/colour", GINT_TO_POINTER (3), test_box);
  g_test_add_func ("/correct/box-of-two", test_box_of_two);
  g_test_add_func ("/correct/dot", test_dot);
  g_test_add_func ("/correct/nothing", test_nothing);
  g_test_add_func ("/correct/doubt", test_doubt);
  g_test_add_func ("/correct/places", test_places);

  return g_test_run ();
}
