/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measurements of shapes whose sizes are known, drawn at any place and angle. */

#include <math.h>

#include "core/random.h"
#include "lazylabels/measure.h"
#include "lazylabels/objects.h"
#include "lazylabels/outlines.h"
#include "lazylabels/scores.h"

#define PLACES 60

typedef enum
{
  DISC,
  SQUARE,
  RECTANGLE, /* 2 to 1, like the ellipse */
  ELLIPSE
} Kind;

/* Of the shape of length 1. */
typedef struct
{
  gdouble diameter;
  gdouble feret_max;
  gdouble feret_min;
  gdouble perimeter;
  gdouble major_axis;
  gdouble minor_axis;
} Sizes;

/* The rectangles' axes are those of ellipses with their moments: 2 / sqrt (3) sides. */
static Sizes
get_sizes (Kind kind)
{
  gdouble root = 2.0 / sqrt (3.0);

  switch (kind)
    {
    case DISC:
      return (Sizes){ 1.0, 1.0, 1.0, G_PI, 1.0, 1.0 };
    case SQUARE:
      return (Sizes){ 2.0 / sqrt (G_PI), G_SQRT2, 1.0, 4.0, root, root };
    case RECTANGLE:
      return (Sizes){ sqrt (2.0 / G_PI), sqrt (1.25), 0.5, 3.0, root, root / 2.0 };
    default:
      return (Sizes){ sqrt (0.5), 1.0, 0.5, 2.4221120551, 1.0, 0.5 };
    }
}

static gboolean
lies_in (Kind kind, gdouble u, gdouble v)
{
  switch (kind)
    {
    case DISC:
      return u * u + v * v <= 0.25;
    case SQUARE:
      return fabs (u) <= 0.5 && fabs (v) <= 0.5;
    case RECTANGLE:
      return fabs (u) <= 0.5 && fabs (v) <= 0.25;
    default:
      return u * u + 4.0 * v * v <= 0.25;
    }
}

/* One shape with its centre at (x, y), turned upwards on the screen. */
static void
draw (LlInstances *map,
      gint32 id,
      Kind kind,
      gdouble length,
      gdouble x,
      gdouble y,
      gdouble angle)
{
  gdouble c = cos (angle);
  gdouble s = sin (angle);

  map->class_of[id] = 1;
  for (gint row = 0; row < map->height; row++)
    for (gint column = 0; column < map->width; column++)
      {
        gdouble u = (column + 0.5 - x) / length;
        gdouble v = (y - row - 0.5) / length;

        if (lies_in (kind, c * u + s * v, -s * u + c * v))
          map->data[row * map->width + column] = id;
      }
}

static LlObjects *
measure (const LlInstances *map, gint gap, LlEdgeObjects edge_objects)
{
  LlMeasureSettings settings;

  ll_measure_settings_init (&settings);
  settings.gap = gap;
  settings.edge_objects = edge_objects;
  return ll_objects_new (map, &settings);
}

/* The mean over places may be wrong by @mean pixels, and each place by @worst: shapes whose
 * sides lie along rows differ by a pixel and look the same.
 */
static void
check (const gchar *name,
       gdouble length,
       gdouble true_value,
       gdouble mean,
       gdouble worst,
       gdouble mean_limit,
       gdouble worst_limit)
{
  gdouble off = (mean - true_value) * length;

  g_test_message ("%s of %.1f: mean off by %.2f pixels (%.2f %%), at most by %.2f", name,
                  true_value * length, off, 100.0 * (mean / true_value - 1.0),
                  worst * length);
  g_assert_cmpfloat (fabs (off), <=, mean_limit);
  g_assert_cmpfloat (worst * length, <=, worst_limit);
}

static void
check_sizes (Kind kind, gdouble length, const Sizes *mean, const Sizes *worst)
{
  Sizes t = get_sizes (kind);

#define CHECK(member, mean_limit, worst_limit) \
  check (#member, length, t.member, mean->member, worst->member, mean_limit, worst_limit)

  CHECK (diameter, 0.001 * length, 0.7);
  /* The smaller ones of 2 to 1 are below 20 pixels here: 0.15 pixels are more of them. */
  CHECK (feret_max, 0.01 * length * t.feret_max, 1.5);
  CHECK (feret_min, MAX (0.01 * length * t.feret_min, 0.15), 0.8);
  CHECK (perimeter, MAX (0.015 * length * t.perimeter, 1.0), 3.5);
  CHECK (major_axis, 0.01 * length, 1.3);
  CHECK (minor_axis, 0.01 * length, 1.3);
#undef CHECK
}

static void
add_error (gdouble value,
           gdouble length,
           gdouble true_value,
           gdouble *mean,
           gdouble *worst)
{
  *mean += value / length / PLACES;
  *worst = MAX (*worst, fabs (value / length - true_value));
}

static void
test_sizes (gconstpointer data)
{
  Kind kind = (Kind) GPOINTER_TO_INT (data);
  static const gdouble lengths[] = { 21.0, 30.0, 50.0, 100.0 };
  Sizes t = get_sizes (kind);
  LlRandom random;

  ll_random_init (&random, 1, (guint64) kind, 0);
  for (guint l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      gdouble length = lengths[l];
      gint side = (gint) (1.5 * length) + 5;
      Sizes mean = { .diameter = 0.0 };
      Sizes worst = { .diameter = 0.0 };

      for (gint i = 0; i < PLACES; i++)
        {
          g_autoptr (LlInstances) map = ll_instances_new (side, side, 1);
          g_autoptr (LlObjects) objects = NULL;
          gdouble x = side / 2 + ll_random_uniform (&random);
          gdouble y = side / 2 + ll_random_uniform (&random);
          const LlObject *o;

          draw (map, 1, kind, length, x, y, G_PI * ll_random_uniform (&random));
          objects = measure (map, 0, LL_EDGE_INCLUDE);
          o = &objects->objects[0];

          add_error (o->diameter, length, t.diameter, &mean.diameter, &worst.diameter);
          add_error (o->feret_max, length, t.feret_max, &mean.feret_max,
                     &worst.feret_max);
          add_error (o->feret_min, length, t.feret_min, &mean.feret_min,
                     &worst.feret_min);
          add_error (o->perimeter, length, t.perimeter, &mean.perimeter,
                     &worst.perimeter);
          add_error (o->major_axis, length, t.major_axis, &mean.major_axis,
                     &worst.major_axis);
          add_error (o->minor_axis, length, t.minor_axis, &mean.minor_axis,
                     &worst.minor_axis);
          g_assert_cmpfloat (fabs (o->x - x), <, 0.7);
          g_assert_cmpfloat (fabs (o->y - y), <, 0.7);
          g_assert_cmpfloat (o->solidity, ==, 1.0);
        }
      check_sizes (kind, length, &mean, &worst);
    }
}

/* Exact along the axes, with the angle of a diagonal at hand. */
static void
test_rectangle (void)
{
  g_autoptr (LlInstances) map = ll_instances_new (60, 50, 1);
  g_autoptr (LlObjects) objects = NULL;
  const LlObject *o;

  map->class_of[1] = 2;
  for (gint y = 10; y < 40; y++)
    for (gint x = 5; x < 45; x++)
      map->data[y * 60 + x] = 1;
  objects = measure (map, 3, LL_EDGE_WEIGHT);

  g_assert_cmpint (objects->n, ==, 1);
  o = &objects->objects[0];
  g_assert_cmpint (o->class_index, ==, 2);
  g_assert_cmpint (o->left, ==, 5);
  g_assert_cmpint (o->top, ==, 10);
  g_assert_cmpint (o->width, ==, 40);
  g_assert_cmpint (o->height, ==, 30);
  g_assert_false (o->on_edge);
  g_assert_cmpfloat (o->area, ==, 1200.0);
  g_assert_cmpfloat_with_epsilon (o->x, 25.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (o->y, 25.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (o->feret_max, 50.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (o->feret_min, 30.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (o->perimeter, 140.0, 0.5);
  g_assert_cmpfloat_with_epsilon (o->major_axis, 80.0 / sqrt (3.0), 1e-6);
  g_assert_cmpfloat_with_epsilon (o->aspect_ratio, 4.0 / 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (fabs (o->feret_angle - 90.0), 53.13, 0.01);
  g_assert_cmpfloat_with_epsilon (o->weight, 60.0 * 50.0 / (19.0 * 19.0), 1e-9);
}

/* Diagonals turn with the shape, and the largest diameter of an ellipse is along it. */
static void
test_feret_angle (void)
{
  for (gint degrees = 5; degrees < 180; degrees += 10)
    {
      g_autoptr (LlInstances) map = ll_instances_new (110, 110, 1);
      g_autoptr (LlObjects) objects = NULL;
      gdouble off;

      draw (map, 1, ELLIPSE, 100.0, 55.2, 54.7, degrees * G_PI / 180.0);
      objects = measure (map, 0, LL_EDGE_INCLUDE);
      off = fabs (objects->objects[0].feret_angle - degrees);
      g_assert_cmpfloat (MIN (off, 180.0 - off), <, 5.0);
    }
}

/* A line of one pixel, straight and slanted, and single pixels. */
static void
test_thin (void)
{
  g_autoptr (LlInstances) map = ll_instances_new (40, 40, 3);
  g_autoptr (LlObjects) objects = NULL;
  const LlObject *o;

  for (gint i = 0; i < 20; i++)
    {
      map->data[2 * 40 + 3 + i] = 1;
      map->data[(10 + i) * 40 + 10 + i] = 2;
    }
  map->data[35 * 40 + 5] = 3;
  objects = measure (map, 3, LL_EDGE_INCLUDE);
  g_assert_cmpint (objects->n, ==, 3);

  o = &objects->objects[0];
  g_assert_cmpfloat_with_epsilon (o->feret_min, 1.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (o->minor_axis, 2.0 / sqrt (3.0), 1e-6);
  g_assert_cmpfloat (o->feret_max, >=, 20.0);
  g_assert_cmpfloat (o->feret_max, <, 20.5);
  o = &objects->objects[1];
  g_assert_cmpfloat_with_epsilon (o->feret_min, G_SQRT2 / 2.0, 0.05);
  g_assert_cmpfloat_with_epsilon (o->perimeter, 40.0 * G_SQRT2, 2.0);
  g_assert_cmpfloat (o->solidity, ==, 1.0);
  o = &objects->objects[2];
  g_assert_cmpfloat (o->area, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (o->perimeter, 4.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (o->feret_min, 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (o->feret_max, G_SQRT2, 1e-9);
  g_assert_cmpfloat_with_epsilon (o->aspect_ratio, 1.0, 1e-9);
}

/* Two halves of a plane, turned, with a gap of some width between them. */
static LlObjects *
measure_gap (gdouble width, gdouble angle, gint gap)
{
  g_autoptr (LlInstances) map = ll_instances_new (90, 90, 2);

  for (gint y = 0; y < 90; y++)
    for (gint x = 0; x < 90; x++)
      {
        gdouble p = cos (angle) * (x - 44.8) + sin (angle) * (y - 45.3);
        gdouble q = -sin (angle) * (x - 44.8) + cos (angle) * (y - 45.3);

        if (fabs (q) < 20.0 && fabs (p) >= width / 2.0 && fabs (p) < 20.0)
          map->data[y * 90 + x] = p > 0.0 ? 1 : 2;
      }
  return measure (map, gap, LL_EDGE_INCLUDE);
}

static void
test_interfaces (void)
{
  for (gint width = 0; width <= 6; width++)
    {
      gdouble sum = 0.0;

      for (gint i = 0; i < 40; i++)
        {
          g_autoptr (LlObjects) objects = measure_gap (width, i * G_PI / 40.0 + 0.01, 3);
          gdouble length = objects->objects[0].interface_length;

          g_assert_cmpint (objects->n, ==, 2);
          g_assert_cmpfloat (length, ==, objects->objects[1].interface_length);
          g_assert_cmpint (objects->objects[0].neighbours, ==, objects->n_contacts);
          if (width <= 3)
            g_assert_cmpint (objects->n_contacts, ==, 1);
          if (width > 4)
            g_assert_cmpint (objects->n_contacts, ==, 0);
          if (width < 3)
            g_assert_cmpfloat_with_epsilon (length, 40.0, 3.0);
          sum += length / 40.0;
        }
      g_test_message ("gap of %d: 40 pixels are %.2f", width, sum);
      if (width <= 3)
        g_assert_cmpfloat_with_epsilon (sum, 40.0, 1.5);
    }
}

/* A chain: each touches the next one, through gaps of 2, and none touches over another. */
static void
test_neighbours (void)
{
  g_autoptr (LlInstances) map = ll_instances_new (60, 30, 4);
  g_autoptr (LlObjects) objects = NULL;
  static const gint expected[4] = { 1, 2, 2, 1 };

  for (gint32 id = 1; id <= 4; id++)
    for (gint y = 5; y < 25; y++)
      for (gint x = 0; x < (id == 2 ? 1 : 10); x++)
        {
          static const gint starts[5] = { 0, 2, 14, 17, 29 };

          map->data[y * 60 + starts[id] + x] = id;
        }
  objects = measure (map, 3, LL_EDGE_INCLUDE);

  g_assert_cmpint (objects->n_contacts, ==, 3);
  for (gint i = 0; i < 4; i++)
    g_assert_cmpint (objects->objects[i].neighbours, ==, expected[i]);
  for (gint i = 0; i < 3; i++)
    {
      g_assert_cmpint (objects->contacts[i].a, ==, i + 1);
      g_assert_cmpint (objects->contacts[i].b, ==, i + 2);
      g_assert_cmpfloat_with_epsilon (objects->contacts[i].length, 20.0, 2.5);
    }
}

/* A box at every place of a torus: those that do not lie on the edge stand for all. */
static void
test_edge_weights (void)
{
  gdouble sum = 0.0;

  for (gint top = 0; top < 12; top++)
    for (gint left = 0; left < 16; left++)
      {
        g_autoptr (LlInstances) map = ll_instances_new (16, 12, 1);
        g_autoptr (LlObjects) weighted = NULL;
        g_autoptr (LlObjects) excluded = NULL;
        g_autoptr (LlObjects) included = NULL;

        for (gint y = 0; y < 3; y++)
          for (gint x = 0; x < 5; x++)
            map->data[(top + y) % 12 * 16 + (left + x) % 16] = 1;
        weighted = measure (map, 0, LL_EDGE_WEIGHT);
        excluded = measure (map, 0, LL_EDGE_EXCLUDE);
        included = measure (map, 0, LL_EDGE_INCLUDE);

        sum += weighted->objects[0].weight;
        g_assert_cmpfloat (included->objects[0].weight, ==, 1.0);
        g_assert_cmpfloat (excluded->objects[0].weight, ==,
                           excluded->objects[0].on_edge ? 0.0 : 1.0);
      }
  g_assert_cmpfloat_with_epsilon (sum, 16.0 * 12.0, 1e-9);
}

static gdouble
get_area (const LlOutline *outline)
{
  gdouble twice = 0.0;

  for (gsize i = 0; i < outline->n; i++)
    {
      LlPoint p = outline->points[i];
      LlPoint q = outline->points[(i + 1) % outline->n];

      twice += p.x * q.y - p.y * q.x;
    }
  return twice / 2.0;
}

/* A ring and a piece that touches it at a corner, and a second object in the hole. */
static void
test_outlines (void)
{
  g_autoptr (LlInstances) map = ll_instances_new (20, 20, 2);
  g_autoptr (LlOutlines) outlines = NULL;

  for (gint y = 2; y < 12; y++)
    for (gint x = 2; x < 12; x++)
      map->data[y * 20 + x] = x > 4 && x < 9 && y > 4 && y < 9 ? 0 : 1;
  map->data[12 * 20 + 12] = 1;
  map->data[6 * 20 + 6] = 2;
  outlines = ll_outlines_new (map, 0.0);

  g_assert_cmpuint (outlines->n, ==, 3);
  g_assert_cmpint (outlines->outlines[0].id, ==, 1);
  g_assert_false (outlines->outlines[0].hole);
  g_assert_cmpuint (outlines->outlines[0].n, ==, 8);
  g_assert_cmpfloat (get_area (&outlines->outlines[0]), ==, 101.0);
  g_assert_true (outlines->outlines[1].hole);
  g_assert_cmpuint (outlines->outlines[1].n, ==, 4);
  g_assert_cmpfloat (get_area (&outlines->outlines[1]), ==, -16.0);
  g_assert_cmpint (outlines->outlines[2].id, ==, 2);
  g_assert_cmpfloat (get_area (&outlines->outlines[2]), ==, 1.0);
}

/* Points of a smoothed disc lie on it; without the second smoothing they would lie inside
 * by sigma^2 / (2 r) on average.
 */
static void
test_smooth_outlines (void)
{
  g_autoptr (LlInstances) map = ll_instances_new (40, 40, 1);
  g_autoptr (LlOutlines) outlines = NULL;
  const LlOutline *outline;
  gdouble sum = 0.0;

  draw (map, 1, DISC, 24.0, 20.3, 19.8, 0.0);
  outlines = ll_outlines_new (map, 2.0);
  g_assert_cmpuint (outlines->n, ==, 1);
  outline = &outlines->outlines[0];
  for (gsize i = 0; i < outline->n; i++)
    {
      gdouble r = hypot (outline->points[i].x - 20.3, outline->points[i].y - 19.8);

      g_assert_cmpfloat_with_epsilon (r, 12.0, 0.45);
      sum += r;
    }
  g_assert_cmpfloat_with_epsilon (sum / (gdouble) outline->n, 12.0, 0.08);
}

/* More objects than 16 bits can count: squares of 4 in a grid of 5, touching across a gap
 * of a pixel.
 */
static void
test_many (void)
{
  const gint across = 265, side = 5 * across, n = across * across;
  LlObjectMaps maps = { ll_labels_new (side, side, 0), NULL, NULL };
  g_autoptr (LlInstances) instances = NULL;
  g_autoptr (LlObjects) objects = NULL;
  g_autoptr (LlOutlines) outlines = NULL;
  g_autoptr (LlTable) table = NULL;
  LlObjectSettings settings;
  LlInstanceScore score;

  g_assert_cmpint (n, >, G_MAXUINT16);
  for (gint y = 0; y < side; y++)
    for (gint x = 0; x < side; x++)
      maps.mask->data[y * side + x] = x % 5 < 4 && y % 5 < 4;
  ll_object_settings_init (&settings);
  settings.split = LL_SPLIT_COMPONENTS;
  settings.smallest = 10;
  instances = ll_find_objects (&maps, &settings, NULL, NULL, NULL);
  ll_labels_free (maps.mask);
  g_assert_cmpint (instances->n, ==, n);

  objects = measure (instances, 1, LL_EDGE_INCLUDE);
  g_assert_cmpint (objects->n, ==, n);
  g_assert_cmpint (objects->n_contacts, ==, 2 * across * (across - 1));
  for (gint i = 0; i < n; i++)
    {
      g_assert_cmpint (objects->objects[i].id, ==, i + 1);
      g_assert_cmpfloat (objects->objects[i].area, ==, 16.0);
    }
  table = ll_objects_to_table (objects, NULL, NULL);
  g_assert_cmpuint (ll_table_get_n_rows (table), ==, (guint) n + 1);

  outlines = ll_outlines_new (instances, 1.0);
  g_assert_nonnull (outlines);
  ll_score_instances (instances, instances, 0.5, &score);
  g_assert_cmpint (score.matched, ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/measure/discs", GINT_TO_POINTER (DISC), test_sizes);
  g_test_add_data_func ("/measure/squares", GINT_TO_POINTER (SQUARE), test_sizes);
  g_test_add_data_func ("/measure/rectangles", GINT_TO_POINTER (RECTANGLE), test_sizes);
  g_test_add_data_func ("/measure/ellipses", GINT_TO_POINTER (ELLIPSE), test_sizes);
  g_test_add_func ("/measure/rectangle", test_rectangle);
  g_test_add_func ("/measure/feret-angle", test_feret_angle);
  g_test_add_func ("/measure/thin", test_thin);
  g_test_add_func ("/measure/interfaces", test_interfaces);
  g_test_add_func ("/measure/neighbours", test_neighbours);
  g_test_add_func ("/measure/edge-weights", test_edge_weights);
  g_test_add_func ("/measure/outlines", test_outlines);
  g_test_add_func ("/measure/smooth-outlines", test_smooth_outlines);
  g_test_add_func ("/measure/many", test_many);

  return g_test_run ();
}
