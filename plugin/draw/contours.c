/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cairo computes which share of each pixel the lines cover.  The image is drawn in
 * squares, since it may exceed the largest surface of Cairo.
 */

#include "draw/contours.h"

#include <cairo.h>
#include <string.h>

/* The side of a square in pixels, a multiple of the size of GEGL's tiles. */
#define SQUARE 1024

/* A point this close to the edge of the image lies on it: the first one that does not is half
 * a pixel away from it.
 */
#define ON_FRAME 0.45

/* How far the casing reaches beyond a line on either side: pixels, and share of its width. */
#define CASING_LEAST 1.0
#define CASING_SHARE 0.25

/* A casing is black where the ground is brighter. */
#define BRIGHT 128

#define ALL_CLASSES -1

/* The outlines of one class, or of all. */
typedef struct
{
  GPtrArray *outlines; /* element-type LlOutline, not owned               */
  GArray *extents;     /* element-type cairo_rectangle_t, one per outline */
  gint width;          /* of the image                                    */
  gint height;
} Borders;

static cairo_rectangle_t
get_extent (const LlOutline *outline)
{
  gdouble x0 = outline->points[0].x, x1 = x0;
  gdouble y0 = outline->points[0].y, y1 = y0;

  for (gsize i = 1; i < outline->n; i++)
    {
      x0 = MIN (x0, outline->points[i].x);
      x1 = MAX (x1, outline->points[i].x);
      y0 = MIN (y0, outline->points[i].y);
      y1 = MAX (y1, outline->points[i].y);
    }

  return (cairo_rectangle_t){ x0, y0, x1 - x0, y1 - y0 };
}

static void
find_borders (Borders *borders,
              const LlOutlines *outlines,
              const LlInstances *objects,
              gint klass)
{
  borders->outlines = g_ptr_array_new ();
  borders->extents = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  borders->width = objects->width;
  borders->height = objects->height;

  for (gsize i = 0; i < outlines->n; i++)
    if (klass == ALL_CLASSES || objects->class_of[outlines->outlines[i].id] == klass)
      {
        cairo_rectangle_t extent = get_extent (&outlines->outlines[i]);

        g_ptr_array_add (borders->outlines, &outlines->outlines[i]);
        g_array_append_val (borders->extents, extent);
      }
}

static gboolean
extent_touches_square (const cairo_rectangle_t *extent,
                       const GeglRectangle *square,
                       gdouble margin)
{
  return extent->x - margin < square->x + square->width &&
         extent->y - margin < square->y + square->height &&
         extent->x + extent->width + margin > square->x &&
         extent->y + extent->height + margin > square->y;
}

static void
clear_borders (Borders *borders)
{
  g_ptr_array_unref (borders->outlines);
  g_array_unref (borders->extents);
}

static gboolean
lies_on_frame (const Borders *borders, const LlPoint *point)
{
  return point->x < ON_FRAME || point->y < ON_FRAME ||
         point->x > borders->width - ON_FRAME || point->y > borders->height - ON_FRAME;
}

/* Where the edge of the image cuts an object, it is not the border of the object. */
static void
add_path (cairo_t *cr, const Borders *borders, const LlOutline *outline)
{
  gboolean whole = TRUE;

  for (gsize i = 0; i < outline->n; i++)
    {
      const LlPoint *from = &outline->points[i];
      const LlPoint *to = &outline->points[(i + 1) % outline->n];

      if (i == 0)
        cairo_move_to (cr, from->x, from->y);
      if (lies_on_frame (borders, from) && lies_on_frame (borders, to))
        {
          cairo_move_to (cr, to->x, to->y);
          whole = FALSE;
        }
      else if (i + 1 < outline->n || !whole)
        cairo_line_to (cr, to->x, to->y);
    }
  if (whole)
    cairo_close_path (cr);
}

static void
prepare_lines (cairo_t *cr, const GeglRectangle *square, gdouble width, gdouble dash)
{
  cairo_translate (cr, -square->x, -square->y);
  cairo_set_line_width (cr, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, &dash, dash > 0 ? 1 : 0, 0);
}

/* Writes the coverage as the opacity of @colour. */
static void
write_square (GeglBuffer *buffer,
              const GeglRectangle *square,
              cairo_surface_t *surface,
              LlColour colour)
{
  const guchar *rows = cairo_image_surface_get_data (surface);
  gint stride = cairo_image_surface_get_stride (surface);
  g_autofree guint8 *pixels = g_new (guint8, (gsize) 4 * square->width * square->height);
  guint8 *pixel = pixels;

  for (gint y = 0; y < square->height; y++)
    for (gint x = 0; x < square->width; x++, pixel += 4)
      {
        memcpy (pixel, colour.rgb, 3);
        pixel[3] = rows[(gsize) y * stride + x];
      }

  gegl_buffer_set (buffer, square, 0, babl_format ("R'G'B'A u8"), pixels,
                   GEGL_AUTO_ROWSTRIDE);
}

static void
draw_square (GeglBuffer *buffer,
             const GeglRectangle *square,
             const Borders *borders,
             LlColour colour,
             gdouble width,
             gdouble dash)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_A8, square->width, square->height);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn = FALSE;

  prepare_lines (cr, square, width, dash);
  for (guint i = 0; i < borders->outlines->len; i++)
    {
      if (!extent_touches_square (&g_array_index (borders->extents, cairo_rectangle_t, i),
                                  square, width))
        continue;

      /* Separate paths are drawn much faster than a single one. */
      add_path (cr, borders, g_ptr_array_index (borders->outlines, i));
      cairo_stroke (cr);
      drawn = TRUE;
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  if (drawn)
    write_square (buffer, square, surface, colour);
  cairo_surface_destroy (surface);
}

GeglBuffer *
lp_contours_draw (const LlOutlines *outlines,
                  const LlInstances *objects,
                  gint klass,
                  LlColour colour,
                  gdouble width,
                  gdouble dash)
{
  GeglRectangle extent = { 0, 0, objects->width, objects->height };
  GeglBuffer *buffer = gegl_buffer_new (&extent, babl_format ("R'G'B'A u8"));
  Borders borders;

  find_borders (&borders, outlines, objects, klass);
  for (gint y = 0; y < extent.height; y += SQUARE)
    for (gint x = 0; x < extent.width; x += SQUARE)
      {
        GeglRectangle square = { x, y, MIN (SQUARE, extent.width - x),
                                 MIN (SQUARE, extent.height - y) };

        draw_square (buffer, &square, &borders, colour, width, dash);
      }
  clear_borders (&borders);

  return buffer;
}

/* Returns: whether the ground below a line is bright on the whole. */
static gboolean
is_bright (const Borders *borders, const LlOutline *outline, const guint8 *ground)
{
  guint64 sum = 0;

  for (gsize i = 0; i < outline->n; i++)
    {
      gint x = CLAMP ((gint) outline->points[i].x, 0, borders->width - 1);
      gint y = CLAMP ((gint) outline->points[i].y, 0, borders->height - 1);

      sum += ground[(gsize) y * borders->width + x];
    }

  return sum > BRIGHT * (guint64) outline->n;
}

/* @shades: of the casing of each outline, 0 or 1 */
static void
draw_casing_square (GeglBuffer *buffer,
                    const GeglRectangle *square,
                    const Borders *borders,
                    const guint8 *shades,
                    gdouble width,
                    gdouble dash)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, square->width, square->height);
  cairo_t *cr = cairo_create (surface);

  prepare_lines (cr, square, width, dash);
  for (guint i = 0; i < borders->outlines->len; i++)
    {
      if (!extent_touches_square (&g_array_index (borders->extents, cairo_rectangle_t, i),
                                  square, width))
        continue;

      cairo_set_source_rgb (cr, shades[i], shades[i], shades[i]);
      add_path (cr, borders, g_ptr_array_index (borders->outlines, i));
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  gegl_buffer_set (buffer, square, 0, babl_format ("cairo-ARGB32"),
                   cairo_image_surface_get_data (surface),
                   cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
}

GeglBuffer *
lp_contours_draw_casing (const LlOutlines *outlines,
                         const LlInstances *objects,
                         const guint8 *ground,
                         gdouble width,
                         gdouble dash)
{
  GeglRectangle extent = { 0, 0, objects->width, objects->height };
  GeglBuffer *buffer = gegl_buffer_new (&extent, babl_format ("R'G'B'A u8"));
  gdouble whole = width + 2.0 * MAX (CASING_LEAST, CASING_SHARE * width);
  g_autofree guint8 *shades = g_new (guint8, outlines->n + 1);
  Borders borders;

  find_borders (&borders, outlines, objects, ALL_CLASSES);
  for (guint i = 0; i < borders.outlines->len; i++)
    shades[i] =
      is_bright (&borders, g_ptr_array_index (borders.outlines, i), ground) ? 0 : 1;
  for (gint y = 0; y < extent.height; y += SQUARE)
    for (gint x = 0; x < extent.width; x += SQUARE)
      {
        GeglRectangle square = { x, y, MIN (SQUARE, extent.width - x),
                                 MIN (SQUARE, extent.height - y) };

        draw_casing_square (buffer, &square, &borders, shades, whole, dash);
      }
  clear_borders (&borders);

  return buffer;
}

void
lp_contours_drop_holes (LlOutlines *outlines)
{
  gsize kept = 0;

  for (gsize i = 0; i < outlines->n; i++)
    if (outlines->outlines[i].hole)
      g_free (outlines->outlines[i].points);
    else
      outlines->outlines[kept++] = outlines->outlines[i];
  outlines->n = kept;
}
