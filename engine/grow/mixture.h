/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Mixtures of Gaussians: which colours belong to the object, which to the rest. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LL_MAX_COMPONENTS 8

typedef struct
{
  gdouble weight; /* share of the colours; 0: an empty component */
  gdouble mean[3];
  gdouble inverse[3][3]; /* of the covariance                    */
  gdouble scale;         /* weight / sqrt ((2 pi)^channels det)  */
} LlGaussian;

typedef struct
{
  gint channels;
  gint n; /* components */
  LlGaussian components[LL_MAX_COMPONENTS];
} LlMixture;

/**
 * ll_mixture_fit:
 * @mixture: (out caller-allocates)
 * @colours: [n_colours][channels]
 * @n_colours: 1 or more
 * @channels: 1 or 3
 * @n: components, 1 .. %LL_MAX_COMPONENTS; fewer where there are fewer colours
 *
 * Starts from k-means and goes on by expectation and maximisation (C. M. Bishop, "Pattern
 * Recognition and Machine Learning", 9.2.2).
 */
void ll_mixture_fit (LlMixture *mixture,
                     const gfloat *colours,
                     gsize n_colours,
                     gint channels,
                     gint n);

/**
 * ll_mixture_get_price:
 * @colour: [channels]
 *
 * Returns: -log of the density at the colour.
 */
gfloat ll_mixture_get_price (const LlMixture *mixture, const gfloat *colour);

G_END_DECLS
