/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Square views of a sample, turned, scaled and flipped at random (section 4.1). */

#pragma once

#include "core/random.h"
#include "lazylabels/augmentation.h"
#include "lazylabels/normalisation.h"
#include "lazylabels/sample.h"

G_BEGIN_DECLS

/* A shift by amplitude * sin (frequency * place + phase), in pixels and radians. */
typedef struct
{
  gdouble amplitude;
  gdouble frequency;
  gdouble phase;
} LlWave;

/* Where the pixels of a patch lie in the image, and what happens to their values.
 *
 * Pixel (u, v) of a patch, counted from its centre, shows image position
 * (x + matrix[0] u' + matrix[1] v', y + matrix[2] u' + matrix[3] v'), where
 * u' = u + bend[0] (v) and v' = v + bend[1] (u).
 */
typedef struct
{
  gdouble x;
  gdouble y;
  gdouble matrix[4];
  LlWave bend[2];    /* of x along v, of y along u               */
  gfloat contrast;   /* normalised values are multiplied by this */
  gfloat brightness; /* and this is added                        */
} LlView;

/**
 * ll_view_init_random:
 * @view: (out caller-allocates): the view
 * @width: of the image, pixels
 * @height: of the image
 * @patch: side of the patch
 * @augmentation: what to change: any angle, scale 0.8 .. 1.25, flips, brightness, contrast;
 *   with %LL_AUGMENTATION_STRONG scale 0.7 .. 1.4, and some are bent; with
 *   %LL_AUGMENTATION_NONE just a place
 */
void ll_view_init_random (LlView *view,
                          LlRandom *random,
                          gint width,
                          gint height,
                          gint patch,
                          LlAugmentation augmentation);

/* The upright view whose upper left pixel is (@x, @y). */
void ll_view_init_at (LlView *view, gint x, gint y, gint patch);

/**
 * ll_view_read_channel:
 * @image: the image
 * @channel: which channel
 * @normalisation: the values are clipped to its limits, its mean is subtracted, and they
 *   are divided by its deviation
 * @out: (out caller-allocates): @patch * @patch values, bilinear
 */
void ll_view_read_channel (const LlView *view,
                           const LlImage *image,
                           gint channel,
                           gint patch,
                           const LlNormalisation *normalisation,
                           gfloat *out);

/**
 * ll_view_read_labels:
 * @out: (out caller-allocates): @patch * @patch labels, of the nearest pixel
 */
void
ll_view_read_labels (const LlView *view, const LlLabels *labels, gint patch, guint8 *out);

G_END_DECLS
