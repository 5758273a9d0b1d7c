/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Views of a sample.  Images and labels are mirrored beyond the border. */

#include <math.h>

#include "data/mirror.h"
#include "data/patch.h"

/* Each scale is as likely as its inverse. */
#define MAX_SCALE        1.25
#define MAX_STRONG_SCALE 1.4
#define MAX_CONTRAST     0.2 /* share                                */
#define MAX_BRIGHTNESS   0.2 /* standard deviations of the image set */

#define BENT_SHARE 0.3  /* of the patches                                */
#define MAX_STRAIN 0.25 /* change of a distance, as a share of it        */
#define MIN_WAVE   0.33 /* length of a wave, as a share of the patch     */
#define MAX_WAVE   1.5

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

static void
draw_wave (LlRandom *random, gint patch, LlWave *wave)
{
  gdouble length = patch * draw_between (random, MIN_WAVE, MAX_WAVE);

  wave->frequency = 2.0 * G_PI / length;
  wave->amplitude = draw_between (random, 0.0, MAX_STRAIN) / wave->frequency;
  wave->phase = draw_between (random, 0.0, 2.0 * G_PI);
}

void
ll_view_init_random (LlView *view,
                     LlRandom *random,
                     gint width,
                     gint height,
                     gint patch,
                     LlAugmentation augmentation)
{
  gboolean strong = augmentation == LL_AUGMENTATION_STRONG;
  gdouble range = log (strong ? MAX_STRONG_SCALE : MAX_SCALE);
  gdouble angle, step, flip;

  ll_view_init_at (view, 0, 0, patch);
  view->x = draw_centre (random, width, patch);
  view->y = draw_centre (random, height, patch);
  if (augmentation == LL_AUGMENTATION_NONE)
    return;

  angle = draw_between (random, 0.0, 2.0 * G_PI);
  step = exp (draw_between (random, -range, range));
  flip = ll_random_int (random, 2) ? -1.0 : 1.0;

  view->matrix[0] = step * cos (angle) * flip;
  view->matrix[1] = -step * sin (angle);
  view->matrix[2] = step * sin (angle) * flip;
  view->matrix[3] = step * cos (angle);
  view->contrast = (gfloat) draw_between (random, 1.0 - MAX_CONTRAST, 1.0 + MAX_CONTRAST);
  view->brightness = (gfloat) draw_between (random, -MAX_BRIGHTNESS, MAX_BRIGHTNESS);
  if (strong && ll_random_uniform (random) < BENT_SHARE)
    for (gint i = 0; i < 2; i++)
      draw_wave (random, patch, &view->bend[i]);
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

/* The shifts of x of each row, and of y of each column. */
static void
get_shifts (const LlView *view, gint patch, gdouble *of_rows, gdouble *of_columns)
{
  gdouble *shifts[2] = { of_rows, of_columns };

  for (gint i = 0; i < 2; i++)
    for (gint k = 0; k < patch; k++)
      shifts[i][k] = view->bend[i].amplitude == 0.0
                       ? 0.0
                       : view->bend[i].amplitude *
                           sin (view->bend[i].frequency * (k + 0.5 - patch / 2.0) +
                                view->bend[i].phase);
}

/* Image position of pixel (i, j) of the patch, in pixel indices (centres at 0, 1 ...). */
static inline void
locate_pixel (const LlView *view,
              gint patch,
              gint i,
              gint j,
              const gdouble *of_rows,
              const gdouble *of_columns,
              gdouble *x,
              gdouble *y)
{
  gdouble u = i + 0.5 - patch / 2.0 + of_rows[j];
  gdouble v = j + 0.5 - patch / 2.0 + of_columns[i];

  *x = view->x + view->matrix[0] * u + view->matrix[1] * v - 0.5;
  *y = view->y + view->matrix[2] * u + view->matrix[3] * v - 0.5;
}

/* The values of a channel that a patch shows. */
typedef struct
{
  const gfloat *pixels; /* [..][width], from (x, y) of the image on */
  gsize width;
  gint x;
  gint y;
  gfloat *own; /* @pixels where they were read, or NULL */
} Part;

static void
clear_part (Part *part)
{
  g_free (part->own);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, clear_part)

/* The pixels of a side between which the mirror images of all positions within @reach of
 * @centre lie.
 */
static void
get_range (gdouble centre, gdouble reach, gint size, gint *first, gint *last)
{
  /* One more for interpolation, and another for rounding errors. */
  gint from = (gint) floor (centre - reach) - 2;
  gint to = (gint) ceil (centre + reach) + 2;

  *first = MAX (from, 0);
  *last = MIN (to, size - 1);
  if (from < 0)
    {
      *first = 0;
      *last = CLAMP (-from, *last, size - 1);
    }
  if (to >= size)
    {
      *last = size - 1;
      *first = CLAMP (2 * size - 2 - to, 0, MIN (*first, size - 1));
    }
}

/* Takes them from where they lie in memory, or reads the rectangle that holds them. */
static void
get_part (const LlView *view, const LlImage *image, gint channel, gint patch, Part *part)
{
  const gdouble *matrix = view->matrix;
  gdouble u = patch / 2.0 + fabs (view->bend[0].amplitude);
  gdouble v = patch / 2.0 + fabs (view->bend[1].amplitude);
  gint right, bottom;
  gfloat *to;

  if (image->data)
    {
      part->width = (gsize) image->width;
      part->pixels =
        image->data + (gsize) channel * (gsize) image->height * (gsize) image->width;
      return;
    }

  get_range (view->x, fabs (matrix[0]) * u + fabs (matrix[1]) * v, image->width, &part->x,
             &right);
  get_range (view->y, fabs (matrix[2]) * u + fabs (matrix[3]) * v, image->height,
             &part->y, &bottom);
  part->width = (gsize) (right - part->x + 1);
  part->own = to = g_new (gfloat, part->width * (gsize) (bottom - part->y + 1));
  part->pixels = part->own;
  for (gint y = part->y; y <= bottom; y++, to += part->width)
    ll_image_read (image, channel, part->x, y, (gint) part->width, to);
}

void
ll_view_read_channel (const LlView *view,
                      const LlImage *image,
                      gint channel,
                      gint patch,
                      const LlNormalisation *normalisation,
                      gfloat *out)
{
  g_auto (Part) part = { 0 };
  gfloat mean = normalisation->mean[channel];
  gfloat scale = view->contrast / normalisation->deviation[channel];
  g_autofree gdouble *of_rows = g_new (gdouble, patch);
  g_autofree gdouble *of_columns = g_new (gdouble, patch);
  gfloat least, most;

  get_shifts (view, patch, of_rows, of_columns);
  ll_normalisation_get_limits (normalisation, channel, &least, &most);
  get_part (view, image, channel, patch, &part);

  for (gint j = 0; j < patch; j++)
    for (gint i = 0; i < patch; i++)
      {
        gdouble x, y;

        locate_pixel (view, patch, i, j, of_rows, of_columns, &x, &y);

        gint x0 = (gint) floor (x);
        gint y0 = (gint) floor (y);
        gfloat fx = (gfloat) (x - x0);
        gfloat fy = (gfloat) (y - y0);
        gsize left = (gsize) (ll_mirror (x0, image->width) - part.x);
        gsize right = (gsize) (ll_mirror (x0 + 1, image->width) - part.x);
        const gfloat *upper =
          part.pixels + (gsize) (ll_mirror (y0, image->height) - part.y) * part.width;
        const gfloat *lower =
          part.pixels + (gsize) (ll_mirror (y0 + 1, image->height) - part.y) * part.width;
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
  g_autofree gdouble *of_rows = g_new (gdouble, patch);
  g_autofree gdouble *of_columns = g_new (gdouble, patch);

  get_shifts (view, patch, of_rows, of_columns);
  for (gint j = 0; j < patch; j++)
    for (gint i = 0; i < patch; i++)
      {
        gdouble x, y;

        locate_pixel (view, patch, i, j, of_rows, of_columns, &x, &y);

        gsize column = (gsize) ll_mirror ((gint) floor (x + 0.5), labels->width);
        gsize row = (gsize) ll_mirror ((gint) floor (y + 0.5), labels->height);

        *out++ = labels->data[row * (gsize) labels->width + column];
      }
}
