/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The thread that learns live: it sees what is there before anything is painted, learns from
 * marks, keeps what it has learned in a file that the next one goes on from, refuses to write
 * what another one writes, and survives that images come and go.
 */

#include <string.h>

#include <glib/gstdio.h>

#include "await.h"
#include "host/host.h"
#include "live/learner.h"

#define SIDE 160

/* What of GIMP a learner asks for: where files lie. */
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

/* Dark discs on bright ground. */
static void
add_image (LpLiveLearner *learner, gint32 id)
{
  LlImage *image = ll_image_new (SIDE, SIDE, 3);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      gdouble value = (is_disc (i) ? 0.3 : 0.7) + g_rand_double_range (random, 0, 0.1);

      for (gint c = 0; c < 3; c++)
        image->data[c * SIDE * SIDE + i] = (gfloat) value;
    }
  lp_live_learner_add (learner, id, "made", image, NULL);
}

/* Marks the middles of discs as a class, and one place between them as the rest. */
static void
paint (LpLiveLearner *learner, gint32 id, guint8 disc)
{
  static const LpLiveArea all = { 0, 0, SIDE, SIDE };
  LpLivePatch *patch = lp_live_patch_new (id, &all);
  guint8 *marks = g_malloc (SIDE * SIDE);

  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      gint u = i % SIDE % 40 - 20;
      gint v = i / SIDE % 40 - 20;

      marks[i] = u * u + v * v < 16             ? disc
                 : ABS (u) > 17 && ABS (v) > 17 ? 0
                                                : LL_LABEL_IGNORE;
    }
  patch->paint[LL_TASK_DETECTION] = marks;
  patch->time = g_get_monotonic_time ();
  lp_live_learner_paint (learner, patch);
}

static LlClasses *
make_classes (void)
{
  static const gchar *const names[] = { "disc", "other" };

  return ll_classes_new (names, 2, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
}

/* Takes what there is to see, into @labels. */
static void
take_pictures (LpLiveLearner *learner, gint32 id, guint8 *labels)
{
  for (;;)
    {
      g_autoptr (LpLivePicture) picture = lp_live_learner_take (learner);

      if (!picture)
        break;
      if (picture->image != id)
        continue;
      for (gint y = 0; y < picture->area.height; y++)
        memcpy (labels + (picture->area.y + y) * SIDE + picture->area.x,
                picture->labels + y * picture->area.width, (gsize) picture->area.width);
    }
}

/* The share of pixels that are seen as they are. */
static gdouble
get_share (const guint8 *labels, guint8 disc)
{
  gint right = 0;

  for (gint i = 0; i < SIDE * SIDE; i++)
    right += labels[i] == (is_disc (i) ? disc : 0);

  return (gdouble) right / (SIDE * SIDE);
}

static LpLiveState
get_state (LpLiveLearner *learner)
{
  LpLiveStatus status;

  lp_live_learner_poll (learner, &status);

  return status.state;
}

static gboolean
sees (LpLiveLearner *learner, guint8 *labels, guint8 disc, gdouble least)
{
  take_pictures (learner, 1, labels);

  return get_share (labels, disc) >= least;
}

static void
end (LpLiveLearner *learner)
{
  lp_live_learner_end (learner);
  await (get_state (learner) >= LP_LIVE_ENDED, "the end");
  g_assert_cmpint (get_state (learner), ==, LP_LIVE_ENDED);
  lp_live_learner_free (learner);
}

static void
test_learns (void)
{
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "live.safetensors", NULL);
  g_autoptr (LlClasses) classes = make_classes ();
  g_autofree guint8 *labels = g_malloc0 (SIDE * SIDE);
  LpLiveLearner *learner = lp_live_learner_new (classes, path, NULL);
  LpLiveLearner *second;
  LpLiveStatus status;

  /* What was not learned cannot be kept. */
  memset (labels, LL_LABEL_IGNORE, SIDE * SIDE);
  add_image (learner, 1);
  lp_live_learner_show (learner, 1);
  await (get_state (learner) == LP_LIVE_WAITING, "a network");
  await (
    (take_pictures (learner, 1, labels), !memchr (labels, LL_LABEL_IGNORE, SIDE * SIDE)),
    "a picture without paint");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  /* The class that the starting network does not choose. */
  paint (learner, 1, 2);
  await (sees (learner, labels, 2, 0.9), "discs of the second class");
  await (g_file_test (path, G_FILE_TEST_EXISTS), "a file");

  /* Another window may not write the same file. */
  second = lp_live_learner_new (classes, path, NULL);
  await (get_state (second) == LP_LIVE_FAILED, "a refusal");
  g_assert_nonnull (lp_live_learner_get_error (second));
  lp_live_learner_free (second);

  /* Another image comes, and the first one goes. */
  add_image (learner, 2);
  paint (learner, 2, 2);
  await ((lp_live_learner_poll (learner, &status), status.images == 2), "two images");
  lp_live_learner_pause (learner, TRUE);
  lp_live_learner_remove (learner, 1);
  lp_live_learner_show (learner, 2);
  lp_live_learner_pause (learner, FALSE);
  await ((lp_live_learner_poll (learner, &status), status.images == 1), "one image");
  end (learner);

  /* What was learned is gone on from, without any paint. */
  learner = lp_live_learner_new (classes, path, NULL);
  memset (labels, LL_LABEL_IGNORE, SIDE * SIDE);
  add_image (learner, 1);
  lp_live_learner_show (learner, 1);
  await (sees (learner, labels, 2, 0.9), "discs as before");
  lp_live_learner_poll (learner, &status);
  g_assert_cmpint (status.from, ==, LP_LIVE_FROM_EARLIER);
  end (learner);

  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/learns", test_learns);

  return g_test_run ();
}
