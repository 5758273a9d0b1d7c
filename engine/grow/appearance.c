/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One hidden layer of rectified units, trained with Adam (D. P. Kingma and J. Ba, 2015) on
 * pixels that are drawn at random, equally many of each class.
 */

#include "grow/appearance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/random.h"
#include "grow/gradient.h"

#define MOST_FEATURES 20
#define HIDDEN        24
#define BATCH         32
#define STEPS         1500
#define RATE          0.006f

/* A single pixel says no more than this. */
#define LIMIT 3.0f

/* Features are kept as bytes: this many per deviation. */
#define UNITS 32.0f

#define LEAST_VARIANCE 1e-6f

struct _LlAppearance
{
  gsize pixels;
  gint n_classes;
  gint n_features;
  gint8 *features; /* [pixels][n_features] */
  LlRandom random;
  gfloat hidden[HIDDEN][MOST_FEATURES + 1];
  gfloat out[LL_MAX_CLASSES][HIDDEN + 1];
};

typedef struct
{
  gfloat hidden[HIDDEN][MOST_FEATURES + 1];
  gfloat out[LL_MAX_CLASSES][HIDDEN + 1];
} Weights;

static gfloat *
get_grey (const LlImage *image)
{
  gsize pixels = (gsize) image->width * (gsize) image->height;
  gfloat *grey = g_new0 (gfloat, pixels);

  for (gint c = 0; c < image->channels; c++)
    for (gsize i = 0; i < pixels; i++)
      grey[i] += image->data[(gsize) c * pixels + i] / (gfloat) image->channels;
  return grey;
}

/* Adds a feature, as deviations from its mean. */
static void
add_feature (LlAppearance *appearance, const gfloat *plane)
{
  gint at = appearance->n_features++;
  gdouble sum = 0.0;
  gdouble squares = 0.0;
  gdouble mean, scale;

  for (gsize i = 0; i < appearance->pixels; i++)
    {
      sum += (gdouble) plane[i];
      squares += (gdouble) plane[i] * (gdouble) plane[i];
    }
  mean = sum / (gdouble) appearance->pixels;
  scale = (gdouble) UNITS /
          sqrt (MAX (squares / (gdouble) appearance->pixels - mean * mean, 1e-12));
  for (gsize i = 0; i < appearance->pixels; i++)
    appearance->features[i * MOST_FEATURES + (gsize) at] =
      (gint8) CLAMP (((gdouble) plane[i] - mean) * scale, -127.0, 127.0);
}

static gfloat *
smooth_new (const gfloat *plane, const LlImage *image, gdouble sigma)
{
  gfloat *smooth =
    g_memdup2 (plane, (gsize) image->width * (gsize) image->height * sizeof (gfloat));

  ll_smooth (smooth, image->width, image->height, sigma);
  return smooth;
}

/* Brightness at a scale, and how much it varies there. */
static void
add_scale (LlAppearance *appearance,
           const LlImage *image,
           const gfloat *grey,
           gdouble sigma,
           gboolean varies)
{
  g_autofree gfloat *mean = smooth_new (grey, image, sigma);

  add_feature (appearance, mean);
  if (!varies)
    return;

  for (gsize i = 0; i < appearance->pixels; i++)
    mean[i] = (grey[i] - mean[i]) * (grey[i] - mean[i]);
  ll_smooth (mean, image->width, image->height, sigma);
  for (gsize i = 0; i < appearance->pixels; i++)
    mean[i] = logf (LEAST_VARIANCE + mean[i]);
  add_feature (appearance, mean);
}

static void
add_steepness (LlAppearance *appearance,
               const LlImage *image,
               gdouble sigma,
               gdouble around)
{
  g_autofree gfloat *steepness =
    ll_steepness_new (image->data, image->width, image->height, image->channels, sigma);

  ll_smooth (steepness, image->width, image->height, around);
  add_feature (appearance, steepness);
}

LlAppearance *
ll_appearance_new (const LlImage *image, gint n_classes)
{
  LlAppearance *appearance = g_new0 (LlAppearance, 1);
  g_autofree gfloat *grey = get_grey (image);

  appearance->pixels = (gsize) image->width * (gsize) image->height;
  appearance->n_classes = n_classes;
  appearance->features = g_new0 (gint8, appearance->pixels * MOST_FEATURES);
  ll_random_init (&appearance->random, 1, 0, 0);

  ll_smooth (grey, image->width, image->height, 1.0);
  add_feature (appearance, grey);
  add_scale (appearance, image, grey, 2.0, TRUE);
  add_scale (appearance, image, grey, 4.0, TRUE);
  add_scale (appearance, image, grey, 8.0, TRUE);
  add_scale (appearance, image, grey, 16.0, FALSE);
  add_steepness (appearance, image, 1.0, 2.0);
  add_steepness (appearance, image, 1.5, 4.0);
  add_steepness (appearance, image, 3.0, 4.0);
  for (gint c = 0; image->channels > 1 && c < image->channels; c++)
    {
      g_autofree gfloat *near =
        smooth_new (image->data + (gsize) c * appearance->pixels, image, 1.0);
      g_autofree gfloat *far =
        smooth_new (image->data + (gsize) c * appearance->pixels, image, 3.0);

      add_feature (appearance, near);
      add_feature (appearance, far);
    }

  for (gint h = 0; h < HIDDEN; h++)
    for (gint f = 0; f < appearance->n_features; f++)
      appearance->hidden[h][f] = (gfloat) (ll_random_normal (&appearance->random) *
                                           sqrt (2.0 / appearance->n_features));
  return appearance;
}

void
ll_appearance_free (LlAppearance *appearance)
{
  if (!appearance)
    return;

  g_free (appearance->features);
  g_free (appearance);
}

/* Computes the hidden units and the probabilities of the classes of a pixel. */
static void
look_at_pixel (const LlAppearance *appearance,
               gsize pixel,
               gfloat values[MOST_FEATURES + 1],
               gfloat units[HIDDEN + 1],
               gfloat shares[LL_MAX_CLASSES])
{
  const gint8 *features = appearance->features + pixel * MOST_FEATURES;
  gfloat most = -G_MAXFLOAT;
  gfloat sum = 0.0f;

  for (gint f = 0; f < MOST_FEATURES; f++)
    values[f] = (gfloat) features[f] / UNITS;
  values[MOST_FEATURES] = 1.0f;
  for (gint h = 0; h < HIDDEN; h++)
    {
      gfloat unit = 0.0f;

      for (gint f = 0; f <= MOST_FEATURES; f++)
        unit += appearance->hidden[h][f] * values[f];
      units[h] = MAX (unit, 0.0f);
    }
  units[HIDDEN] = 1.0f;
  for (gint k = 0; k < appearance->n_classes; k++)
    {
      gfloat share = 0.0f;

      for (gint h = 0; h <= HIDDEN; h++)
        share += appearance->out[k][h] * units[h];
      shares[k] = share;
      most = MAX (most, share);
    }
  for (gint k = 0; k < appearance->n_classes; k++)
    {
      shares[k] = expf (shares[k] - most);
      sum += shares[k];
    }
  for (gint k = 0; k < appearance->n_classes; k++)
    shares[k] /= sum;
}

/* Adds the gradients of the cross entropy of a pixel. */
static void
learn_pixel (const LlAppearance *appearance, gsize pixel, gint klass, Weights *gradient)
{
  gfloat values[MOST_FEATURES + 1];
  gfloat units[HIDDEN + 1];
  gfloat shares[LL_MAX_CLASSES];
  gfloat back[HIDDEN] = { 0.0f };

  look_at_pixel (appearance, pixel, values, units, shares);
  for (gint k = 0; k < appearance->n_classes; k++)
    {
      gfloat off = (shares[k] - (k == klass ? 1.0f : 0.0f)) / BATCH;

      for (gint h = 0; h < HIDDEN; h++)
        back[h] += off * appearance->out[k][h];
      for (gint h = 0; h <= HIDDEN; h++)
        gradient->out[k][h] += off * units[h];
    }
  for (gint h = 0; h < HIDDEN; h++)
    if (units[h] > 0.0f)
      for (gint f = 0; f <= MOST_FEATURES; f++)
        gradient->hidden[h][f] += back[h] * values[f];
}

static void
step_weights (gfloat *weights,
              const gfloat *gradient,
              gfloat *mean,
              gfloat *square,
              gsize n,
              gfloat rate)
{
  for (gsize i = 0; i < n; i++)
    {
      mean[i] = 0.9f * mean[i] + 0.1f * gradient[i];
      square[i] = 0.99f * square[i] + 0.01f * gradient[i] * gradient[i];
      weights[i] -= rate * mean[i] / (sqrtf (square[i]) + 1e-6f);
    }
}

/* Lists the pixels of each class. */
static void
list_pixels (const LlAppearance *appearance, const guint8 *classes, GArray **lists)
{
  for (gsize i = 0; i < appearance->pixels; i++)
    if (classes[i] < appearance->n_classes)
      {
        guint32 pixel = (guint32) i;

        g_array_append_val (lists[classes[i]], pixel);
      }
}

gboolean
ll_appearance_fit (LlAppearance *appearance, const guint8 *classes)
{
  GArray *lists[LL_MAX_CLASSES] = { NULL };
  gint present[LL_MAX_CLASSES];
  gint n_present = 0;
  gboolean fits;
  g_autofree Weights *gradient = g_new0 (Weights, 1);
  g_autofree Weights *mean = g_new0 (Weights, 1);
  g_autofree Weights *square = g_new0 (Weights, 1);

  for (gint k = 0; k < appearance->n_classes; k++)
    lists[k] = g_array_new (FALSE, FALSE, sizeof (guint32));
  list_pixels (appearance, classes, lists);
  for (gint k = 0; k < appearance->n_classes; k++)
    if (lists[k]->len > 0)
      present[n_present++] = k;
  fits = n_present > 1 && present[0] == 0;

  for (gint step = 0; fits && step < STEPS; step++)
    {
      gfloat rate = RATE * (1.0f - (gfloat) step / STEPS);

      memset (gradient, 0, sizeof (Weights));
      for (gint i = 0; i < BATCH; i++)
        {
          gint klass = present[(step * BATCH + i) % n_present];
          gint at = ll_random_int (&appearance->random, (gint) lists[klass]->len);

          learn_pixel (appearance, g_array_index (lists[klass], guint32, at), klass,
                       gradient);
        }
      step_weights (&appearance->hidden[0][0], &gradient->hidden[0][0],
                    &mean->hidden[0][0], &square->hidden[0][0],
                    G_N_ELEMENTS (gradient->hidden) * (MOST_FEATURES + 1), rate);
      step_weights (&appearance->out[0][0], &gradient->out[0][0], &mean->out[0][0],
                    &square->out[0][0], G_N_ELEMENTS (gradient->out) * (HIDDEN + 1),
                    rate);
    }
  for (gint k = 0; k < appearance->n_classes; k++)
    g_array_unref (lists[k]);
  return fits;
}

void
ll_appearance_get_odds (const LlAppearance *appearance, gfloat *odds)
{
  for (gsize i = 0; i < appearance->pixels; i++)
    {
      gfloat values[MOST_FEATURES + 1];
      gfloat units[HIDDEN + 1];
      gfloat shares[LL_MAX_CLASSES];

      look_at_pixel (appearance, i, values, units, shares);
      for (gint k = 0; k < appearance->n_classes; k++)
        odds[(gsize) k * appearance->pixels + i] =
          CLAMP (logf ((shares[k] + 1e-4f) / (1.0f - shares[k] + 1e-4f)), -LIMIT, LIMIT);
    }
}
