/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/overview.h"

#include <math.h>

#include "draw/picture.h"

/* A piece covers several of GEGL's tiles, which takes a few milliseconds to read. */
#define PIECE_WIDTH  512
#define PIECE_HEIGHT LP_PIXELS_STRIP

/* The time between updates of the picture, in microseconds. */
#define INTERVAL (G_USEC_PER_SEC / 3)

struct _LpOverview
{
  const LpPixels *pixels;
  LpOverviewFunc changed;
  gpointer data;
  guint source;     /* 0: all pieces have been read                            */
  gint x;           /* position of the next piece                              */
  gint y;           /* position of the next piece                              */
  LlImage *sums;    /* per pixel of the picture: the sum of the image's pixels */
  gint32 *counts;   /* [height][width]: how many pixels each sum covers        */
  gfloat *values;   /* buffer for one piece: [3][height][width]                */
  gboolean colours; /* whether any pixel so far has a colour                   */
  gint64 last;      /* when @changed was called last                           */
};

static void
add_pixel (LpOverview *overview, const gfloat *value, gsize plane, gsize place)
{
  LlImage *sums = overview->sums;
  gsize n = (gsize) sums->width * sums->height;

  overview->counts[place]++;
  for (gint c = 0; c < 3; c++)
    sums->data[c * n + place] += value[c * plane];
}

static void
read_piece (LpOverview *overview)
{
  gint64 width = lp_pixels_get_width (overview->pixels);
  gint64 height = lp_pixels_get_height (overview->pixels);
  GeglRectangle piece = { overview->x, overview->y,
                          (gint) MIN (PIECE_WIDTH, width - overview->x),
                          (gint) MIN (PIECE_HEIGHT, height - overview->y) };
  gsize plane = (gsize) piece.width * piece.height;
  const gfloat *value = overview->values;

  lp_pixels_read_area (overview->pixels, &piece, overview->values);
  overview->colours =
    overview->colours || lp_pixels_have_colour (overview->pixels, value, plane);
  for (gint y = piece.y; y < piece.y + piece.height; y++)
    {
      gsize row = (gsize) (y * overview->sums->height / height) * overview->sums->width;

      for (gint x = piece.x; x < piece.x + piece.width; x++)
        add_pixel (overview, value++, plane,
                   row + (gsize) (x * overview->sums->width / width));
    }

  overview->x += PIECE_WIDTH;
  if (overview->x >= width)
    {
      overview->x = 0;
      overview->y += PIECE_HEIGHT;
    }
}

static gboolean
on_idle (gpointer data)
{
  LpOverview *overview = data;
  gint64 now;

  read_piece (overview);
  now = g_get_monotonic_time ();
  if (overview->y >= lp_pixels_get_height (overview->pixels))
    overview->source = 0;
  if (overview->source == 0 || now - overview->last > INTERVAL)
    {
      overview->last = now;
      overview->changed (overview->data);
    }

  return overview->source != 0;
}

LpOverview *
lp_overview_new (const LpPixels *pixels, gint side, LpOverviewFunc changed, gpointer data)
{
  LpOverview *overview = g_new0 (LpOverview, 1);
  gint width = lp_pixels_get_width (pixels);
  gint height = lp_pixels_get_height (pixels);
  gdouble scale = MIN (1, (gdouble) side / MAX (width, height));

  overview->pixels = pixels;
  overview->changed = changed;
  overview->data = data;
  overview->sums =
    ll_image_new (MAX (1, (gint) (scale * width)), MAX (1, (gint) (scale * height)), 3);
  overview->counts =
    g_new0 (gint32, (gsize) overview->sums->width * overview->sums->height);
  overview->values = g_new (gfloat, 3 * PIECE_WIDTH * PIECE_HEIGHT);
  overview->source = g_idle_add (on_idle, overview);

  return overview;
}

void
lp_overview_free (LpOverview *overview)
{
  if (!overview)
    return;

  if (overview->source != 0)
    g_source_remove (overview->source);
  ll_image_free (overview->sums);
  g_free (overview->counts);
  g_free (overview->values);
  g_free (overview);
}

cairo_surface_t *
lp_overview_make_picture (const LpOverview *overview)
{
  const LlImage *sums = overview->sums;
  gsize n = (gsize) sums->width * sums->height;
  cairo_rectangle_int_t whole = { 0, 0, sums->width, sums->height };
  g_autoptr (LlImage) means = ll_image_new (sums->width, sums->height, 3);

  for (gint c = 0; c < 3; c++)
    for (gsize i = 0; i < n; i++)
      if (overview->counts[i] > 0)
        means->data[c * n + i] = sums->data[c * n + i] / (gfloat) overview->counts[i];

  return lp_picture_new (means, &whole, MAX (sums->width, sums->height));
}

gboolean
lp_overview_is_grey (const LpOverview *overview, gboolean *grey)
{
  *grey = !overview->colours;

  return overview->colours || overview->source == 0;
}
