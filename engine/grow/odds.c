/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grow/odds.h"

#include <math.h>

#include "grow/gradient.h"
#include "grow/mixture.h"

#define N_FEATURES 3
#define COMPONENTS 4

/* A single pixel says no more than this. */
#define LIMIT 3.0f

/* Sigmas of Gaussians in pixels: against noise, and of the surroundings. */
#define SIGMA_NOISE 1.0
#define SIGMA_NEAR  2.0
#define SIGMA_FAR   4.0

/* The logarithm of a variance, and of one that is not seen. */
#define ROUGHNESS_SCALE 0.1f
#define LEAST_VARIANCE  1e-6f

/* Sets feature @feature to the roughness within @sigma, and returns the means there. */
static gfloat *
measure_roughness (const gfloat *grey,
                   const LlImage *image,
                   gdouble sigma,
                   gsize feature,
                   gfloat *features)
{
  gsize pixels = (gsize) image->width * (gsize) image->height;
  gfloat *means = g_memdup2 (grey, pixels * sizeof (gfloat));
  g_autofree gfloat *squares = g_new (gfloat, pixels);

  ll_smooth (means, image->width, image->height, sigma);
  for (gsize i = 0; i < pixels; i++)
    squares[i] = (grey[i] - means[i]) * (grey[i] - means[i]);
  ll_smooth (squares, image->width, image->height, sigma);
  for (gsize i = 0; i < pixels; i++)
    features[N_FEATURES * i + feature] =
      ROUGHNESS_SCALE * logf (LEAST_VARIANCE + squares[i]);
  return means;
}

gfloat *
ll_odds_features_new (const LlImage *image)
{
  gsize pixels = (gsize) image->width * (gsize) image->height;
  gfloat *features = g_new (gfloat, N_FEATURES * pixels);
  g_autofree gfloat *grey = g_new0 (gfloat, pixels);
  g_autofree gfloat *near = NULL;
  g_autofree gfloat *far = NULL;

  for (gint c = 0; c < image->channels; c++)
    for (gsize i = 0; i < pixels; i++)
      grey[i] += image->data[(gsize) c * pixels + i] / (gfloat) image->channels;
  ll_smooth (grey, image->width, image->height, SIGMA_NOISE);

  near = measure_roughness (grey, image, SIGMA_NEAR, 1, features);
  far = measure_roughness (grey, image, SIGMA_FAR, 2, features);
  for (gsize i = 0; i < pixels; i++)
    features[N_FEATURES * i] = near[i];
  return features;
}

gboolean
ll_odds_fit (const gfloat *features, const guint8 *objects, gsize pixels, gfloat *odds)
{
  LlMixture mixtures[2];

  for (gint side = 0; side < 2; side++)
    {
      g_autoptr (GArray) samples =
        g_array_new (FALSE, FALSE, N_FEATURES * sizeof (gfloat));

      for (gsize i = 0; i < pixels; i++)
        if ((objects[i] != 0) == (side == 1))
          g_array_append_vals (samples, features + N_FEATURES * i, 1);
      if (samples->len == 0)
        return FALSE;
      ll_mixture_fit (&mixtures[side], (const gfloat *) (gpointer) samples->data,
                      samples->len, N_FEATURES, COMPONENTS);
    }

  for (gsize i = 0; i < pixels; i++)
    {
      const gfloat *feature = features + N_FEATURES * i;
      gfloat price = ll_mixture_get_price (&mixtures[0], feature) -
                     ll_mixture_get_price (&mixtures[1], feature);

      odds[i] = CLAMP (price, -LIMIT, LIMIT);
    }
  return TRUE;
}
