/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pixels and labels in memory. */

#pragma once

#include <glib.h>

#include "lazylabels/classes.h"

G_BEGIN_DECLS

/* The side of the largest image: positions stay within a gint. */
#define LL_MAX_SIDE 262144

/* Values in the precision that they came in; see lazylabels/store.h. */
typedef struct _LlStored LlStored;

/* Pixel values as GIMP shows them (non-linear, 0 .. 1 for integer images),
 * channel by channel: data[(c * height + y) * width + x].
 */
typedef struct
{
  gint width;
  gint height;
  gint channels; /* 1: grey, 3: red, green, blue */
  gfloat *data;  /* owned; %NULL: the values are @stored, and ll_image_read() gets them */
  LlStored *stored; /* owned, as @missing is by it then; or %NULL */
  guint8 *missing;  /* missing[y * width + x], owned: not 0 where the pixel isn't there,
                    * because it is transparent, not a number, ignored or not selected;
                    * %NULL: all pixels are there                                       */
} LlImage;

/* One class per pixel, or %LL_LABEL_IGNORE: data[y * width + x]. */
typedef struct
{
  gint width;
  gint height;
  guint8 *data;
  GBytes *
    stored; /* that @data lies in, which must not be written then; %NULL: @data is owned */
} LlLabels;

/**
 * ll_image_new:
 * @width: pixels, > 0
 * @height: pixels, > 0
 * @channels: 1 or 3
 *
 * Returns: (transfer full): an image of zeros.
 */
LlImage *ll_image_new (gint width, gint height, gint channels);
void ll_image_free (LlImage *image);

/**
 * ll_image_read:
 * @channel: which channel
 * @x: of the first pixel
 * @y: its row
 * @n: how many pixels of the row
 * @values: (out caller-allocates): [n]
 *
 * Reads values of an image, wherever they lie; several threads may do so at once.
 */
void ll_image_read (const LlImage *image,
                    gint channel,
                    gint x,
                    gint y,
                    gint n,
                    gfloat *values);

/**
 * ll_image_crop:
 * @x: of the part's left column
 * @y: of its top row
 * @width: of the part, which lies in the image
 * @height: of the part
 *
 * Returns: (transfer full): the values of a part of the image, all of which count as there.
 */
LlImage *ll_image_crop (const LlImage *image, gint x, gint y, gint width, gint height);

/**
 * ll_labels_new:
 * @width: pixels, > 0
 * @height: pixels, > 0
 * @value: what every pixel starts with
 *
 * Returns: (transfer full): a label map.
 */
LlLabels *ll_labels_new (gint width, gint height, guint8 value);

/* A copy that may be written. */
LlLabels *ll_labels_copy (const LlLabels *labels);
void ll_labels_free (LlLabels *labels);

/**
 * ll_labels_count:
 * @labels: a label map
 * @counts: (out caller-allocates): pixels of each value, 256 entries
 */
void ll_labels_count (const LlLabels *labels, gint64 counts[256]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlImage, ll_image_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlLabels, ll_labels_free)

G_END_DECLS
