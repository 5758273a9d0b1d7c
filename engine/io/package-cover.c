/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The picture by which people find a model. */

#include <png.h>
#include <string.h>

#include "data/resize.h"
#include "io/network-export-private.h"

/* Side of each of its halves. */
#define SIDE 384

/* How much of the micrograph the colour of a class covers, inside and on the border. */
#define INSIDE 0.4
#define BORDER 1.0

/* The percentiles of all channels together become black and white, so that colours stay. */
static void
find_limits (const LlImage *image, gfloat *low, gfloat *high)
{
  const LlImage *images[] = { image };
  LlNormalisation own;

  ll_normalisation_measure (&own, images, 1);
  *low = own.low[0];
  *high = own.high[0];
  for (gint c = 1; c < image->channels; c++)
    {
      *low = MIN (*low, own.low[c]);
      *high = MAX (*high, own.high[c]);
    }
  if (!(*high > *low))
    *high = *low + 1.0f;
}

static gboolean
is_border (const LlLabels *labels, gint x, gint y)
{
  guint8 own = labels->data[(gsize) y * (gsize) labels->width + x];

  for (gint dy = -1; dy <= 1; dy++)
    for (gint dx = -1; dx <= 1; dx++)
      if (x + dx >= 0 && x + dx < labels->width && y + dy >= 0 &&
          y + dy < labels->height &&
          labels->data[(gsize) (y + dy) * (gsize) labels->width + x + dx] != own)
        return TRUE;
  return FALSE;
}

static guint8
to_byte (gdouble value)
{
  return (guint8) (CLAMP (value, 0.0, 1.0) * 255.0 + 0.5);
}

/* @rgb: [SIDE][2 * SIDE][3] */
static void
draw (const LlImage *image, const LlLabels *labels, const LlClasses *classes, guint8 *rgb)
{
  gfloat low, high;

  find_limits (image, &low, &high);
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        gsize i = (gsize) y * SIDE + x;
        guint8 *left = rgb + 3 * ((gsize) y * 2 * SIDE + x);
        guint8 *right = left + 3 * SIDE;
        guint8 label = labels->data[i];
        gboolean object = label > 0 && label < ll_classes_get_n (classes);
        LlColour colour = { { 0, 0, 0 } };
        gdouble share = 0.0;

        if (object)
          {
            colour = ll_classes_get_colour (classes, label);
            share = is_border (labels, x, y) ? BORDER : INSIDE;
          }
        for (gint c = 0; c < 3; c++)
          {
            gfloat value =
              image->data[(gsize) (image->channels == 3 ? c : 0) * SIDE * SIDE + i];
            gdouble grey = CLAMP ((value - low) / (high - low), 0.0f, 1.0f);

            left[c] = to_byte (grey);
            right[c] = to_byte ((1.0 - share) * grey + share * colour.rgb[c] / 255.0);
          }
      }
}

static LlLabels *
crop_labels (const LlLabels *labels, gint x, gint y, gint side)
{
  LlLabels *part = ll_labels_new (side, side, 0);

  for (gint j = 0; j < side; j++)
    memcpy (part->data + (gsize) j * (gsize) side,
            labels->data + (gsize) (y + j) * (gsize) labels->width + x, (gsize) side);
  return part;
}

GBytes *
ll_package_cover (const LlImage *image, const LlLabels *labels, const LlClasses *classes)
{
  gint side = MIN (image->width, image->height);
  gint x = (image->width - side) / 2;
  gint y = (image->height - side) / 2;
  g_autoptr (LlImage) part = ll_image_crop (image, x, y, side, side);
  g_autoptr (LlImage) small = NULL;
  g_autoptr (LlLabels) part_labels = crop_labels (labels, x, y, side);
  g_autoptr (LlLabels) small_labels =
    ll_labels_resize (part_labels, SIDE, SIDE, LL_LABEL_IGNORE);
  g_autofree guint8 *rgb = g_new (guint8, 3 * 2 * SIDE * SIDE);
  png_image png = { .version = PNG_IMAGE_VERSION,
                    .width = 2 * SIDE,
                    .height = SIDE,
                    .format = PNG_FORMAT_RGB };
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX (png);
  g_autofree guint8 *bytes = g_malloc (size);

  /* Not a number is black. */
  for (gsize i = 0; i < (gsize) part->channels * (gsize) side * (gsize) side; i++)
    if (!(part->data[i] >= -G_MAXFLOAT && part->data[i] <= G_MAXFLOAT))
      part->data[i] = 0.0f;
  small = ll_image_resize (part, SIDE, SIDE);
  draw (small, small_labels, classes, rgb);
  if (!png_image_write_to_memory (&png, bytes, &size, 0, rgb, 0, NULL))
    g_error ("libpng: %s", png.message); /* it can only lack memory */
  return g_bytes_new (bytes, size);
}
