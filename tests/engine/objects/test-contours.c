/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Contours around shapes whose pixels are known. */

#include <math.h>
#include <string.h>

#include "grow/front.h"
#include "shapes.h"

#define SIDE   90
#define PIXELS (SIDE * SIDE)
#define MIDDLE 45.0

typedef struct
{
  guint8 truth[PIXELS];
  guint8 seeds[PIXELS];
  guint8 object[PIXELS];
  gfloat pixels[3 * PIXELS];
  LlGrowBox box;
} Scene;

/* A grey box without shapes, open up to 4 pixels from its frame. */
static Scene *
scene_new (gint channels)
{
  Scene *scene = g_new0 (Scene, 1);

  scene->box = (LlGrowBox){ .width = SIDE,
                            .height = SIDE,
                            .channels = channels,
                            .pixels = scene->pixels,
                            .seeds = scene->seeds };
  for (gint i = 0; i < 3 * PIXELS; i++)
    scene->pixels[i] = 0.5f;
  memset (scene->seeds, LL_SEED_OUTSIDE, PIXELS);
  shape_fill (scene->seeds, SIDE, SIDE, SHAPE_SQUARE, MIDDLE, MIDDLE, 40.0,
              LL_SEED_UNKNOWN);
  return scene;
}

static void
grow (Scene *scene)
{
  LlGrowSettings settings;

  ll_grow_settings_init (&settings);
  ll_grow_box_contours (&scene->box, &settings, scene->object);
  for (gint i = 0; i < PIXELS; i++)
    {
      g_assert_cmpint (scene->object[i], <=, 1);
      if (scene->seeds[i] != LL_SEED_UNKNOWN)
        g_assert_cmpint (scene->object[i], ==, scene->seeds[i] == LL_SEED_OBJECT);
    }
}

static gdouble
grow_shape (Shape shape, gdouble radius, const gfloat *grey, gdouble noise, guint64 seed)
{
  g_autofree Scene *scene = scene_new (1);

  shape_fill (scene->truth, SIDE, SIDE, shape, MIDDLE, MIDDLE, radius, 1);
  shape_draw (scene->truth, PIXELS, grey, noise, seed, scene->pixels);
  if (shape == SHAPE_RING)
    for (gint i = 0; i < PIXELS; i++)
      {
        gdouble distance = hypot (i % SIDE - MIDDLE, i / SIDE - MIDDLE);

        if (fabs (distance - 0.75 * radius) < 0.12 * radius)
          scene->seeds[i] = LL_SEED_OBJECT;
      }
  else
    shape_fill (scene->seeds, SIDE, SIDE, shape, MIDDLE, MIDDLE, 0.5 * radius,
                LL_SEED_OBJECT);
  grow (scene);
  return shape_dice (scene->object, scene->truth, PIXELS);
}

static void
test_shapes (void)
{
  static const gfloat bright[2] = { 0.3f, 0.6f };
  static const gfloat dark[2] = { 0.7f, 0.4f };

  for (guint64 seed = 0; seed < 3; seed++)
    for (gint radius = 16; radius <= 28; radius += 6)
      {
        g_assert_cmpfloat (grow_shape (SHAPE_DISC, radius, bright, 0.05, seed), >, 0.95);
        g_assert_cmpfloat (grow_shape (SHAPE_DISC, radius, dark, 0.05, seed), >, 0.95);
        g_assert_cmpfloat (grow_shape (SHAPE_SQUARE, radius, bright, 0.05, seed), >,
                           0.95);
      }

  /* A ring has two curves. */
  g_assert_cmpfloat (grow_shape (SHAPE_RING, 36.0, bright, 0.03, 7), >, 0.95);
}

/* Nothing but the seeds stops a curve in a plain box, and they do. */
static void
test_plain (void)
{
  g_autofree Scene *scene = scene_new (1);
  gint inside = 0;

  shape_fill (scene->seeds, SIDE, SIDE, SHAPE_DISC, MIDDLE, MIDDLE, 8.0, LL_SEED_OBJECT);
  for (gint y = 0; y < SIDE; y++)
    scene->seeds[y * SIDE + 60] = LL_SEED_OUTSIDE;
  grow (scene);
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 61; x < SIDE; x++)
      g_assert_cmpint (scene->object[y * SIDE + x], ==, 0);

  for (gint i = 0; i < PIXELS; i++)
    inside += scene->object[i];
  g_assert_cmpint (inside, <=, 81 * 55);
  g_assert_cmpint (inside, >, 81 * 55 * 9 / 10);
}

/* A mark of one pixel grows as well. */
static void
test_one_pixel (void)
{
  static const gfloat grey[2] = { 0.4f, 0.6f };
  g_autofree Scene *scene = scene_new (1);

  shape_fill (scene->truth, SIDE, SIDE, SHAPE_DISC, MIDDLE, MIDDLE, 15.0, 1);
  shape_draw (scene->truth, PIXELS, grey, 0.0, 0, scene->pixels);
  scene->seeds[45 * SIDE + 45] = LL_SEED_OBJECT;
  grow (scene);
  g_assert_cmpfloat (shape_dice (scene->object, scene->truth, PIXELS), >, 0.95);
}

/* Where one channel alone has the edge. */
static void
test_colour (void)
{
  static const gfloat plain[2] = { 0.5f, 0.5f };
  static const gfloat grey[2] = { 0.4f, 0.7f };

  for (gint channel = 0; channel < 3; channel++)
    {
      g_autofree Scene *scene = scene_new (3);

      shape_fill (scene->truth, SIDE, SIDE, SHAPE_DISC, MIDDLE, MIDDLE, 22.0, 1);
      for (gint c = 0; c < 3; c++)
        shape_draw (scene->truth, PIXELS, c == channel ? grey : plain, 0.02, (guint64) c,
                    scene->pixels + c * PIXELS);
      shape_fill (scene->seeds, SIDE, SIDE, SHAPE_DISC, MIDDLE, MIDDLE, 10.0,
                  LL_SEED_OBJECT);
      grow (scene);
      g_assert_cmpfloat (shape_dice (scene->object, scene->truth, PIXELS), >, 0.95);
    }
}

/* Noise alone: whatever it is, the same twice, whatever @object had before. */
static void
test_same (void)
{
  static const gfloat grey[1] = { 0.5f };
  g_autofree Scene *scene = scene_new (1);
  g_autofree guint8 *first = NULL;

  shape_draw (scene->truth, PIXELS, grey, 0.1, 3, scene->pixels);
  shape_fill (scene->seeds, SIDE, SIDE, SHAPE_DISC, MIDDLE, MIDDLE, 12.0, LL_SEED_OBJECT);
  grow (scene);
  first = g_memdup2 (scene->object, PIXELS);
  memset (scene->object, 1, PIXELS);
  grow (scene);
  g_assert_cmpmem (first, PIXELS, scene->object, PIXELS);
}

static void
test_extremes (void)
{
  g_autofree Scene *scene = scene_new (1);
  LlGrowSettings settings;
  LlGrowBox dot = {
    .width = 1, .height = 1, .channels = 1, .pixels = scene->pixels, .seeds = scene->seeds
  };

  /* No mark, no object; nothing but a mark, nothing else. */
  grow (scene);
  memset (scene->seeds, LL_SEED_OBJECT, PIXELS);
  grow (scene);

  /* No edges at the frame either: the object goes on beyond it. */
  memset (scene->seeds, LL_SEED_UNKNOWN, PIXELS);
  scene->seeds[45 * SIDE + 45] = LL_SEED_OBJECT;
  grow (scene);
  g_assert_cmpint (scene->object[45 * SIDE], ==, 1);

  /* Pixels that are not numbers. */
  scene->pixels[40 * SIDE + 40] = NAN;
  scene->pixels[50 * SIDE + 40] = INFINITY;
  grow (scene);

  ll_grow_settings_init (&settings);
  for (guint8 seed = LL_SEED_UNKNOWN; seed <= LL_SEED_OUTSIDE; seed++)
    {
      scene->seeds[0] = seed;
      ll_grow_box_contours (&dot, &settings, scene->object);
      g_assert_cmpint (scene->object[0], ==, seed == LL_SEED_OBJECT);
    }
}

/* The measure makes distances from any function with the same zero. */
static void
test_distances (void)
{
  g_autofree Scene *scene = scene_new (1);
  g_autoptr (LlFront) front = ll_front_new (&scene->box);

  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        gdouble d = hypot (x - MIDDLE - 0.3, y - MIDDLE) - 20.4;

        front->level[ll_front_position (front, x, y)] =
          (gfloat) (d * (3.0 + sin (0.2 * x)));
      }
  ll_front_measure (front);
  for (gint k = 0; k < front->n_band; k++)
    {
      gint x = front->band[k] % front->stride - 1;
      gint y = front->band[k] / front->stride - 1;
      gdouble d = hypot (x - MIDDLE - 0.3, y - MIDDLE) - 20.4;

      g_assert_cmpfloat_with_epsilon (front->level[front->band[k]], d, 0.25);
    }
  g_assert_cmpint (front->n_band, >, (gint) (2.0 * G_PI * 20.4 * 7.0));
}

/* Without edges a circle shrinks by its curvature: r' = -1 / r. */
static void
test_curvature (void)
{
  g_autofree Scene *scene = scene_new (1);
  g_autoptr (LlFront) front = ll_front_new (&scene->box);
  gint area = 0;

  memset (front->seeds, LL_SEED_UNKNOWN,
          (gsize) front->stride * (gsize) (front->height + 2));
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        front->level[ll_front_position (front, x, y)] =
          (gfloat) (hypot (x - MIDDLE, y - MIDDLE) - 20.0);
        front->edge[ll_front_position (front, x, y)] = 1.0f;
      }
  ll_front_set_edges (front);

  /* 0.9 / 2 a step: 100 units of time. */
  for (gint step = 0; step < 220; step += 5)
    {
      ll_front_measure (front);
      ll_front_move (front, 0.0, 5);
    }
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      area += front->level[ll_front_position (front, x, y)] < 0.0f;
  g_assert_cmpfloat_with_epsilon (sqrt (area / G_PI), sqrt (400.0 - 2.0 * 99.0), 0.4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contours/shapes", test_shapes);
  g_test_add_func ("/contours/plain", test_plain);
  g_test_add_func ("/contours/one-pixel", test_one_pixel);
  g_test_add_func ("/contours/colour", test_colour);
  g_test_add_func ("/contours/same", test_same);
  g_test_add_func ("/contours/extremes", test_extremes);
  g_test_add_func ("/contours/distances", test_distances);
  g_test_add_func ("/contours/curvature", test_curvature);

  return g_test_run ();
}
