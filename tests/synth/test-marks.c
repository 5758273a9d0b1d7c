/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Distances are compared with brute force, marks with their definition, and PNG files are
 * read back.
 */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "data/distance.h"
#include "core/random.h"
#include "marks.h"
#include "micrograph.h"
#include "png-io.h"

/* Scatters ids 0 .. @n - 1 over the map, in blocks of 1 to 6 pixels. */
static SynthIds *
random_ids (gint width, gint height, gint n, guint64 seed)
{
  SynthIds *ids = synth_ids_new (width, height);
  LlRandom random;

  ll_random_init (&random, seed, 0, 0);
  for (gint block = 0; block < width * height / 8 + 1; block++)
    {
      gint x0 = ll_random_int (&random, width);
      gint y0 = ll_random_int (&random, height);
      gint size = 1 + ll_random_int (&random, 6);
      guint16 id = (guint16) ll_random_int (&random, n);

      for (gint y = y0; y < MIN (y0 + size, height); y++)
        for (gint x = x0; x < MIN (x0 + size, width); x++)
          ids->data[y * width + x] = id;
    }
  return ids;
}

static gint
distance_by_search (const SynthIds *ids, gint x, gint y)
{
  gint id = ids->data[y * ids->width + x];
  gint best = LL_NO_BORDER;

  if (id == 0)
    return 0;
  for (gint v = 0; v < ids->height; v++)
    for (gint u = 0; u < ids->width; u++)
      if (ids->data[v * ids->width + u] != id)
        best = MIN (best, (u - x) * (u - x) + (v - y) * (v - y));
  return best;
}

static void
test_distance (void)
{
  const gint sizes[6][2] = { { 1, 1 },   { 1, 17 },  { 23, 1 },
                             { 13, 29 }, { 40, 31 }, { 2, 2 } };

  for (gint i = 0; i < 6; i++)
    for (guint64 seed = 0; seed < 8; seed++)
      {
        g_autoptr (SynthIds) ids =
          random_ids (sizes[i][0], sizes[i][1], 2 + (gint) seed % 4, seed);
        g_autofree gint *distance = synth_ids_get_depths (ids);

        for (gint y = 0; y < ids->height; y++)
          for (gint x = 0; x < ids->width; x++)
            g_assert_cmpint (distance[y * ids->width + x], ==,
                             distance_by_search (ids, x, y));
      }
}

static void
test_disc (void)
{
  g_autoptr (SynthIds) ids = synth_ids_new (121, 121);
  const guint8 class_of[2] = { 0, 2 };
  g_autoptr (LlLabels) detection = NULL;
  g_autoptr (LlLabels) separation = NULL;
  g_autoptr (LlLabels) segmentation = NULL;
  gint64 counts[256];
  gdouble inner = 50.0 * (1.0 - SYNTH_MARK_DEPTH);

  for (gint y = 0; y < 121; y++)
    for (gint x = 0; x < 121; x++)
      ids->data[y * 121 + x] = (x - 60) * (x - 60) + (y - 60) * (y - 60) < 50 * 50;

  /* The mark of a disc of radius 50 is the disc of 0.65 of its radius. */
  detection = synth_marks_new (ids, class_of, LL_TASK_DETECTION);
  ll_labels_count (detection, counts);
  g_assert_cmpint (counts[1], ==, 0);
  g_assert_cmpfloat_with_epsilon ((gdouble) counts[2], G_PI * inner * inner,
                                  0.03 * G_PI * inner * inner);

  segmentation = synth_marks_new (ids, class_of, LL_TASK_SEGMENTATION);
  ll_labels_count (segmentation, counts);
  g_assert_cmpfloat_with_epsilon ((gdouble) counts[2], G_PI * 2500.0,
                                  0.01 * G_PI * 2500.0);

  /* A single object touches nothing. */
  separation = synth_marks_new (ids, class_of, LL_TASK_SEPARATION);
  ll_labels_count (separation, counts);
  g_assert_cmpint (counts[1], ==, 0);
}

/* Two halves lie side by side, with a gap of 0 .. 4 columns.  The brush is 3 pixels wide;
 * the scribble is narrower where the gap exceeds its reach, and absent beyond that.
 */
static void
test_scribble_width (void)
{
  const gint expected[5] = { 3, 3, 2, 1, 0 };
  const guint8 class_of[3] = { 0, 1, 1 };

  for (gint gap = 0; gap <= 4; gap++)
    {
      g_autoptr (SynthIds) ids = synth_ids_new (40, 9);
      g_autoptr (LlLabels) marks = NULL;
      gint64 counts[256];

      for (gint i = 0; i < 40 * 9; i++)
        ids->data[i] = i % 40 < 20 ? 1 : i % 40 < 20 + gap ? 0 : 2;
      marks = synth_marks_new (ids, class_of, LL_TASK_SEPARATION);
      ll_labels_count (marks, counts);
      g_assert_cmpint (counts[1], ==, expected[gap] * 9);
    }
}

static gboolean
near_two (const SynthIds *ids, gint x, gint y)
{
  gint found[2] = { 0, 0 };

  for (gint v = MAX (y - 2, 0); v <= MIN (y + 2, ids->height - 1); v++)
    for (gint u = MAX (x - 2, 0); u <= MIN (x + 2, ids->width - 1); u++)
      {
        gint id = ids->data[v * ids->width + u];

        if (id == 0 || (u - x) * (u - x) + (v - y) * (v - y) > 4)
          continue;
        if (found[0] == 0 || found[0] == id)
          found[0] = id;
        else
          found[1] = id;
      }
  return found[0] != 0 && found[1] != 0;
}

static void
test_micrograph (void)
{
  g_autoptr (SynthMicrograph) m = synth_micrograph_new (640, 480, 11);
  g_autoptr (LlLabels) detection =
    synth_marks_new (m->ids, m->class_of, LL_TASK_DETECTION);
  g_autoptr (LlLabels) separation =
    synth_marks_new (m->ids, m->class_of, LL_TASK_SEPARATION);
  g_autoptr (LlLabels) segmentation =
    synth_marks_new (m->ids, m->class_of, LL_TASK_SEGMENTATION);
  g_autofree gint *area = g_new0 (gint, m->n_ids);
  g_autofree gint *marked = g_new0 (gint, m->n_ids);
  gint scribbled = 0;

  for (gint y = 0; y < 480; y++)
    for (gint x = 0; x < 640; x++)
      {
        gint i = y * 640 + x;

        area[m->ids->data[i]]++;
        if (detection->data[i] != 0)
          {
            g_assert_cmpint (detection->data[i], ==, m->classes->data[i]);
            marked[m->ids->data[i]]++;
          }
        if (separation->data[i] != 0)
          {
            g_assert_true (near_two (m->ids, x, y));
            scribbled++;
          }
        g_assert_cmpint (segmentation->data[i], ==, m->classes->data[i]);
      }

  g_assert_cmpint (marked[0], ==, 0);
  for (gint id = 1; id < m->n_ids; id++)
    {
      g_assert_cmpint (marked[id], >, 0);
      g_assert_cmpint (marked[id], <, area[id]);
    }
  g_assert_cmpint (scribbled, >, 640 * 480 / 200);
  g_assert_cmpint (scribbled, <, 640 * 480 / 10);
}

/* Objects of 5 pixels get marks, however thin they are. */
static void
test_tiny_objects (void)
{
  g_autoptr (SynthIds) ids = synth_ids_new (20, 20);
  const guint8 class_of[4] = { 0, 1, 2, 1 };
  g_autoptr (LlLabels) marks = NULL;
  gint64 counts[256];

  for (gint i = 0; i < 5; i++)
    {
      ids->data[3 * 20 + 3 + i] = 1;
      ids->data[(10 + i) * 20 + 10 + i] = 2;
      ids->data[(15 + i) * 20] = 3;
    }
  marks = synth_marks_new (ids, class_of, LL_TASK_DETECTION);
  ll_labels_count (marks, counts);
  g_assert_cmpint (counts[1], ==, 10);
  g_assert_cmpint (counts[2], ==, 5);
}

static void
test_paint (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (LlLabels) marks = ll_labels_new (3, 1, 0);
  g_autofree guint8 *rgba = NULL;
  g_autofree guint8 *scribble = NULL;
  LlColour crystal = ll_classes_get_colour (classes, 2);
  LlColour interface = ll_classes_get_interface_colour (classes);

  marks->data[1] = 2;
  rgba = synth_marks_paint (marks, LL_TASK_DETECTION, classes);
  g_assert_cmpint (rgba[3], ==, 0);
  g_assert_cmpmem (rgba + 4, 3, crystal.rgb, 3);
  g_assert_cmpint (rgba[7], ==, 255);

  marks->data[1] = 1;
  scribble = synth_marks_paint (marks, LL_TASK_SEPARATION, classes);
  g_assert_cmpmem (scribble + 4, 3, interface.rgb, 3);
}

static void
test_png (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", &error);
  g_autofree gchar *path = NULL;
  g_autofree gchar *missing = NULL;

  g_assert_no_error (error);
  path = g_build_filename (folder, "a.png", NULL);
  missing = g_build_filename (folder, "b.png", NULL);

  for (gint channels = 1; channels <= 4; channels++)
    for (gint depth = 8; depth <= 16; depth += 8)
      {
        g_autoptr (SynthPng) png = synth_png_new (13, 7, channels, depth);
        g_autoptr (SynthPng) again = NULL;
        gint n = 13 * 7 * channels;

        for (gint i = 0; i < n; i++)
          png->samples[i] = (guint16) (depth == 16 ? i * 719 : i % 256);
        g_assert_true (synth_png_write (png, path, &error));
        again = synth_png_read (path, &error);
        g_assert_no_error (error);
        g_assert_cmpint (again->width, ==, 13);
        g_assert_cmpint (again->height, ==, 7);
        g_assert_cmpint (again->channels, ==, channels);
        g_assert_cmpint (again->depth, ==, depth);
        g_assert_cmpmem (again->samples, n * 2, png->samples, n * 2);
      }

  /* 16-bit numbers and colour pictures are not label maps, and a text is not
   * a picture.
   */
  g_assert_null (synth_png_read_ids (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "no picture", -1, NULL));
  g_assert_null (synth_png_read_labels (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (synth_png_read_image (missing, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);

  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/synth/distance/brute-force", test_distance);
  g_test_add_func ("/synth/marks/disc", test_disc);
  g_test_add_func ("/synth/marks/scribble-width", test_scribble_width);
  g_test_add_func ("/synth/marks/micrograph", test_micrograph);
  g_test_add_func ("/synth/marks/tiny-objects", test_tiny_objects);
  g_test_add_func ("/synth/marks/paint", test_paint);
  g_test_add_func ("/synth/png", test_png);
  return g_test_run ();
}
