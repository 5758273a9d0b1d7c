/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/drawing.h"

#include "draw/contours.h"
#include "draw/instances.h"
#include "draw/numbers.h"
#include "figure/outputs.h"
#include "procedure/names.h"

#define INSTANCES_OPACITY 0.5
#define OVERLAY_OPACITY   0.4

/* Pixels without numbers around the scale bar. */
#define BAR_MARGIN 8

/* Letters are black if the displayed background is brighter than this, from 0 to 1. */
#define BRIGHT 0.5

/* Returns the mean brightness of the micrograph at @place. */
static gdouble
get_brightness (const LpDrawing *work, const GeglRectangle *place)
{
  GeglRectangle area = { place->x - work->micrograph->x, place->y - work->micrograph->y,
                         place->width, place->height };
  gsize n = (gsize) area.width * area.height;
  g_autofree gfloat *values = g_new (gfloat, n);
  g_autoptr (GeglBuffer) buffer = lp_host_get_buffer (work->micrograph->id, FALSE);
  gdouble sum = 0.0;

  gegl_buffer_get (buffer, &area, 1.0, babl_format ("Y' float"), values,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  for (gsize i = 0; i < n; i++)
    sum += values[i];

  return sum / (gdouble) n;
}

/* Returns: the part of the micrograph that is in the image. */
static GeglRectangle
get_frame (const LpDrawing *work)
{
  GeglRectangle frame = { work->micrograph->x, work->micrograph->y,
                          work->micrograph->width, work->micrograph->height };
  GeglRectangle image = { 0, 0, 0, 0 };

  lp_host_get_image_size (work->call->image, &image.width, &image.height);
  gegl_rectangle_intersect (&frame, &frame, &image);

  return frame;
}

LpScaleBar *
lp_drawing_new_scale_bar (const LpDrawing *work, gboolean *black)
{
  GeglRectangle frame = get_frame (work);
  LpScaleBar *bar = lp_scale_bar_new (work->scale, &frame, &work->lettering);

  *black = get_brightness (work, &bar->place) > BRIGHT;

  return bar;
}

/* @place: (out): of the scale bar, in the image */
static void
add_scale_bar (LpPictures *pictures, const LpDrawing *work, GeglRectangle *place)
{
  gboolean black;
  g_autoptr (LpScaleBar) bar = lp_drawing_new_scale_bar (work, &black);

  if (!work->vectors)
    lp_pictures_add_surface (pictures, "Scale bar", lp_scale_bar_draw (bar, black),
                             bar->place.x, bar->place.y, 1.0);
  *place = bar->place;
}

static void
add_contours (LpPictures *pictures, const LpDrawing *work)
{
  const LpArguments *in = work->call->in;
  const LpFound *found = work->found;
  gdouble width = lp_arguments_get_float (in, LP_ARG_CONTOUR_WIDTH);
  gdouble dash = lp_arguments_get_float (in, LP_ARG_DASH);
  gboolean casing = lp_figure_wants (work->call, LP_ARG_CASING);

  if (!work->vectors)
    lp_pictures_add_contours (pictures, work->outlines, found->instances, found->classes,
                              found->area.x, found->area.y, width, dash,
                              casing ? work->micrograph : NULL);
  else if (casing)
    lp_pictures_add_casing (pictures, work->outlines, found->instances, found->area.x,
                            found->area.y, width, dash, work->micrograph);
}

/* @bar: the place of the scale bar, in the image; empty without one.  Numbers keep some
 * distance from it, since its own text is a number as well.
 */
static void
add_numbers (LpPictures *pictures, LpDrawing *work, const GeglRectangle *bar)
{
  const LpFound *found = work->found;
  GeglRectangle frame = get_frame (work);
  GeglRectangle avoid = { bar->x - found->area.x - BAR_MARGIN,
                          bar->y - found->area.y - BAR_MARGIN,
                          bar->width + 2 * BAR_MARGIN, bar->height + 2 * BAR_MARGIN };

  if (bar->width == 0)
    avoid = *bar;
  frame.x -= found->area.x;
  frame.y -= found->area.y;
  lp_pictures_add (pictures, "Numbers",
                   lp_numbers_draw (found->instances, work->objects, &work->lettering,
                                    &frame, &avoid, &work->n_left_out),
                   found->area.x, found->area.y, 1.0);
}

LpPictures *
lp_drawing_draw (LpDrawing *work)
{
  GeglRectangle bar = { 0, 0, 0, 0 };
  const LpFound *found = work->found;
  LpPictures *pictures = lp_pictures_new ();

  if (lp_figure_wants (work->call, LP_ARG_SCALE_BAR))
    add_scale_bar (pictures, work, &bar);
  if (lp_figure_wants (work->call, LP_ARG_NUMBERS))
    add_numbers (pictures, work, &bar);
  if (lp_figure_wants (work->call, LP_ARG_CONTOURS))
    add_contours (pictures, work);
  if (lp_figure_wants (work->call, LP_ARG_INSTANCES))
    lp_pictures_add (pictures, "Instances", lp_instances_draw (found->instances),
                     found->area.x, found->area.y, INSTANCES_OPACITY);
  if (lp_figure_wants (work->call, LP_ARG_OVERLAY))
    lp_pictures_add (pictures, "Overlay",
                     lp_instances_draw_classes (found->instances, found->classes),
                     found->area.x, found->area.y, OVERLAY_OPACITY);

  return pictures;
}
