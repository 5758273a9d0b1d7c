/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the values of a stored image lie in memory or in a file. */

#pragma once

#include "lazylabels/image.h"
#include "lazylabels/normalisation.h"

G_BEGIN_DECLS

struct _LlStored
{
  GBytes *bytes;        /* that hold @pixels                                         */
  const guint8 *pixels; /* [height][width][components], in the order of the machine  */
  gint components;      /* 1: grey, 3: red, green, blue; the image may have others   */
  gint bits;            /* 8, 16: whole numbers over 255 or 65535; 32: gfloat        */
  GBytes *missing;      /* that hold the missing pixels of the image, or NULL        */
  gboolean stretched;   /* whether the values are to be stretched, as these say      */
  LlNormalisation own;
};

/**
 * ll_stored_new:
 * @bytes: (transfer full): which hold @pixels
 * @pixels: as of #LlStored
 * @components: as of #LlStored
 * @bits: as of #LlStored
 */
LlStored *ll_stored_new (GBytes *bytes, const guint8 *pixels, gint components, gint bits);
void ll_stored_free (LlStored *stored);

/* Takes values of one channel of an image with so many channels from pixel @first on. */
void ll_stored_read (const LlStored *stored,
                     gint channels,
                     gint channel,
                     gsize first,
                     gsize n,
                     gfloat *values);

/* Another image of the same values, which are not copied. */
LlImage *ll_image_share_stored (const LlImage *image);

/* Another map of the same labels, which are not copied. */
LlLabels *ll_labels_share_stored (const LlLabels *labels);

/**
 * ll_image_find_bits:
 * @image: with its values in memory
 *
 * Returns: 8 or 16 where each value is exactly a whole number of so many bits over 255 or 65535,
 *   or else 32.
 */
gint ll_image_find_bits (const LlImage *image);

/* @row: (out): [width][channels] of @bits, from a row of an image with its values in memory */
void ll_image_pack_row (const LlImage *image, gint y, gint bits, gpointer row);

G_END_DECLS
