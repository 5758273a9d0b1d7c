/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The flood against the highest points of paths, and objects grown by it. */

#include <math.h>
#include <string.h>

#include "core/random.h"
#include "data/flood.h"
#include "grow/grow-private.h"
#include "shapes.h"

#define SIDE   100
#define PIXELS (SIDE * SIDE)

/* How high the best path climbs that leads from a pixel of @marker to each pixel: the
 * smallest heights for which no pixel is better over one of its neighbours.
 */
static gint *
passes_new (const guint16 *relief, gint w, gint h, const gint32 *markers, gint32 marker)
{
  gint *pass = g_new (gint, w * h);
  gboolean changed = TRUE;

  for (gint i = 0; i < w * h; i++)
    pass[i] = markers[i] == marker ? relief[i] : G_MAXINT;
  while (changed)
    {
      changed = FALSE;
      for (gint i = 0; i < w * h; i++)
        {
          const gint beside[4] = { i % w > 0 ? i - 1 : i, i % w < w - 1 ? i + 1 : i,
                                   i >= w ? i - w : i, i < w * (h - 1) ? i + w : i };

          for (gint k = 0; k < 4; k++)
            {
              gint over = MAX (pass[beside[k]], relief[i]);

              if (markers[i] == 0 && over < pass[i])
                {
                  pass[i] = over;
                  changed = TRUE;
                }
            }
        }
    }
  return pass;
}

/* From each pixel of a marker's basin one of its markers can be reached within it. */
static void
check_connected (const gint32 *labels, const gint32 *markers, gint w, gint h)
{
  g_autofree guint8 *reached = g_new0 (guint8, w * h);
  gboolean changed = TRUE;

  for (gint i = 0; i < w * h; i++)
    reached[i] = markers[i] != 0;
  while (changed)
    {
      changed = FALSE;
      for (gint i = 0; i < w * h; i++)
        {
          const gint beside[4] = { i % w > 0 ? i - 1 : i, i % w < w - 1 ? i + 1 : i,
                                   i >= w ? i - w : i, i < w * (h - 1) ? i + w : i };

          for (gint k = 0; k < 4 && !reached[i]; k++)
            if (reached[beside[k]] && labels[beside[k]] == labels[i])
              changed = reached[i] = TRUE;
        }
    }
  for (gint i = 0; i < w * h; i++)
    g_assert_cmpint (reached[i], ==, 1);
}

static void
check_flood (gint w, gint h, gint heights, guint64 seed)
{
  g_autofree guint16 *relief = g_new (guint16, w * h);
  g_autofree gint32 *markers = g_new0 (gint32, w * h);
  g_autofree gint32 *labels = NULL;
  gint *passes[4];
  LlRandom random;

  ll_random_init (&random, seed, 0, 0);
  for (gint i = 0; i < w * h; i++)
    relief[i] = (guint16) ll_random_int (&random, heights);
  for (gint k = 0; k < 4; k++)
    markers[ll_random_int (&random, w * h)] = k - 1 != 0 ? k - 1 : 3;
  labels = g_memdup2 (markers, (gsize) (w * h) * sizeof (gint32));
  ll_flood (relief, w, h, labels);

  for (gint k = 0; k < 4; k++)
    passes[k] = passes_new (relief, w, h, markers, k - 1 != 0 ? k - 1 : 3);
  for (gint i = 0; i < w * h; i++)
    {
      gint best =
        MIN (MIN (passes[0][i], passes[1][i]), MIN (passes[2][i], passes[3][i]));
      gint own = labels[i] == 3 ? 1 : labels[i] + 1;

      g_assert_cmpint (labels[i], !=, 0);
      if (markers[i] != 0)
        g_assert_cmpint (labels[i], ==, markers[i]);
      else
        g_assert_cmpint (passes[own][i], ==, best);
    }
  check_connected (labels, markers, w, h);
  for (gint k = 0; k < 4; k++)
    g_free (passes[k]);
}

static void
test_twin (void)
{
  static const gint sizes[5][2] = {
    { 1, 1 }, { 1, 23 }, { 19, 2 }, { 13, 11 }, { 24, 17 }
  };

  for (gint i = 0; i < 5; i++)
    for (guint64 seed = 0; seed < 20; seed++)
      {
        check_flood (sizes[i][0], sizes[i][1], 3, seed);
        check_flood (sizes[i][0], sizes[i][1], 65536, seed);
      }
}

/* Flat ground is shared by the number of steps; nobody's ground stays nobody's. */
static void
test_flat (void)
{
  guint16 relief[21] = { 0 };
  gint32 labels[21] = { 0 };

  ll_flood (relief, 21, 1, labels);
  for (gint i = 0; i < 21; i++)
    g_assert_cmpint (labels[i], ==, 0);

  labels[0] = 7;
  labels[20] = 9;
  ll_flood (relief, 21, 1, labels);
  for (gint i = 0; i < 21; i++)
    if (i != 10)
      g_assert_cmpint (labels[i], ==, i < 10 ? 7 : 9);
}

typedef struct
{
  guint8 truth[PIXELS];
  guint8 seeds[PIXELS];
  LlImage *image;
  LlInstances *marks;
  LlInstances *grown;
} Scene;

static void
scene_free (Scene *scene)
{
  ll_image_free (scene->image);
  ll_instances_free (scene->marks);
  ll_instances_free (scene->grown);
  g_free (scene);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static Scene *
scene_new (gint channels)
{
  Scene *scene = g_new0 (Scene, 1);

  scene->image = ll_image_new (SIDE, SIDE, channels);
  memset (scene->seeds, LL_SEED_OUTSIDE, PIXELS);
  shape_fill (scene->seeds, SIDE, SIDE, SHAPE_SQUARE, 50.0, 50.0, 44.0, LL_SEED_UNKNOWN);
  return scene;
}

/* Grows the components of seeds, and puts the objects for 1 into @object. */
static void
grow (Scene *scene, guint8 *object)
{
  g_autoptr (LlLabels) labels = ll_labels_new (SIDE, SIDE, 0);
  LlGrowSettings settings;

  for (gint i = 0; i < PIXELS; i++)
    labels->data[i] = scene->seeds[i] == LL_SEED_OBJECT ? 2 : 0;
  g_clear_pointer (&scene->marks, ll_instances_free);
  g_clear_pointer (&scene->grown, ll_instances_free);
  scene->marks = ll_instances_new_components (labels, LL_NEIGHBOURS_8);
  ll_grow_settings_init (&settings);
  settings.method = LL_GROW_WATERSHED;
  scene->grown = ll_grow_watershed (scene->image, scene->marks, scene->seeds, &settings);

  g_assert_cmpint (scene->grown->n, ==, scene->marks->n);
  for (gint id = 0; id <= scene->marks->n; id++)
    g_assert_cmpint (scene->grown->class_of[id], ==, id == 0 ? 0 : 2);
  for (gint i = 0; i < PIXELS; i++)
    {
      gint32 id = scene->grown->data[i];

      g_assert_true (id >= 0 && id <= scene->grown->n);
      if (scene->seeds[i] == LL_SEED_OBJECT)
        g_assert_cmpint (id, ==, scene->marks->data[i]);
      if (scene->seeds[i] == LL_SEED_OUTSIDE)
        g_assert_cmpint (id, ==, 0);
      if (object)
        object[i] = id != 0;
    }
}

static gdouble
grow_shape (Shape shape, gdouble radius, const gfloat *grey, gdouble noise, guint64 seed)
{
  g_autoptr (Scene) scene = scene_new (1);
  g_autofree guint8 *object = g_new0 (guint8, PIXELS);

  shape_fill (scene->truth, SIDE, SIDE, shape, 50.0, 50.0, radius, 1);
  shape_draw (scene->truth, PIXELS, grey, noise, seed, scene->image->data);
  shape_fill (scene->seeds, SIDE, SIDE, shape, 50.0, 50.0, 0.6 * radius, LL_SEED_OBJECT);
  if (shape == SHAPE_RING)
    {
      memcpy (scene->seeds, scene->truth, PIXELS);
      for (gint i = 0; i < PIXELS; i++)
        {
          gdouble distance = hypot (i % SIDE - 50.0, i / SIDE - 50.0);

          /* The hole is background that is known. */
          scene->seeds[i] =
            fabs (distance - 0.75 * radius) < 0.1 * radius       ? LL_SEED_OBJECT
            : distance < 0.2 * radius || distance > 1.3 * radius ? LL_SEED_OUTSIDE
                                                                 : LL_SEED_UNKNOWN;
        }
    }
  grow (scene, object);
  return shape_dice (object, scene->truth, PIXELS);
}

static void
test_shapes (void)
{
  static const gfloat bright[2] = { 0.3f, 0.6f };
  static const gfloat dark[2] = { 0.7f, 0.4f };

  for (guint64 seed = 0; seed < 3; seed++)
    for (gint radius = 18; radius <= 30; radius += 6)
      {
        g_assert_cmpfloat (grow_shape (SHAPE_DISC, radius, bright, 0.05, seed), >, 0.95);
        g_assert_cmpfloat (grow_shape (SHAPE_DISC, radius, dark, 0.05, seed), >, 0.95);
        g_assert_cmpfloat (grow_shape (SHAPE_SQUARE, radius, bright, 0.05, seed), >,
                           0.95);
        g_assert_cmpfloat (grow_shape (SHAPE_RING, radius + 6, dark, 0.03, seed), >,
                           0.93);
      }
}

/* Two discs of one grey with a dark crease between them. */
static void
test_touching (void)
{
  static const gfloat grey[3] = { 0.3f, 0.6f, 0.45f };
  g_autoptr (Scene) scene = scene_new (1);

  shape_fill (scene->truth, SIDE, SIDE, SHAPE_DISC, 30.0, 50.0, 20.0, 1);
  shape_fill (scene->truth, SIDE, SIDE, SHAPE_DISC, 66.0, 50.0, 20.0, 1);
  for (gint y = 0; y < SIDE; y++)
    if (scene->truth[y * SIDE + 48] == 1)
      scene->truth[y * SIDE + 48] = 2;
  shape_draw (scene->truth, PIXELS, grey, 0.02, 1, scene->image->data);
  shape_fill (scene->seeds, SIDE, SIDE, SHAPE_DISC, 26.0, 50.0, 9.0, LL_SEED_OBJECT);
  shape_fill (scene->seeds, SIDE, SIDE, SHAPE_DISC, 66.0, 50.0, 6.0, LL_SEED_OBJECT);
  grow (scene, NULL);

  for (gint y = 46; y <= 54; y++)
    for (gint x = 20; x < 75; x++)
      {
        gint32 id = scene->grown->data[y * SIDE + x];
        gint32 left = scene->marks->data[50 * SIDE + 26];

        if (x < 46)
          g_assert_cmpint (id, ==, left);
        if (x > 50)
          g_assert_cmpint (id, ==, 3 - left);
      }
}

/* A wall along the edge of an object keeps it whole: it does not flood what it bounds. */
static void
test_wall (void)
{
  static const gfloat grey[2] = { 0.3f, 0.6f };
  g_autoptr (Scene) scene = scene_new (1);
  gint inside = 0;

  shape_fill (scene->truth, SIDE, SIDE, SHAPE_SQUARE, 30.0, 50.0, 20.0, 1);
  shape_draw (scene->truth, PIXELS, grey, 0.02, 1, scene->image->data);
  shape_fill (scene->seeds, SIDE, SIDE, SHAPE_SQUARE, 30.0, 50.0, 8.0, LL_SEED_OBJECT);
  for (gint y = 30; y <= 70; y++)
    for (gint x = 49; x <= 51; x++)
      scene->seeds[y * SIDE + x] = LL_SEED_OUTSIDE;
  grow (scene, NULL);

  for (gint y = 30; y <= 70; y++)
    for (gint x = 31; x < 49; x++)
      inside += scene->grown->data[y * SIDE + x] == 1;
  g_assert_cmpint (inside, >, 41 * 18 * 95 / 100);
}

static void
test_plain (void)
{
  g_autoptr (Scene) scene = scene_new (1);
  g_autofree gint32 *first = NULL;

  /* No mark; then one of a single pixel in an image without edges. */
  grow (scene, NULL);
  scene->seeds[50 * SIDE + 50] = LL_SEED_OBJECT;
  grow (scene, NULL);
  g_assert_cmpint (scene->grown->data[50 * SIDE + 60], ==, 1);

  /* No background: all is the object's. */
  for (gint i = 0; i < PIXELS; i++)
    scene->seeds[i] = i == 5050 ? LL_SEED_OBJECT : LL_SEED_UNKNOWN;
  scene->image->data[10] = NAN;
  scene->image->data[5000] = INFINITY;
  grow (scene, NULL);
  for (gint i = 0; i < PIXELS; i++)
    g_assert_cmpint (scene->grown->data[i], ==, 1);

  /* The same twice. */
  first = g_memdup2 (scene->grown->data, PIXELS * sizeof (gint32));
  grow (scene, NULL);
  g_assert_cmpmem (first, PIXELS * sizeof (gint32), scene->grown->data,
                   PIXELS * sizeof (gint32));
}

static void
test_one_pixel (void)
{
  static const gfloat grey[2] = { 0.4f, 0.6f };
  g_autoptr (Scene) scene = scene_new (1);
  g_autofree guint8 *object = g_new0 (guint8, PIXELS);

  shape_fill (scene->truth, SIDE, SIDE, SHAPE_DISC, 50.0, 50.0, 20.0, 1);
  shape_draw (scene->truth, PIXELS, grey, 0.0, 0, scene->image->data);
  scene->seeds[50 * SIDE + 50] = LL_SEED_OBJECT;
  grow (scene, object);
  g_assert_cmpfloat (shape_dice (object, scene->truth, PIXELS), >, 0.95);
}

static void
test_colour (void)
{
  static const gfloat plain[2] = { 0.5f, 0.5f };
  static const gfloat grey[2] = { 0.4f, 0.7f };

  for (gint channel = 0; channel < 3; channel++)
    {
      g_autoptr (Scene) scene = scene_new (3);
      g_autofree guint8 *object = g_new0 (guint8, PIXELS);

      shape_fill (scene->truth, SIDE, SIDE, SHAPE_DISC, 50.0, 50.0, 25.0, 1);
      for (gint c = 0; c < 3; c++)
        shape_draw (scene->truth, PIXELS, c == channel ? grey : plain, 0.02, (guint64) c,
                    scene->image->data + c * PIXELS);
      shape_fill (scene->seeds, SIDE, SIDE, SHAPE_DISC, 50.0, 50.0, 12.0, LL_SEED_OBJECT);
      grow (scene, object);
      g_assert_cmpfloat (shape_dice (object, scene->truth, PIXELS), >, 0.95);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/watershed/twin", test_twin);
  g_test_add_func ("/watershed/flat", test_flat);
  g_test_add_func ("/watershed/shapes", test_shapes);
  g_test_add_func ("/watershed/touching", test_touching);
  g_test_add_func ("/watershed/wall", test_wall);
  g_test_add_func ("/watershed/plain", test_plain);
  g_test_add_func ("/watershed/one-pixel", test_one_pixel);
  g_test_add_func ("/watershed/colour", test_colour);

  return g_test_run ();
}
