/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Discs and squares of known area, grown from marks inside them. */

#include <math.h>

#include <gio/gio.h>

#include "core/random.h"
#include "lazylabels/lazylabels.h"

#define SIDE 160

typedef struct
{
  gdouble x, y, radius;
  guint8 klass;
} Disc;

static const Disc discs[] = { { 40, 40, 24, 1 },
                              { 110, 36, 18, 2 },
                              { 44, 110, 26, 2 },
                              { 120, 112, 22, 1 } };

typedef struct
{
  LlImage *image;
  LlLabels *marks;
  LlLabels *truth;
} Scene;

static gsize
at (gint x, gint y)
{
  return (gsize) y * SIDE + (gsize) x;
}

/* Bright discs of class 1 and dark ones of class 2 in noise; marks reach 0.65 of the way. */
static Scene *
scene_new (gint channels, gdouble noise)
{
  Scene *scene = g_new0 (Scene, 1);
  LlRandom random;

  ll_random_init (&random, 7, 0, 0);
  scene->image = ll_image_new (SIDE, SIDE, channels);
  scene->marks = ll_labels_new (SIDE, SIDE, 0);
  scene->truth = ll_labels_new (SIDE, SIDE, 0);
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        guint8 klass = 0;

        for (guint k = 0; k < G_N_ELEMENTS (discs); k++)
          {
            gdouble away = hypot (x - discs[k].x, y - discs[k].y);

            if (away <= discs[k].radius)
              klass = scene->truth->data[at (x, y)] = discs[k].klass;
            if (away <= 0.65 * discs[k].radius)
              scene->marks->data[at (x, y)] = discs[k].klass;
          }
        for (gint c = 0; c < channels; c++)
          {
            static const gdouble brightness[3] = { 0.5, 0.75, 0.25 };

            scene->image->data[(gsize) c * SIDE * SIDE + at (x, y)] =
              (gfloat) (brightness[klass] + 0.05 * c +
                        noise * ll_random_normal (&random));
          }
      }
  return scene;
}

static void
scene_free (Scene *scene)
{
  ll_image_free (scene->image);
  ll_labels_free (scene->marks);
  ll_labels_free (scene->truth);
  g_free (scene);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static LlLabels *
grow (const Scene *scene,
      LlGrowMethod method,
      const LlLabels *walls,
      const LlLabels *kept,
      gint threads)
{
  g_autoptr (GError) error = NULL;
  LlGrowSettings settings;
  LlLabels *grown;

  ll_grow_settings_init (&settings);
  settings.method = method;
  settings.threads = threads;
  grown =
    ll_grow (scene->image, scene->marks, walls, kept, &settings, NULL, NULL, &error);
  g_assert_no_error (error);
  return grown;
}

/* Every mark within its object, each object in one piece and without holes. */
static void
check_shapes (const Scene *scene, const LlLabels *grown)
{
  g_autoptr (LlInstances) objects = ll_instances_new_components (grown, LL_NEIGHBOURS_4);
  g_autoptr (LlInstances) marks =
    ll_instances_new_components (scene->marks, LL_NEIGHBOURS_8);
  g_autoptr (LlLabels) rest = ll_labels_new (SIDE, SIDE, 0);
  g_autoptr (LlInstances) holes = NULL;

  for (gsize i = 0; i < SIDE * SIDE; i++)
    {
      if (scene->marks->data[i] != 0)
        g_assert_cmpint (grown->data[i], ==, scene->marks->data[i]);
      rest->data[i] = grown->data[i] == 0;
    }
  g_assert_cmpint (objects->n, ==, marks->n);
  holes = ll_instances_new_components (rest, LL_NEIGHBOURS_8);
  g_assert_cmpint (holes->n, ==, 1);
}

static void
test_discs (gconstpointer data)
{
  static const gdouble least[] = { 0.96, 0.96, 0.95, 0.96 };
  LlGrowMethod method = (LlGrowMethod) GPOINTER_TO_INT (data);

  for (gint channels = 1; channels <= 3; channels += 2)
    {
      g_autoptr (Scene) scene = scene_new (channels, 0.05);
      g_autoptr (LlLabels) grown = grow (scene, method, NULL, NULL, 1);
      g_autoptr (LlLabels) threaded = grow (scene, method, NULL, NULL, 2);
      LlDice before, after;

      ll_dice (scene->marks, scene->truth, 3, &before);
      ll_dice (grown, scene->truth, 3, &after);
      g_test_message ("%d channels: Dice %.3f, of the marks %.3f", channels,
                      after.overall, before.overall);
      g_assert_cmpfloat (after.dice[1], >=, least[method]);
      g_assert_cmpfloat (after.dice[2], >=, least[method]);
      check_shapes (scene, grown);
      g_assert_cmpmem (grown->data, SIDE * SIDE, threaded->data, SIDE * SIDE);
    }
}

/* One thin stroke through each disc: the image says how large the discs are. */
static void
test_strokes (gconstpointer data)
{
  LlGrowMethod method = (LlGrowMethod) GPOINTER_TO_INT (data);
  g_autoptr (Scene) scene = scene_new (1, 0.05);
  g_autoptr (LlLabels) grown = NULL;
  LlDice dice;

  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        scene->marks->data[at (x, y)] = 0;
        for (guint k = 0; k < G_N_ELEMENTS (discs); k++)
          if (fabs (y - discs[k].y) <= 1.0 &&
              fabs (x - discs[k].x) <= 0.5 * discs[k].radius)
            scene->marks->data[at (x, y)] = discs[k].klass;
      }
  grown = grow (scene, method, NULL, NULL, 1);
  ll_dice (grown, scene->truth, 3, &dice);
  g_test_message ("Dice %.3f", dice.overall);
  g_assert_cmpfloat (dice.overall, >=, 0.95);
  check_shapes (scene, grown);
}

/* A wall through a disc, between its mark and its border: nothing on it, nothing behind. */
static void
test_walls (gconstpointer data)
{
  LlGrowMethod method = (LlGrowMethod) GPOINTER_TO_INT (data);
  g_autoptr (Scene) scene = scene_new (1, 0.03);
  g_autoptr (LlLabels) walls = ll_labels_new (SIDE, SIDE, 0);
  g_autoptr (LlLabels) grown = NULL;

  for (gint y = 0; y < 80; y++)
    for (gint x = 58; x < 61; x++)
      walls->data[at (x, y)] = 1;
  grown = grow (scene, method, walls, NULL, 1);
  for (gint y = 0; y < 80; y++)
    for (gint x = 58; x < 80; x++)
      g_assert_cmpint (grown->data[at (x, y)], ==, 0);
  check_shapes (scene, grown);
}

static void
test_kept (gconstpointer data)
{
  LlGrowMethod method = (LlGrowMethod) GPOINTER_TO_INT (data);
  g_autoptr (Scene) scene = scene_new (1, 0.03);
  g_autoptr (LlLabels) kept = ll_labels_new (SIDE, SIDE, LL_LABEL_IGNORE);
  g_autoptr (LlLabels) grown = NULL;

  /* One pixel of a mask on the first mark; the rest, painted over a part of the second. */
  kept->data[at (40, 40)] = 2;
  for (gint y = 0; y < 30; y++)
    for (gint x = 90; x < 130; x++)
      kept->data[at (x, y)] = 0;
  grown = grow (scene, method, NULL, kept, 1);

  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        if (hypot (x - 40, y - 40) < 30)
          g_assert_cmpint (grown->data[at (x, y)], ==, 0);
        if (kept->data[at (x, y)] != LL_LABEL_IGNORE)
          g_assert_cmpint (grown->data[at (x, y)], ==, 0);
      }
  g_assert_cmpint (grown->data[at (110, 45)], ==, 2);
  g_assert_cmpint (grown->data[at (44, 110)], ==, 2);
}

/* Images that say nothing, and marks of all sizes. */
static void
test_odd (gconstpointer data)
{
  LlGrowMethod method = (LlGrowMethod) GPOINTER_TO_INT (data);
  g_autoptr (Scene) scene = scene_new (1, 0.0);
  g_autoptr (LlLabels) none = NULL;
  g_autoptr (LlLabels) single = NULL;
  g_autoptr (LlLabels) all = NULL;

  for (gsize i = 0; i < SIDE * SIDE; i++)
    {
      scene->image->data[i] = 0.5f;
      scene->marks->data[i] = 0;
    }
  none = grow (scene, method, NULL, NULL, 1);
  scene->marks->data[at (0, 77)] = 1;
  single = grow (scene, method, NULL, NULL, 1);
  for (gsize i = 0; i < SIDE * SIDE; i++)
    {
      g_assert_cmpint (none->data[i], ==, 0);
      scene->marks->data[i] = 2;
    }
  g_assert_cmpint (single->data[at (0, 77)], ==, 1);
  g_assert_cmpint (single->data[at (20, 77)], ==, 0);
  all = grow (scene, method, NULL, NULL, 1);
  for (gsize i = 0; i < SIDE * SIDE; i++)
    g_assert_cmpint (all->data[i], ==, 2);
}

static gboolean
stop (gdouble fraction, gpointer data)
{
  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  return FALSE;
}

static void
test_errors (void)
{
  g_autoptr (Scene) scene = scene_new (1, 0.0);
  g_autoptr (LlLabels) small = ll_labels_new (SIDE, SIDE - 1, 0);
  g_autoptr (LlLabels) grown = NULL;
  g_autoptr (GError) error = NULL;
  LlGrowSettings settings;

  ll_grow_settings_init (&settings);
  grown = ll_grow (scene->image, small, NULL, NULL, &settings, NULL, NULL, &error);
  g_assert_null (grown);
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SIZE);
  g_clear_error (&error);

  grown =
    ll_grow (scene->image, scene->marks, small, NULL, &settings, NULL, NULL, &error);
  g_assert_null (grown);
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SIZE);
  g_clear_error (&error);

  for (gint method = 0; method <= LL_GROW_WATERSHED; method++)
    {
      settings.method = (LlGrowMethod) method;
      grown =
        ll_grow (scene->image, scene->marks, NULL, NULL, &settings, stop, NULL, &error);
      g_assert_null (grown);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
    }
}

static GPtrArray *
make_samples (void)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);

  /* Masked, marked, and neither. */
  for (gint i = 0; i < 3; i++)
    {
      g_autoptr (Scene) scene = scene_new (1, 0.03);
      LlSample *sample = ll_sample_new ("sample", g_steal_pointer (&scene->image));

      if (i < 2)
        sample->labels[LL_TASK_DETECTION] = g_steal_pointer (&scene->marks);
      if (i == 0)
        sample->labels[LL_TASK_SEGMENTATION] = g_steal_pointer (&scene->truth);
      if (i == 1)
        sample->labels[LL_TASK_DETECTION]->data[at (5, 5)] = LL_LABEL_IGNORE;
      g_ptr_array_add (samples, sample);
    }
  return samples;
}

static void
test_pseudo_labels (void)
{
  g_autoptr (GPtrArray) samples = make_samples ();
  g_autoptr (Scene) scene = scene_new (1, 0.03);
  g_autoptr (GError) error = NULL;
  LlSample *sample = g_ptr_array_index (samples, 1);
  LlGrowSettings settings;
  LlDice dice;

  ll_grow_settings_init (&settings);
  g_assert_cmpint (ll_grow_pseudo_labels (samples, &settings, NULL, stop, NULL, &error),
                   ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (sample->labels[LL_TASK_SEGMENTATION]);

  g_assert_cmpint (ll_grow_pseudo_labels (samples, &settings, NULL, NULL, NULL, NULL), ==,
                   1);
  ll_dice (sample->labels[LL_TASK_SEGMENTATION], scene->truth, 3, &dice);
  g_assert_cmpfloat (dice.overall, >, 0.96);
  g_assert_cmpint (sample->labels[LL_TASK_SEGMENTATION]->data[at (5, 5)], ==,
                   LL_LABEL_IGNORE);
  g_assert_true (sample->inferred);
  g_assert_false (((LlSample *) g_ptr_array_index (samples, 0))->inferred);
  g_assert_null (
    ((LlSample *) g_ptr_array_index (samples, 2))->labels[LL_TASK_SEGMENTATION]);
}

/* Nothing that is certain may be wrong, and much must be certain. */
static void
test_certain_labels (void)
{
  g_autoptr (GPtrArray) samples = make_samples ();
  g_autoptr (Scene) scene = scene_new (1, 0.03);
  const LlSample *sample = g_ptr_array_index (samples, 1);
  gint certain = 0;

  g_assert_cmpint (ll_grow_certain_labels (samples, 0.8, NULL, NULL), ==, 1);
  for (gsize i = 0; i < SIDE * SIDE; i++)
    {
      guint8 label = sample->labels[LL_TASK_SEGMENTATION]->data[i];

      if (label == LL_LABEL_IGNORE)
        continue;
      g_assert_cmpint (label, ==, scene->truth->data[i]);
      certain++;
    }
  g_assert_cmpint (certain, >, SIDE * SIDE / 2);
  g_assert_true (sample->inferred);
}

/* A large disc and a small one on a dark ground, each with a line through its middle. */
static void
test_stopped (void)
{
  g_autoptr (LlImage) image = ll_image_new (240, 240, 1);
  g_autoptr (LlLabels) marks = ll_labels_new (240, 240, 0);
  g_autoptr (LlLabels) masks = NULL;
  g_autoptr (LlLabels) labels = NULL;
  g_autoptr (LlGrown) near = NULL;
  g_autoptr (LlGrown) far = NULL;
  g_autoptr (GError) error = NULL;
  LlGrowSettings settings;
  LlRandom random;
  gint64 area = 0;

  ll_random_init (&random, 7, 0, 0);
  for (gint y = 0; y < 240; y++)
    for (gint x = 0; x < 240; x++)
      {
        gboolean inside = hypot (x - 100, y - 100) <= 90 || hypot (x - 218, y - 218) <= 8;

        image->data[y * 240 + x] =
          (gfloat) ((inside ? 0.8 : 0.3) + 0.03 * ll_random_normal (&random));
        if ((abs (y - 100) <= 3 && abs (x - 100) <= 50) ||
            (abs (y - 218) <= 1 && abs (x - 218) <= 4))
          marks->data[y * 240 + x] = 1;
      }

  ll_grow_settings_init (&settings);
  settings.reach = 0.1;
  near = ll_grow_objects (image, marks, NULL, NULL, &settings, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (near->objects->n, ==, 2);
  g_assert_cmpint (near->n_stopped, ==, 1);
  g_assert_cmpint (near->objects->data[100 * 240 + 100], ==, 1);
  g_assert_cmpint (near->stopped[1], ==, 1);
  g_assert_cmpint (near->stopped[2], ==, 0);

  settings.reach = 0.8;
  far = ll_grow_objects (image, marks, NULL, NULL, &settings, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (far->n_stopped, ==, 0);
  for (gsize i = 0; i < 240 * 240; i++)
    area += far->objects->data[i] == 1;
  g_assert_cmpint (area, >, (gint64) (0.95 * G_PI * 90 * 90));

  /* The same as labels. */
  masks = ll_grow (image, marks, NULL, NULL, &settings, NULL, NULL, &error);
  labels = ll_grown_get_labels (far);
  g_assert_cmpmem (masks->data, 240 * 240, labels->data, 240 * 240);
}

int
main (int argc, char **argv)
{
  static const gchar *const methods[] = { "grabcut", "grabcut-image", "contours",
                                          "watershed" };
  static const struct
  {
    const gchar *name;
    GTestDataFunc func;
  } tests[] = { { "discs", test_discs },
                { "strokes", test_strokes },
                { "walls", test_walls },
                { "kept", test_kept },
                { "odd", test_odd } };

  g_test_init (&argc, &argv, NULL);
  for (guint m = 0; m < G_N_ELEMENTS (methods); m++)
    for (guint t = 0; t < G_N_ELEMENTS (tests); t++)
      {
        g_autofree gchar *path =
          g_strdup_printf ("/grow/%s/%s", methods[m], tests[t].name);

        g_test_add_data_func (path, GINT_TO_POINTER (m), tests[t].func);
      }
  g_test_add_func ("/grow/stopped", test_stopped);
  g_test_add_func ("/grow/errors", test_errors);
  g_test_add_func ("/grow/pseudo-labels", test_pseudo_labels);
  g_test_add_func ("/grow/certain-labels", test_certain_labels);
  return g_test_run ();
}
