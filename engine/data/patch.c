/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Views of a sample.  Images and labels are mirrored beyond the border. */

#include <math.h>

#include "data/mirror.h"
#include "data/patch.h"

#define MIN_SCALE      0.8
#define MAX_SCALE      1.25
#define MAX_CONTRAST   0.2 /* share                                */
#define MAX_BRIGHTNESS 0.2 /* standard deviations of the image set */

/* The centre lies so that an upright patch stays within the image where it fits. */
static gdouble
draw_centre (LlRandom *random, gint size, gint patch)
{
  gint room = size - patch;

  if (room <= 0)
    return size / 2.0;
  return patch / 2.0 + ll_random_int (random, room + 1);
}

static gdouble
draw_between (LlRandom *random, gdouble min, gdouble max)
{
  return min + (max - min) * ll_random_uniform (random);
}

void
ll_view_init_random (LlView *view,
                     LlRandom *random,
                     gint width,
                     gint height,
                     gint patch,
                     gboolean augment)
{
  gdouble angle, step, flip;

  ll_view_init_at (view, 0, 0, patch);
  view->x = draw_centre (random, width, patch);
  view->y = draw_centre (random, height, patch);
  if (!augment)
    return;

  angle = draw_between (random, 0.0, 2.0 * G_PI);
  step = exp (draw_between (random, log (1.0 / MAX_SCALE), log (1.0 / MIN_SCALE)));
  flip = ll_random_int (random, 2) ? -1.0 : 1.0;

  view->matrix[0] = step * cos (angle) * flip;
  view->matrix[1] = -step * sin (angle);
  view->matrix[2] = step * sin (angle) * flip;
  view->matrix[3] = step * cos (angle);
  view->contrast = (gfloat) draw_between (random, 1.0 - MAX_CONTRAST, 1.0 + MAX_CONTRAST);
  view->brightness = (gfloat) draw_between (random, -MAX_BRIGHTNESS, MAX_BRIGHTNESS);
}

void
ll_view_init_at (LlView *view, gint x, gint y, gint patch)
{
  *view = (LlView){
    .x = x + patch / 2.0,
    .y = y + patch / 2.0,
    .matrix = { 1.0, 0.0, 0.0, 1.0 },
    .contrast = 1.0f,
    .brightness = 0.0f,
  };
}

/* Image position of pixel (i, j) of the patch, in pixel indices (centres at 0, 1 ...). */
static inline void
locate_pixel (const LlView *view, gint patch, gint i, gint j, gdouble *x, gdouble *y)
{
  gdouble u = i + 0.5 - patch / 2.0;
  gdouble v = j + 0.5 - patch / 2.0;

  *x = view->x + view->matrix[0] * u + view->matrix[1] * v - 0.5;
  *y = view->y + view->matrix[2] * u + view->matrix[3] * v - 0.5;
}

void
ll_view_read_channel (const LlView *view,
                      const LlImage *image,
                      gint channel,
                      gint patch,
                      const LlNormalisation *normalisation,
                      gfloat *out)
{
  gsize width = (gsize) image->width;
  const gfloat *pixels = image->data + (gsize) channel * (gsize) image->height * width;
  gfloat mean = normalisation->mean[channel];
  gfloat scale = view->contrast / normalisation->deviation[channel];
  gfloat least, most;

  ll_normalisation_get_limits (normalisation, channel, &least, &most);

  for (gint j = 0; j < patch; j++)
    for (gint i = 0; i < patch; i++)
      {
        gdouble x, y;

        locate_pixel (view, patch, i, j, &x, &y);

        gint x0 = (gint) floor (x);
        gint y0 = (gint) floor (y);
        gfloat fx = (gfloat) (x - x0);
        gfloat fy = (gfloat) (y - y0);
        gsize left = (gsize) ll_mirror (x0, image->width);
        gsize right = (gsize) ll_mirror (x0 + 1, image->width);
        const gfloat *upper = pixels + (gsize) ll_mirror (y0, image->height) * width;
        const gfloat *lower = pixels + (gsize) ll_mirror (y0 + 1, image->height) * width;
        gfloat upper_left = CLAMP (upper[left], least, most);
        gfloat upper_right = CLAMP (upper[right], least, most);
        gfloat lower_left = CLAMP (lower[left], least, most);
        gfloat lower_right = CLAMP (lower[right], least, most);
        gfloat a = upper_left + fx * (upper_right - upper_left);
        gfloat b = lower_left + fx * (lower_right - lower_left);

        *out++ = (a + fy * (b - a) - mean) * scale + view->brightness;
      }
}

void
ll_view_read_labels (const LlView *view, const LlLabels *labels, gint patch, guint8 *out)
{
  for (gint j = 0; j < patch; j++)
    for (gint i = 0; i < patch; i++)
      {
        gdouble x, y;

        locate_pixel (view, patch, i, j, &x, &y);

        gsize column = (gsize) ll_mirror ((gint) floor (x + 0.5), labels->width);
        gsize row = (gsize) ll_mirror ((gint) floor (y + 0.5), labels->height);

        *out++ = labels->data[row * (gsize) labels->width + column];
      }
}
