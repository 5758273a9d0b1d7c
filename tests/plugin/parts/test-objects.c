/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Drawings of objects: outlines lie on the borders, and colours distinguish
 * neighbours.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/contours.h"
#include "draw/distinct-colours.h"
#include "draw/instances.h"
#include "draw/numbers.h"

static const LlColour orange = { { 230, 159, 0 } };

static void
add_disc (LlInstances *objects, gint32 id, gdouble cx, gdouble cy, gdouble radius)
{
  for (gint y = 0; y < objects->height; y++)
    for (gint x = 0; x < objects->width; x++)
      if (hypot (x + 0.5 - cx, y + 0.5 - cy) <= radius)
        objects->data[(gsize) y * objects->width + x] = id;
  objects->class_of[id] = 1;
}

static LlInstances *
make_disc (gint width, gint height, gdouble cx, gdouble cy, gdouble radius)
{
  LlInstances *objects = ll_instances_new (width, height, 1);

  add_disc (objects, 1, cx, cy, radius);

  return objects;
}

/* [height][width] pixels of red, green, blue, alpha */
static guint8 *
get_pixels (GeglBuffer *buffer)
{
  gsize n =
    (gsize) gegl_buffer_get_width (buffer) * (gsize) gegl_buffer_get_height (buffer);
  guint8 *pixels = g_new (guint8, 4 * n);

  gegl_buffer_get (buffer, NULL, 1.0, babl_format ("R'G'B'A u8"), pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);

  return pixels;
}

static guint8 *
draw_contours (const LlInstances *objects, gint klass, gdouble width)
{
  g_autoptr (LlOutlines) outlines = ll_outlines_new (objects, 1);
  g_autoptr (GeglBuffer) buffer = NULL;

  buffer = lp_contours_draw (outlines, objects, klass, orange, width, 0);

  return get_pixels (buffer);
}

static gdouble
sum_opacity (const guint8 *pixels, gsize n)
{
  gdouble sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += pixels[4 * i + 3] / 255.0;

  return sum;
}

/* A disc of radius 20 has an outline of width 2 at distance 20 from its centre, all
 * around.
 */
static void
test_disc (void)
{
  g_autoptr (LlInstances) objects = make_disc (64, 64, 32, 32, 20);
  g_autofree guint8 *pixels = draw_contours (objects, 1, 2);
  gboolean seen[36] = { FALSE };

  for (gint y = 0; y < 64; y++)
    for (gint x = 0; x < 64; x++)
      {
        const guint8 *pixel = pixels + 4 * (64 * y + x);
        gdouble dx = x + 0.5 - 32, dy = y + 0.5 - 32;
        gdouble distance = fabs (hypot (dx, dy) - 20);

        if (pixel[3] == 0)
          continue;
        g_assert_cmpint (memcmp (pixel, orange.rgb, 3), ==, 0);
        g_assert_cmpfloat (distance, <, 2.5);
        if (pixel[3] < 128)
          continue;
        g_assert_cmpfloat (distance, <, 1.5);
        seen[(gint) ((atan2 (dy, dx) / G_PI + 1) * 17.99)] = TRUE;
      }

  for (gint i = 0; i < 36; i++)
    g_assert_true (seen[i]);
  g_assert_cmpfloat_with_epsilon (sum_opacity (pixels, 64 * 64), 2 * 2 * G_PI * 20, 8);
}

static void
test_width (void)
{
  g_autoptr (LlInstances) objects = make_disc (96, 96, 48, 48, 30);
  g_autofree guint8 *thin = draw_contours (objects, 1, 1);
  g_autofree guint8 *thick = draw_contours (objects, 1, 6);

  g_assert_cmpfloat_with_epsilon (sum_opacity (thin, 96 * 96), 1 * 2 * G_PI * 30, 8);
  g_assert_cmpfloat_with_epsilon (sum_opacity (thick, 96 * 96), 6 * 2 * G_PI * 30, 24);
}

/* There is no seam where Cairo's squares meet. */
static void
test_seam (void)
{
  g_autoptr (LlInstances) across = make_disc (1100, 60, 1024, 30, 20);
  g_autoptr (LlInstances) within = make_disc (1100, 60, 512, 30, 20);
  g_autofree guint8 *a = draw_contours (across, 1, 2);
  g_autofree guint8 *b = draw_contours (within, 1, 2);

  for (gint y = 0; y < 60; y++)
    for (gint x = -30; x < 30; x++)
      {
        gint first = a[4 * (1100 * y + 1024 + x) + 3];
        gint second = b[4 * (1100 * y + 512 + x) + 3];

        g_assert_cmpint (abs (first - second), <=, 3);
      }
}

static void
test_classes (void)
{
  g_autoptr (LlInstances) objects = ll_instances_new (100, 50, 2);
  g_autofree guint8 *first = NULL;
  g_autofree guint8 *second = NULL;

  add_disc (objects, 1, 25, 25, 15);
  add_disc (objects, 2, 75, 25, 15);
  objects->class_of[2] = 2;
  first = draw_contours (objects, 1, 2);
  second = draw_contours (objects, 2, 2);

  for (gint i = 0; i < 100 * 50; i++)
    {
      if (i % 100 < 50)
        g_assert_cmpint (second[4 * i + 3], ==, 0);
      else
        g_assert_cmpint (first[4 * i + 3], ==, 0);
    }
}

/* Half a disc at the edge of the image has half a circle. */
static void
test_frame (void)
{
  g_autoptr (LlInstances) objects = make_disc (64, 64, 0, 32, 20);
  g_autofree guint8 *pixels = draw_contours (objects, 1, 2);

  g_assert_cmpfloat_with_epsilon (sum_opacity (pixels, 64 * 64), 2 * G_PI * 20, 6);
  for (gint y = 18; y < 46; y++)
    g_assert_cmpint (pixels[4 * 64 * y + 3], ==, 0);
}

static void
test_holes (void)
{
  g_autoptr (LlInstances) objects = make_disc (64, 64, 32, 32, 20);
  g_autoptr (LlOutlines) outlines = NULL;

  objects->data[64 * 32 + 32] = 0;
  outlines = ll_outlines_new (objects, 1);
  g_assert_cmpint ((gint) outlines->n, ==, 2);
  lp_contours_drop_holes (outlines);
  g_assert_cmpint ((gint) outlines->n, ==, 1);
  g_assert_false (outlines->outlines[0].hole);
}

/* The casing is wider than the line, white on the dark half and black on the bright one. */
static void
test_casing (void)
{
  g_autoptr (LlInstances) objects = ll_instances_new (128, 64, 2);
  g_autoptr (LlOutlines) outlines = NULL;
  g_autoptr (GeglBuffer) buffer = NULL;
  g_autofree guint8 *ground = g_new (guint8, 128 * 64);
  g_autofree guint8 *pixels = NULL;

  add_disc (objects, 1, 32, 32, 20);
  add_disc (objects, 2, 96, 32, 20);
  for (gint i = 0; i < 128 * 64; i++)
    ground[i] = i % 128 < 64 ? 40 : 210;
  outlines = ll_outlines_new (objects, 1);
  buffer = lp_contours_draw_casing (outlines, objects, ground, 2, 0);
  pixels = get_pixels (buffer);

  g_assert_cmpfloat_with_epsilon (sum_opacity (pixels, 128 * 64), 2 * 4 * 2 * G_PI * 20,
                                  30);
  for (gint i = 0; i < 128 * 64; i++)
    if (pixels[4 * i + 3] == 255)
      for (gint c = 0; c < 3; c++)
        g_assert_cmpint (pixels[4 * i + c], ==, i % 128 < 64 ? 255 : 0);
}

#define CELLS 30
#define CELL  8

/* Makes squares that touch, or have an interface between them. */
static LlInstances *
make_cells (gint gap)
{
  LlInstances *objects = ll_instances_new (CELLS * CELL, CELLS * CELL, CELLS * CELLS);

  for (gint y = 0; y < objects->height; y++)
    for (gint x = 0; x < objects->width; x++)
      if (x % CELL >= gap && y % CELL >= gap)
        objects->data[y * objects->width + x] = y / CELL * CELLS + x / CELL + 1;

  return objects;
}

/* Returns the Euclidean distance of two colours in RGB, 0 .. 441. */
static gdouble
rgb_distance (LlColour a, LlColour b)
{
  gdouble sum = 0;

  for (gint c = 0; c < 3; c++)
    sum += pow ((gdouble) a.rgb[c] - b.rgb[c], 2);

  return sqrt (sum);
}

static void
test_neighbours_differ (void)
{
  for (gint gap = 0; gap < 4; gap++)
    {
      g_autoptr (LlInstances) objects = make_cells (gap);
      g_autofree LlColour *colours = lp_distinct_colours_new (objects);
      g_autofree LlColour *again = lp_distinct_colours_new (objects);
      gint bytes = (CELLS * CELLS + 1) * (gint) sizeof (LlColour);

      g_assert_cmpmem (colours, bytes, again, bytes);
      for (gint y = 0; y < CELLS; y++)
        for (gint x = 0; x < CELLS; x++)
          {
            LlColour own = colours[y * CELLS + x + 1];

            if (x > 0)
              g_assert_cmpfloat (rgb_distance (own, colours[y * CELLS + x]), >, 35);
            if (y > 0)
              g_assert_cmpfloat (rgb_distance (own, colours[(y - 1) * CELLS + x + 1]), >,
                                 35);
          }
    }
}

static void
test_one_colour_each (void)
{
  g_autoptr (LlInstances) objects = make_cells (2);
  g_autofree LlColour *colours = lp_distinct_colours_new (objects);
  g_autoptr (GeglBuffer) buffer = lp_instances_draw (objects);
  g_autofree guint8 *pixels = get_pixels (buffer);

  for (gint i = 0; i < objects->width * objects->height; i++)
    {
      gint32 id = objects->data[i];

      g_assert_cmpint (pixels[4 * i + 3], ==, id > 0 ? 255 : 0);
      if (id > 0)
        g_assert_cmpint (memcmp (pixels + 4 * i, colours[id].rgb, 3), ==, 0);
    }
}

/* [height][width] pixels of the numbers of objects */
static guint8 *
draw_numbers (const LlInstances *map,
              const GeglRectangle *frame,
              const GeglRectangle *avoid,
              gdouble size,
              gint *n_left_out)
{
  LpLettering lettering = { "Sans", size };
  LlMeasureSettings settings;
  g_autoptr (LlObjects) objects = NULL;
  g_autoptr (GeglBuffer) buffer = NULL;

  ll_measure_settings_init (&settings);
  objects = ll_objects_new (map, &settings);
  buffer = lp_numbers_draw (map, objects, &lettering, frame, avoid, n_left_out);

  return get_pixels (buffer);
}

/* Returns the bounding rectangle of what is visible within an area. */
static GeglRectangle
find_visible (const guint8 *pixels, gint width, const GeglRectangle *area)
{
  gint x0 = G_MAXINT, x1 = -1, y0 = G_MAXINT, y1 = -1;

  for (gint y = area->y; y < area->y + area->height; y++)
    for (gint x = area->x; x < area->x + area->width; x++)
      if (pixels[4 * ((gsize) y * width + x) + 3] > 0)
        {
          x0 = MIN (x0, x);
          x1 = MAX (x1, x);
          y0 = MIN (y0, y);
          y1 = MAX (y1, y);
        }

  return x1 < 0 ? (GeglRectangle){ 0, 0, 0, 0 }
                : (GeglRectangle){ x0, y0, x1 - x0 + 1, y1 - y0 + 1 };
}

/* A large object has a large number, a smaller one a smaller number, both inside; a tiny one
 * has its number beside it.
 */
static void
test_number_sizes (void)
{
  g_autoptr (LlInstances) objects = ll_instances_new (300, 100, 3);
  GeglRectangle frame = { 0, 0, 300, 100 }, nothing = { 0, 0, 0, 0 };
  GeglRectangle parts[3] = { { 0, 0, 100, 100 },
                             { 100, 0, 100, 100 },
                             { 200, 0, 100, 100 } };
  GeglRectangle seen[3];
  g_autofree guint8 *pixels = NULL;
  gint left_out;

  add_disc (objects, 1, 50, 50, 40);
  add_disc (objects, 2, 150, 50, 11);
  add_disc (objects, 3, 250, 50, 3);
  pixels = draw_numbers (objects, &frame, &nothing, 30, &left_out);
  g_assert_cmpint (left_out, ==, 0);
  for (gint i = 0; i < 3; i++)
    seen[i] = find_visible (pixels, 300, &parts[i]);
  g_assert_cmpint (seen[0].height, >, 20);
  g_assert_cmpint (seen[1].height, >, 6);
  g_assert_cmpint (seen[1].height, <, seen[0].height);
  g_assert_cmpint (seen[2].height, >, 6);
  for (gint i = 0; i < 300 * 100; i++)
    if (i % 300 < 200 && pixels[4 * i + 3] == 255 && pixels[4 * i] > 250)
      g_assert_cmpint (objects->data[i], !=, 0);
  /* More of it lies off the object than on it. */
  g_assert_cmpint (seen[2].width * seen[2].height, >, 2 * 36);
}

/* What is drawn stays within the frame, and away from a scale bar. */
static void
test_number_frame (void)
{
  g_autoptr (LlInstances) objects = ll_instances_new (120, 120, 3);
  GeglRectangle frame = { 0, 0, 120, 120 }, avoid = { 83, 60, 37, 60 }, seen;
  g_autofree guint8 *pixels = NULL;
  gint left_out;

  add_disc (objects, 1, 2, 2, 4);
  add_disc (objects, 2, 90, 90, 25);
  add_disc (objects, 3, 30, 117, 6);
  pixels = draw_numbers (objects, &frame, &avoid, 12, &left_out);
  seen = find_visible (pixels, 120, &avoid);
  g_assert_cmpint (seen.width, ==, 0);
  /* None is cut: the outermost pixels are empty. */
  for (gint i = 0; i < 120; i++)
    {
      g_assert_cmpint (pixels[4 * i + 3], ==, 0);
      g_assert_cmpint (pixels[4 * (119 * 120 + i) + 3], ==, 0);
      g_assert_cmpint (pixels[4 * 120 * i + 3], ==, 0);
      g_assert_cmpint (pixels[4 * (120 * i + 119) + 3], ==, 0);
    }
  g_assert_cmpint (left_out, ==, 0);
}

/* Where objects lie as close as this, most numbers have no room. */
static void
test_number_crowd (void)
{
  g_autoptr (LlInstances) objects = make_cells (1);
  GeglRectangle frame = { 0, 0, objects->width, objects->height };
  GeglRectangle nothing = { 0, 0, 0, 0 };
  g_autofree guint8 *pixels = NULL;
  gint left_out;

  for (gint id = 1; id <= objects->n; id++)
    objects->class_of[id] = 1;
  pixels = draw_numbers (objects, &frame, &nothing, 12, &left_out);
  g_assert_cmpint (left_out, ==, objects->n);
  g_assert_cmpfloat (sum_opacity (pixels, (gsize) objects->width * objects->height), ==,
                     0);
}

int
main (int argc, char **argv)
{
  gint status;

  gegl_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/objects/contours/disc", test_disc);
  g_test_add_func ("/objects/contours/width", test_width);
  g_test_add_func ("/objects/contours/seam", test_seam);
  g_test_add_func ("/objects/contours/classes", test_classes);
  g_test_add_func ("/objects/contours/frame", test_frame);
  g_test_add_func ("/objects/contours/holes", test_holes);
  g_test_add_func ("/objects/contours/casing", test_casing);
  g_test_add_func ("/objects/instances/neighbours-differ", test_neighbours_differ);
  g_test_add_func ("/objects/instances/one-colour-each", test_one_colour_each);
  g_test_add_func ("/objects/numbers/sizes", test_number_sizes);
  g_test_add_func ("/objects/numbers/frame", test_number_frame);
  g_test_add_func ("/objects/numbers/crowd", test_number_crowd);

  status = g_test_run ();
  gegl_exit ();

  return status;
}
