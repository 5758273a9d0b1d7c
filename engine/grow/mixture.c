/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Mixtures are fitted to a sample of the colours: a large area holds no more information
 * than a sample of it.
 */

#include <math.h>
#include <string.h>

#include "grow/mixture.h"

#define MAX_SAMPLES ((gsize) 4096)

#define MEANS_ROUNDS       8
#define EXPECTATION_ROUNDS 8

/* Added to variances: the square of a step of an 8-bit image, so that uniform areas have a
 * finite density.
 */
#define LEAST_VARIANCE (1.0 / (255.0 * 255.0))

/* The least density: no colour is impossible. */
#define LEAST_DENSITY 1e-12

typedef struct
{
  gdouble total;
  gdouble sum[3];
  gdouble products[3][3];
} Moments;

static void
add_colour (Moments *moments, const gfloat *colour, gint channels, gdouble share)
{
  moments->total += share;
  for (gint a = 0; a < channels; a++)
    {
      moments->sum[a] += share * (gdouble) colour[a];
      for (gint b = 0; b < channels; b++)
        moments->products[a][b] += share * (gdouble) colour[a] * (gdouble) colour[b];
    }
}

/* Inverts a 3 x 3 matrix, and returns its determinant. */
static gdouble
invert_matrix (gdouble m[3][3], gdouble inverse[3][3])
{
  gdouble det;

  for (gint i = 0; i < 3; i++)
    for (gint k = 0; k < 3; k++)
      {
        gint a = (k + 1) % 3;
        gint b = (k + 2) % 3;
        gint c = (i + 1) % 3;
        gint d = (i + 2) % 3;

        inverse[i][k] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
      }
  det = m[0][0] * inverse[0][0] + m[0][1] * inverse[1][0] + m[0][2] * inverse[2][0];
  for (gint i = 0; i < 3; i++)
    for (gint k = 0; k < 3; k++)
      inverse[i][k] /= det;
  return det;
}

/* With a single channel, the other two have variance 1 and no effect. */
static void
set_gaussian (LlGaussian *gaussian, const Moments *moments, gint channels, gdouble all)
{
  gdouble covariance[3][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
  gdouble det;

  memset (gaussian, 0, sizeof (*gaussian));
  if (!(moments->total > 1e-3))
    return;

  gaussian->weight = moments->total / all;
  for (gint a = 0; a < channels; a++)
    gaussian->mean[a] = moments->sum[a] / moments->total;
  for (gint a = 0; a < channels; a++)
    for (gint b = 0; b < channels; b++)
      covariance[a][b] = moments->products[a][b] / moments->total -
                         gaussian->mean[a] * gaussian->mean[b] +
                         (a == b ? LEAST_VARIANCE : 0.0);

  det = invert_matrix (covariance, gaussian->inverse);
  gaussian->scale = gaussian->weight / sqrt (pow (2.0 * G_PI, channels) * det);
}

static gdouble
find_density (const LlGaussian *gaussian, const gfloat *colour, gint channels)
{
  gdouble square = 0.0;

  if (gaussian->weight == 0.0)
    return 0.0;

  for (gint a = 0; a < channels; a++)
    for (gint b = 0; b < channels; b++)
      square += ((gdouble) colour[a] - gaussian->mean[a]) * gaussian->inverse[a][b] *
                ((gdouble) colour[b] - gaussian->mean[b]);
  return gaussian->scale * exp (-0.5 * square);
}

static gdouble
find_square (const gfloat *colour, const gdouble *mean, gint channels)
{
  gdouble square = 0.0;

  for (gint c = 0; c < channels; c++)
    square += ((gdouble) colour[c] - mean[c]) * ((gdouble) colour[c] - mean[c]);
  return square;
}

/* The first centre is the mean; each further one is the colour that is farthest from all
 * previous centres.
 */
static void
choose_centres (const gfloat *colours,
                gsize n_colours,
                gint channels,
                gint n,
                gdouble centres[][3])
{
  g_autofree gdouble *far = g_new (gdouble, n_colours);

  for (gsize i = 0; i < n_colours; i++)
    for (gint c = 0; c < channels; c++)
      centres[0][c] += (gdouble) colours[i * (gsize) channels + (gsize) c];
  for (gint c = 0; c < channels; c++)
    centres[0][c] /= (gdouble) n_colours;
  for (gsize i = 0; i < n_colours; i++)
    far[i] = G_MAXDOUBLE;

  for (gint k = 1; k < n; k++)
    {
      gsize best = 0;

      for (gsize i = 0; i < n_colours; i++)
        {
          gdouble square =
            find_square (colours + i * (gsize) channels, centres[k - 1], channels);

          far[i] = MIN (far[i], square);
          if (far[i] > far[best])
            best = i;
        }
      for (gint c = 0; c < channels; c++)
        centres[k][c] = (gdouble) colours[best * (gsize) channels + (gsize) c];
    }
}

static void
find_means (LlMixture *mixture, const gfloat *colours, gsize n_colours)
{
  gint channels = mixture->channels;
  gdouble centres[LL_MAX_COMPONENTS][3] = { { 0.0 } };
  Moments moments[LL_MAX_COMPONENTS];

  choose_centres (colours, n_colours, channels, mixture->n, centres);
  for (gint round = 0; round < MEANS_ROUNDS; round++)
    {
      memset (moments, 0, sizeof (moments));
      for (gsize i = 0; i < n_colours; i++)
        {
          const gfloat *colour = colours + i * (gsize) channels;
          gdouble least = G_MAXDOUBLE;
          gint nearest = 0;

          for (gint k = 0; k < mixture->n; k++)
            {
              gdouble square = find_square (colour, centres[k], channels);

              if (square < least)
                {
                  least = square;
                  nearest = k;
                }
            }
          add_colour (&moments[nearest], colour, channels, 1.0);
        }
      for (gint k = 0; k < mixture->n; k++)
        for (gint c = 0; c < channels && moments[k].total > 0.0; c++)
          centres[k][c] = moments[k].sum[c] / moments[k].total;
    }

  for (gint k = 0; k < mixture->n; k++)
    set_gaussian (&mixture->components[k], &moments[k], channels, (gdouble) n_colours);
}

static void
improve_mixture (LlMixture *mixture, const gfloat *colours, gsize n_colours)
{
  Moments moments[LL_MAX_COMPONENTS];

  memset (moments, 0, sizeof (moments));
  for (gsize i = 0; i < n_colours; i++)
    {
      const gfloat *colour = colours + i * (gsize) mixture->channels;
      gdouble densities[LL_MAX_COMPONENTS];
      gdouble sum = 0.0;

      for (gint k = 0; k < mixture->n; k++)
        {
          densities[k] =
            find_density (&mixture->components[k], colour, mixture->channels);
          sum += densities[k];
        }
      if (sum > LEAST_DENSITY)
        for (gint k = 0; k < mixture->n; k++)
          add_colour (&moments[k], colour, mixture->channels, densities[k] / sum);
    }
  for (gint k = 0; k < mixture->n; k++)
    set_gaussian (&mixture->components[k], &moments[k], mixture->channels,
                  (gdouble) n_colours);
}

void
ll_mixture_fit (LlMixture *mixture,
                const gfloat *colours,
                gsize n_colours,
                gint channels,
                gint n)
{
  gsize n_samples = MIN (n_colours, MAX_SAMPLES);
  g_autofree gfloat *samples = g_new (gfloat, n_samples * (gsize) channels);

  for (gsize i = 0; i < n_samples; i++)
    memcpy (samples + i * (gsize) channels,
            colours + i * n_colours / n_samples * (gsize) channels,
            (gsize) channels * sizeof (gfloat));

  mixture->channels = channels;
  mixture->n = (gint) MIN ((gsize) CLAMP (n, 1, LL_MAX_COMPONENTS), n_samples);
  find_means (mixture, samples, n_samples);
  for (gint round = 0; round < EXPECTATION_ROUNDS; round++)
    improve_mixture (mixture, samples, n_samples);
}

gfloat
ll_mixture_get_price (const LlMixture *mixture, const gfloat *colour)
{
  gdouble density = 0.0;

  for (gint k = 0; k < mixture->n; k++)
    density += find_density (&mixture->components[k], colour, mixture->channels);
  return (gfloat) -log (MAX (density, LEAST_DENSITY));
}
