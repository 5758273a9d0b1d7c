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
  g_test_add_func ("/objects/instances/neighbours-differ", test_neighbours_differ);
  g_test_add_func ("/objects/instances/one-colour-each", test_one_colour_each);

  status = g_test_run ();
  gegl_exit ();

  return status;
}
