/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/load.h"

#include <string.h>

#include "pixels/pixels.h"

/* Pixels of a step: a row of tiles of an image that is not very wide. */
#define STEP_PIXELS (64 * 1024)

struct _LpLiveLoad
{
  gint32 image;
  gint32 layer;
  LpPixels *pixels;
  LlImage *read;
  guint8 *absent;
  gfloat *planes; /* [3][rows][width] of a step */
  gfloat *alpha;  /* [rows][width] of a step    */
  gint rows;      /* of a step                  */
  gint next;
  gboolean missing; /* whether any pixel is */
  gboolean gone;
};

LpLiveLoad *
lp_live_load_new (gint32 image, const LpHostLayer *micrograph)
{
  LpLiveLoad *load = g_new0 (LpLiveLoad, 1);
  gsize n = (gsize) micrograph->width * (gsize) micrograph->height;

  load->image = image;
  load->layer = micrograph->id;
  load->pixels = lp_pixels_new (micrograph->id);
  load->read = ll_image_new (micrograph->width, micrograph->height, 3);
  load->absent = g_malloc0 (n);
  load->rows = CLAMP (STEP_PIXELS / micrograph->width, 1, LP_PIXELS_STRIP);
  load->planes =
    g_new (gfloat, (gsize) 3 * (gsize) load->rows * (gsize) micrograph->width);
  load->alpha = g_new (gfloat, (gsize) load->rows * (gsize) micrograph->width);

  return load;
}

void
lp_live_load_free (LpLiveLoad *load)
{
  if (!load)
    return;

  lp_pixels_free (load->pixels);
  ll_image_free (load->read);
  g_free (load->absent);
  g_free (load->planes);
  g_free (load->alpha);
  g_free (load);
}

gboolean
lp_live_load_step (LpLiveLoad *load)
{
  LlImage *image = load->read;
  gsize width = (gsize) image->width;
  gsize all = width * (gsize) image->height;
  gsize first = (gsize) load->next * width;
  gint rows = MIN (load->rows, image->height - load->next);
  gsize n = (gsize) rows * width;

  if (rows <= 0 || load->gone)
    return FALSE;
  if (!lp_host_has_image (load->image) ||
      !lp_host_has_layer (load->layer, image->width, image->height))
    {
      load->gone = TRUE;
      return FALSE;
    }

  lp_pixels_read (load->pixels, load->next, rows, 3, load->planes, load->alpha);
  for (gsize c = 0; c < 3; c++)
    memcpy (image->data + c * all + first, load->planes + c * n, n * sizeof (gfloat));
  for (gsize i = 0; i < n; i++)
    if (!(load->alpha[i] >= 0.5f))
      {
        load->absent[first + i] = 1;
        load->missing = TRUE;
      }
  load->next += rows;

  return load->next < image->height;
}

LlImage *
lp_live_load_take (LpLiveLoad *load, guint8 **absent)
{
  *absent = load->missing && !load->gone ? g_steal_pointer (&load->absent) : NULL;

  return load->gone ? NULL : g_steal_pointer (&load->read);
}
