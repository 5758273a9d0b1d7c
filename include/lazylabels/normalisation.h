/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How pixel values become the numbers that a network sees, and which pixel values the
 * network has learned from.
 */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"

G_BEGIN_DECLS

/* One entry per channel.  Percentiles describe the pixel values of the images; values far
 * outside of them (see ll_normalisation_get_limits()) are clipped, so that a few hot pixels
 * neither move the mean nor flood the network.
 */
typedef struct
{
  gfloat mean[3];
  gfloat deviation[3]; /* > 0                                                */
  gfloat low[3];       /* the percentile 0.5; above high: unknown, as in old
                        * weights files                                      */
  gfloat high[3];      /* the percentile 99.5                                */
  gboolean each;       /* whether each image is stretched before, channel by channel, so
                        * that its own percentiles become 0 and 1: all of the above are
                        * of stretched images                                */
} LlNormalisation;

/* How the pixel values of an image compare with those that a network has learned from. */
typedef enum
{
  LL_VALUES_FIT,
  LL_VALUES_DARKER,
  LL_VALUES_BRIGHTER,
  LL_VALUES_FLAT, /* in a small part of the range */
  LL_VALUES_WIDE  /* over several times the range */
} LlValues;

/**
 * ll_normalisation_init:
 * @normalisation: (out caller-allocates): changes nothing; its percentiles are unknown
 */
void ll_normalisation_init (LlNormalisation *normalisation);

/**
 * ll_normalisation_measure:
 * @normalisation: (out caller-allocates): of all images together
 * @images: @n images of the same number of channels
 * @n: >= 1
 *
 * Measures the pixels that are there and finite; if there is none, the result is that of
 * ll_normalisation_init().
 */
void ll_normalisation_measure (LlNormalisation *normalisation,
                               const LlImage *const *images,
                               guint n);

/**
 * ll_normalisation_adapt:
 * @learned: of a network
 * @own: of the image that it is to see
 * @adapted: (out caller-allocates): what normalises that image's pixel values as they are:
 *   @learned itself, unless it is of stretched images
 */
void ll_normalisation_adapt (const LlNormalisation *learned,
                             const LlNormalisation *own,
                             LlNormalisation *adapted);

/**
 * ll_normalisation_stretch:
 * @own: of @image
 * @image: its values become those between 0 and 1, and what lies beyond the percentiles
 *   lies beyond these
 */
void ll_normalisation_stretch (const LlNormalisation *own, LlImage *image);

/* The same for @n values of a channel. */
void ll_normalisation_stretch_values (const LlNormalisation *own,
                                      gint channel,
                                      gsize n,
                                      gfloat *values);

/**
 * ll_normalisation_differ:
 * @own: of each image
 * @n: how many images
 * @channels: 1 or 3
 *
 * Returns: whether the images' percentiles differ so much that they had better be
 *   stretched: the same brightness doesn't mean the same in all of them.
 */
gboolean ll_normalisation_differ (const LlNormalisation *own, guint n, gint channels);

/* Whether the percentiles are known. */
gboolean ll_normalisation_has_percentiles (const LlNormalisation *normalisation);

/**
 * ll_normalisation_get_limits:
 * @channel: which channel
 * @least: (out): values below are clipped to it
 * @most: (out): values above are clipped to it
 */
void ll_normalisation_get_limits (const LlNormalisation *normalisation,
                                  gint channel,
                                  gfloat *least,
                                  gfloat *most);

/**
 * ll_normalisation_compare:
 * @learned: of the images that a network has learned from
 * @own: of another image
 * @channels: 1 or 3
 *
 * Returns: whether the values of the image are such as the network can know; %LL_VALUES_FIT
 *   as well if either is unknown.
 */
LlValues ll_normalisation_compare (const LlNormalisation *learned,
                                   const LlNormalisation *own,
                                   gint channels);

/**
 * ll_normalisation_find_factor:
 * @learned: of the images that a network has learned from
 * @own: of another image, which does not fit
 * @channels: 1 or 3
 *
 * Looks for the factor between two ways to store the same picture: integers of 8 bits, 10,
 * 12 or 14 bits in 16, or such integers as floating-point numbers.
 *
 * Returns: the factor that makes the values of the image those of the others, or 1 if there
 *   is none beyond doubt.
 */
gfloat ll_normalisation_find_factor (const LlNormalisation *learned,
                                     const LlNormalisation *own,
                                     gint channels);

G_END_DECLS
