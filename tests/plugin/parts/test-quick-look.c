/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A quick look writes a network of its own, ends early when it is asked to, and leaves no
 * checkpoint behind.
 */

#include <string.h>

#include <glib/gstdio.h>

#include "await.h"
#include "host/host.h"
#include "panel/quick.h"

#define SIDE 160

/* What of GIMP a quick look asks for: where files lie. */
gchar *
lp_host_get_data (const gchar *name)
{
  return g_build_filename (g_getenv ("LL_PROGRAM_FOLDER"), name, NULL);
}

const gchar *
lp_host_get_folder (void)
{
  return g_get_tmp_dir ();
}

GQuark
lp_host_error_quark (void)
{
  return g_quark_from_static_string ("host");
}

/* Whether pixel @i is of a disc. */
static gboolean
is_disc (gint i)
{
  gint u = i % SIDE % 40 - 20;
  gint v = i / SIDE % 40 - 20;

  return u * u + v * v < 150;
}

/* Dark discs on bright ground, each with a mark in its middle; no masks. */
static LlSample *
make_sample (gboolean marked)
{
  LlSample *sample = ll_sample_new ("made", ll_image_new (SIDE, SIDE, 1));
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  sample->labels[LL_TASK_DETECTION] = ll_labels_new (SIDE, SIDE, 0);
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        gint i = y * SIDE + x;
        gint u = x % 40 - 20;
        gint v = y % 40 - 20;
        gint d = u * u + v * v;

        sample->image->data[i] =
          (gfloat) ((d < 150 ? 0.3 : 0.7) + g_rand_double_range (random, 0, 0.1));
        sample->labels[LL_TASK_DETECTION]->data[i] = marked && d < 16;
      }

  return sample;
}

static LlClasses *
make_classes (void)
{
  static const gchar *const names[] = { "disc" };

  return ll_classes_new (names, 1, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
}

static void
wait_until (LpQuick *quick, LpQuickState state)
{
  gdouble fraction;
  LpQuickState now;

  await ((now = lp_quick_poll (quick, &fraction)) >= state, "state %d of a quick look",
         (gint) state);
  g_assert_cmpint (now, ==, state);
}

typedef struct
{
  gchar *folder;
  gchar *path;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("lazy-labels-quick-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "quick look.safetensors", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (place->folder, 0, NULL);
  const gchar *name;

  while ((name = g_dir_read_name (folder)))
    {
      g_autofree gchar *path = g_build_filename (place->folder, name, NULL);

      g_assert_false (g_str_has_suffix (name, ".checkpoint"));
      g_unlink (path);
    }
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static void
test_stop (Place *place, gconstpointer data)
{
  g_autoptr (LlClasses) classes = make_classes ();
  g_autoptr (LpQuick) quick = lp_quick_new (make_sample (TRUE), classes, place->path);
  g_autoptr (LlNetwork) network = NULL;
  gdouble fraction = 0;

  wait_until (quick, LP_QUICK_TRAINING);
  await (lp_quick_poll (quick, &fraction) != LP_QUICK_TRAINING || fraction > 0,
         "progress of a quick look");
  lp_quick_stop (quick);
  wait_until (quick, LP_QUICK_DONE);

  network = ll_weights_load (place->path, NULL);
  g_assert_nonnull (network);
  g_assert_true (ll_classes_equal (ll_network_get_classes (network), classes));
  g_assert_cmpint (ll_network_get_summary (network)->iterations, >, 0);
}

/* After a few steps, the network that it began with knows these discs: it is the starting
 * network, and sees them at a scale that suits it.
 */
static void
test_starting (Place *place, gconstpointer data)
{
  g_autoptr (LlClasses) classes = make_classes ();
  LlSample *sample = make_sample (TRUE);
  g_autoptr (LlImage) image = ll_image_new (SIDE, SIDE, 1);
  g_autoptr (LpQuick) quick = NULL;
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LlLabels) found = NULL;
  g_autofree gfloat *planes = NULL;
  LlPredictSettings settings;
  gint both = 0, either = 0;
  gdouble fraction = 0;

  memcpy (image->data, sample->image->data, SIDE * SIDE * sizeof (gfloat));
  quick = lp_quick_new (sample, classes, place->path);
  wait_until (quick, LP_QUICK_TRAINING);
  await (lp_quick_poll (quick, &fraction) != LP_QUICK_TRAINING || fraction > 0.1,
         "a tenth of a quick look");
  lp_quick_stop (quick);
  wait_until (quick, LP_QUICK_DONE);

  network = ll_weights_load (place->path, NULL);
  g_assert_cmpint (ll_network_get_summary (network)->iterations, >, 1000);
  ll_predict_settings_init (&settings);
  planes = ll_predict_image (network, image, &settings, NULL, NULL, NULL);
  found = ll_predict_get_labels (network, LL_TASK_SEGMENTATION, planes, SIDE, SIDE);
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      both += found->data[i] && is_disc (i);
      either += (found->data[i] != 0) + is_disc (i);
    }
  g_test_message ("Dice %.3f", 2.0 * both / either);
  g_assert_cmpint (20 * both, >, 8 * either);
}

/* Nothing to learn from is a sentence, not a network. */
static void
test_nothing (Place *place, gconstpointer data)
{
  g_autoptr (LlClasses) classes = make_classes ();
  g_autoptr (LpQuick) quick = lp_quick_new (make_sample (FALSE), classes, place->path);

  wait_until (quick, LP_QUICK_FAILED);
  g_assert_nonnull (lp_quick_get_error (quick));
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
}

/* Closing the panel ends it at once, and writes nothing. */
static void
test_free (Place *place, gconstpointer data)
{
  g_autoptr (LlClasses) classes = make_classes ();
  LpQuick *quick = lp_quick_new (make_sample (TRUE), classes, place->path);

  wait_until (quick, LP_QUICK_TRAINING);
  lp_quick_free (quick);
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/quick-look/stop", Place, NULL, set_up, test_stop, tear_down);
  g_test_add ("/quick-look/starting", Place, NULL, set_up, test_starting, tear_down);
  g_test_add ("/quick-look/nothing", Place, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/quick-look/free", Place, NULL, set_up, test_free, tear_down);

  return g_test_run ();
}
