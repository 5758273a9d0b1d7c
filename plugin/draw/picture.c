/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A pixel of a picture stands for a block of the image.  Only some pixels of a large
 * block are sampled, in a regular pattern, so that drawing takes the same time however
 * large the image is.
 */

#include "draw/picture.h"

#include <math.h>

/* Samples along a side of a block: for its mean, and for thin lines that must not get
 * lost.
 */
#define MEAN_SAMPLES 4
#define LINE_SAMPLES 12

/* Values below the first are black on a screen; 1 is white, and values above the second are
 * far beyond it.
 */
#define BLACK  0.1f
#define BEYOND 1.5f

static guint32 *
get_row (cairo_surface_t *picture, gint y)
{
  guchar *data = cairo_image_surface_get_data (picture);

  return (guint32 *) (void *) (data +
                               (gsize) y * cairo_image_surface_get_stride (picture));
}

/* Returns the first pixel of block @i, if @length pixels are divided into @n blocks. */
static gint
get_block_start (gint i, gint n, gint length)
{
  return (gint) ((gint64) i * length / n);
}

static gint
step_of (gint length, gint samples)
{
  return MAX (1, length / samples);
}

/* The mean of each channel in a block. */
static void
find_mean (const LlImage *image, gint x0, gint x1, gint y0, gint y1, gfloat mean[3])
{
  gint step_x = step_of (x1 - x0, MEAN_SAMPLES);
  gint step_y = step_of (y1 - y0, MEAN_SAMPLES);
  gfloat sums[3] = { 0, 0, 0 };
  gint n = 0;

  for (gint y = y0; y < y1; y += step_y)
    for (gint x = x0; x < x1; x += step_x)
      {
        for (gint c = 0; c < image->channels; c++)
          {
            gfloat value;

            ll_image_read (image, c, x, y, 1, &value);
            sums[c] += value;
          }
        n++;
      }

  for (gint c = 0; c < 3; c++)
    mean[c] = sums[image->channels == 3 ? c : 0] / (gfloat) n;
}

/* A picture that would be black, or that exceeds what can be shown by far, is shown from its
 * least value to its greatest.
 */
static void
stretch_means (gfloat *means, gsize n)
{
  gfloat least = G_MAXFLOAT, most = -G_MAXFLOAT;

  for (gsize i = 0; i < n; i++)
    {
      least = MIN (least, means[i]);
      most = MAX (most, means[i]);
    }
  if (!(least < most) || !isfinite (most - least) ||
      (most >= BLACK && most <= BEYOND && least >= 1.0f - BEYOND))
    return;

  for (gsize i = 0; i < n; i++)
    means[i] = (means[i] - least) / (most - least);
}

cairo_surface_t *
lp_picture_new (const LlImage *image, const cairo_rectangle_int_t *area, gint side)
{
  gdouble scale = MIN (1, (gdouble) side / MAX (area->width, area->height));
  gint width = MAX (1, (gint) (scale * area->width));
  gint height = MAX (1, (gint) (scale * area->height));
  g_autofree gfloat *means = g_new (gfloat, (gsize) 3 * width * height);
  const gfloat *mean = means;
  cairo_surface_t *picture =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      find_mean (image, area->x + get_block_start (x, width, area->width),
                 area->x + get_block_start (x + 1, width, area->width),
                 area->y + get_block_start (y, height, area->height),
                 area->y + get_block_start (y + 1, height, area->height),
                 means + 3 * ((gsize) y * width + x));
  stretch_means (means, (gsize) 3 * width * height);

  cairo_surface_flush (picture);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++, mean += 3)
      {
        guint32 colour = 0;

        for (gint c = 0; c < 3; c++)
          colour = colour << 8 |
                   (mean[c] > 0.0f ? (guint32) lrintf (255 * MIN (mean[c], 1.0f)) : 0);
        get_row (picture, y)[x] = colour;
      }
  cairo_surface_mark_dirty (picture);

  return picture;
}

/* Returns the label of an object in the block, or 0. */
static guint8
find_label (const LlLabels *labels, gint x0, gint x1, gint y0, gint y1)
{
  gint step_x = step_of (x1 - x0, LINE_SAMPLES);
  gint step_y = step_of (y1 - y0, LINE_SAMPLES);

  for (gint y = y0; y < y1; y += step_y)
    for (gint x = x0; x < x1; x += step_x)
      {
        guint8 label = labels->data[(gsize) y * labels->width + x];

        if (label != 0 && label != LL_LABEL_IGNORE)
          return label;
      }

  return 0;
}

static guint32
blend_label (guint32 colour, LlColour over, gdouble opacity)
{
  guint32 result = 0;

  for (gint c = 0; c < 3; c++)
    {
      gdouble below = colour >> (16 - 8 * c) & 255;

      result = result << 8 | (guint32) lrint (below + opacity * (over.rgb[c] - below));
    }

  return result;
}

void
lp_picture_add_labels (cairo_surface_t *picture,
                       const LlLabels *labels,
                       const cairo_rectangle_int_t *area,
                       const LlClasses *classes,
                       LlTask task,
                       gdouble opacity)
{
  gint width = cairo_image_surface_get_width (picture);
  gint height = cairo_image_surface_get_height (picture);

  cairo_surface_flush (picture);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        guint8 label =
          find_label (labels, area->x + get_block_start (x, width, area->width),
                      area->x + get_block_start (x + 1, width, area->width),
                      area->y + get_block_start (y, height, area->height),
                      area->y + get_block_start (y + 1, height, area->height));
        guint32 *pixel = get_row (picture, y) + x;

        if (label != 0)
          *pixel = blend_label (*pixel,
                                task == LL_TASK_SEPARATION
                                  ? ll_classes_get_interface_colour (classes)
                                  : ll_classes_get_colour (classes, label),
                                opacity);
      }
  cairo_surface_mark_dirty (picture);
}

void
lp_picture_add_objects (cairo_surface_t *picture,
                        const LlInstances *objects,
                        const LlColour *colours,
                        gdouble opacity)
{
  gint width = cairo_image_surface_get_width (picture);
  gint height = cairo_image_surface_get_height (picture);

  cairo_surface_flush (picture);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gsize row = (gsize) get_block_start (y, height, objects->height);
        gint32 id =
          objects
            ->data[row * objects->width + get_block_start (x, width, objects->width)];
        guint32 *pixel = get_row (picture, y) + x;

        if (id != 0)
          *pixel = blend_label (*pixel, colours[id], opacity);
      }
  cairo_surface_mark_dirty (picture);
}

void
lp_picture_place (gint x,
                  gint y,
                  gint side,
                  gint width,
                  gint height,
                  cairo_rectangle_int_t *area)
{
  area->width = MIN (side, width);
  area->height = MIN (side, height);
  area->x = CLAMP (x - area->width / 2, 0, width - area->width);
  area->y = CLAMP (y - area->height / 2, 0, height - area->height);
}

void
lp_picture_draw (cairo_surface_t *picture,
                 cairo_t *cr,
                 gint width,
                 gint height,
                 cairo_rectangle_t *place)
{
  gdouble own_width = cairo_image_surface_get_width (picture);
  gdouble own_height = cairo_image_surface_get_height (picture);
  gdouble scale = MIN (width / own_width, height / own_height);
  cairo_rectangle_t to = { .width = floor (scale * own_width),
                           .height = floor (scale * own_height) };

  to.x = floor ((width - to.width) / 2);
  to.y = floor ((height - to.height) / 2);

  cairo_save (cr);
  cairo_translate (cr, to.x, to.y);
  cairo_scale (cr, to.width / own_width, to.height / own_height);
  cairo_set_source_surface (cr, picture, 0, 0);
  /* Otherwise, the edges of the picture would fade out. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, own_width, own_height);
  cairo_fill (cr);
  cairo_restore (cr);

  if (place)
    *place = to;
}
