/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measures pixel values, and compares those of one image with those of others. */

#include "data/stored.h"

#include <math.h>

/* Percentiles are taken from at most so many pixels: those of a million lie within 0.02 of
 * the rank of all, with 95 % confidence.
 */
#define MAX_SAMPLE 1000000

#define LOW_SHARE  0.005
#define HIGH_SHARE 0.995

/* Values are clipped where they lie beyond the percentiles by so many times the distance
 * between these.  Integer images that use a third of their range are never clipped.
 */
#define MARGIN 2.0f

/* An image fits if the middle of its percentiles lies within those of the others, give or
 * take this share of their distance, and ...
 */
#define MIDDLE_MARGIN 0.3

/* ... the distance of its own percentiles is between these shares of it. */
#define FLAT_SHARE 0.125
#define WIDE_SHARE 5.0

/* After a conversion both percentiles agree within this share of their distance. */
#define SAME_SHARE 0.15

/* Images differ too much when one's range of brightness is so many times another's, or when
 * the middles of two lie so many times the smaller range apart.
 */
#define RANGES_APART  2.5
#define MIDDLES_APART 1.0

/* The least standard deviation, as a share of the largest value: whatever the unit of the
 * values is, rounding errors are not contrast.
 */
#define MIN_DEVIATION 1e-6

void
ll_normalisation_init (LlNormalisation *normalisation)
{
  for (gint c = 0; c < 3; c++)
    {
      normalisation->mean[c] = 0.0f;
      normalisation->deviation[c] = 1.0f;
      normalisation->low[c] = G_MAXFLOAT;
      normalisation->high[c] = -G_MAXFLOAT;
    }
  normalisation->each = FALSE;
}

/* Whether the pixel with this number and this value counts. */
static inline gboolean
is_there (const LlImage *image, gsize k, gfloat value)
{
  return !(image->missing && image->missing[k]) && isfinite (value);
}

/* The value that would be at @rank if the @n @values were sorted, by Hoare's selection, which
 * moves them: smaller ones before it, larger ones after it.
 */
static gfloat
select_value (gfloat *values, gint64 n, gint64 rank)
{
  gint64 first = 0;
  gint64 last = n - 1;

  while (first < last)
    {
      gfloat pivot = values[first + (last - first) / 2];
      gint64 i = first;
      gint64 k = last;

      while (i <= k)
        {
          while (values[i] < pivot)
            i++;
          while (values[k] > pivot)
            k--;
          if (i <= k)
            {
              gfloat value = values[i];

              values[i++] = values[k];
              values[k--] = value;
            }
        }
      if (rank <= k)
        last = k;
      else if (rank >= i)
        first = i;
      else
        break;
    }
  return values[rank];
}

static gsize
find_common_divisor (gsize a, gsize b)
{
  while (b != 0)
    {
      gsize rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

/* Adds every @step-th pixel, where the step is such that all columns take part. */
static void
add_sample (const LlImage *image, gint channel, gsize step, GArray *sample)
{
  gsize width = (gsize) image->width;
  gsize n = width * (gsize) image->height;

  while (step > 1 && find_common_divisor (step, (gsize) image->width) > 1)
    step++;
  for (gsize k = 0; k < n; k += step)
    {
      gfloat value;

      ll_image_read (image, channel, (gint) (k % width), (gint) (k / width), 1, &value);
      if (is_there (image, k, value))
        g_array_append_val (sample, value);
    }
}

static gboolean
find_percentiles (LlNormalisation *normalisation,
                  gint channel,
                  const LlImage *const *images,
                  guint n)
{
  g_autoptr (GArray) sample = g_array_new (FALSE, FALSE, sizeof (gfloat));
  gsize pixels = 0;
  gfloat *values;

  for (guint i = 0; i < n; i++)
    pixels += (gsize) images[i]->width * (gsize) images[i]->height;
  for (guint i = 0; i < n; i++)
    add_sample (images[i], channel, pixels / MAX_SAMPLE + 1, sample);
  /* Few pixels may be there, and all of them between those of the sample. */
  if (sample->len == 0)
    for (guint i = 0; i < n; i++)
      add_sample (images[i], channel, 1, sample);
  if (sample->len == 0)
    return FALSE;

  values = (gfloat *) (gpointer) sample->data;
  normalisation->low[channel] =
    select_value (values, sample->len, (gint64) (LOW_SHARE * (sample->len - 1)));
  normalisation->high[channel] =
    select_value (values, sample->len, (gint64) ceil (HIGH_SHARE * (sample->len - 1)));
  return TRUE;
}

/* The least standard deviation that a channel may have. */
static gdouble
find_least_deviation (gfloat low, gfloat high)
{
  gdouble largest = MAX (fabs ((gdouble) low), fabs ((gdouble) high));

  return MIN_DEVIATION * (largest > 0.0 ? largest : 1.0);
}

/* The values of a channel, in @own if they are stored.  They are summed as a whole, because the
 * order of sums, which are taken in vectors, would be another row by row.
 */
static const gfloat *
get_plane (const LlImage *image, gint channel, gfloat **own)
{
  gsize width = (gsize) image->width;
  gsize plane = width * (gsize) image->height;

  if (image->data)
    return image->data + (gsize) channel * plane;

  *own = g_new (gfloat, plane);
  for (gint y = 0; y < image->height; y++)
    ll_image_read (image, channel, 0, y, image->width, *own + (gsize) y * width);

  return *own;
}

void
ll_normalisation_measure (LlNormalisation *normalisation,
                          const LlImage *const *images,
                          guint n)
{
  ll_normalisation_init (normalisation);

  for (gint c = 0; c < images[0]->channels; c++)
    {
      gdouble pixels = 0.0, sum = 0.0, squares = 0.0;
      gdouble low, deviation;
      gfloat least, most;

      if (!find_percentiles (normalisation, c, images, n))
        {
          ll_normalisation_init (normalisation);
          return;
        }

      ll_normalisation_get_limits (normalisation, c, &least, &most);
      low = (gdouble) normalisation->low[c];
      for (guint i = 0; i < n; i++)
        {
          gsize plane = (gsize) images[i]->width * (gsize) images[i]->height;
          g_autofree gfloat *own = NULL;
          const gfloat *data = get_plane (images[i], c, &own);

          for (gsize k = 0; k < plane; k++)
            if (is_there (images[i], k, data[k]))
              {
                /* From the low percentile, because squares of large values cancel. */
                gdouble value = (gdouble) CLAMP (data[k], least, most) - low;

                sum += value;
                squares += value * value;
                pixels += 1.0;
              }
        }
      deviation = sqrt (MAX (squares / pixels - sum / pixels * (sum / pixels), 0.0));
      normalisation->mean[c] = (gfloat) (low + sum / pixels);
      normalisation->deviation[c] = (gfloat) MAX (
        deviation, find_least_deviation (normalisation->low[c], normalisation->high[c]));
    }
}

gboolean
ll_normalisation_has_percentiles (const LlNormalisation *normalisation)
{
  return normalisation->low[0] <= normalisation->high[0];
}

void
ll_normalisation_get_limits (const LlNormalisation *normalisation,
                             gint channel,
                             gfloat *least,
                             gfloat *most)
{
  gfloat low = normalisation->low[channel];
  gfloat high = normalisation->high[channel];
  gfloat margin = MARGIN * (high - low);

  /* Where nearly all values are the same, no other one is an outlier. */
  if (low < high && isfinite (margin))
    {
      *least = low - margin;
      *most = high + margin;
    }
  else
    {
      *least = -G_MAXFLOAT;
      *most = G_MAXFLOAT;
    }
}

/* Both percentiles averaged over the channels. */
static void
average (const LlNormalisation *normalisation, gint channels, gdouble *low, gdouble *high)
{
  *low = *high = 0.0;
  for (gint c = 0; c < channels; c++)
    {
      *low += (gdouble) normalisation->low[c] / channels;
      *high += (gdouble) normalisation->high[c] / channels;
    }
}

/* The distance of the percentiles; 1 where they tell nothing. */
static gfloat
get_range (const LlNormalisation *own, gint channel)
{
  gfloat range = own->high[channel] - own->low[channel];

  return range > 0.0f && isfinite (range) ? range : 1.0f;
}

static gfloat
get_low (const LlNormalisation *own, gint channel)
{
  return ll_normalisation_has_percentiles (own) ? own->low[channel] : 0.0f;
}

void
ll_normalisation_adapt (const LlNormalisation *learned,
                        const LlNormalisation *own,
                        LlNormalisation *adapted)
{
  *adapted = *learned;
  if (!learned->each)
    return;

  adapted->each = FALSE;
  for (gint c = 0; c < 3; c++)
    {
      gfloat range = get_range (own, c);
      gfloat low = get_low (own, c);

      adapted->mean[c] = low + range * learned->mean[c];
      adapted->deviation[c] = range * learned->deviation[c];
      if (learned->low[c] <= learned->high[c])
        {
          adapted->low[c] = low + range * learned->low[c];
          adapted->high[c] = low + range * learned->high[c];
        }
    }
}

void
ll_normalisation_stretch_values (const LlNormalisation *own,
                                 gint channel,
                                 gsize n,
                                 gfloat *values)
{
  gfloat range = get_range (own, channel);
  gfloat low = get_low (own, channel);

  for (gsize k = 0; k < n; k++)
    values[k] = (values[k] - low) / range;
}

void
ll_normalisation_stretch (const LlNormalisation *own, LlImage *image)
{
  gsize n = (gsize) image->width * (gsize) image->height;

  for (gint c = 0; image->data && c < image->channels; c++)
    ll_normalisation_stretch_values (own, c, n, image->data + (gsize) c * n);
  if (image->stored)
    {
      image->stored->own = *own;
      image->stored->stretched = TRUE;
    }
}

gboolean
ll_normalisation_differ (const LlNormalisation *own, guint n, gint channels)
{
  gdouble narrow = G_MAXDOUBLE, wide = 0.0, dark = G_MAXDOUBLE, bright = -G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      gdouble low, high;

      if (!ll_normalisation_has_percentiles (&own[i]))
        continue;
      average (&own[i], channels, &low, &high);
      if (!(low < high))
        continue;
      narrow = MIN (narrow, high - low);
      wide = MAX (wide, high - low);
      dark = MIN (dark, (low + high) / 2.0);
      bright = MAX (bright, (low + high) / 2.0);
    }
  return wide > RANGES_APART * narrow || bright - dark > MIDDLES_APART * narrow;
}

LlValues
ll_normalisation_compare (const LlNormalisation *learned,
                          const LlNormalisation *own,
                          gint channels)
{
  gdouble low, high, own_low, own_high, middle, share;

  if (learned->each || !ll_normalisation_has_percentiles (learned) ||
      !ll_normalisation_has_percentiles (own))
    return LL_VALUES_FIT;

  average (learned, channels, &low, &high);
  average (own, channels, &own_low, &own_high);
  if (!(low < high))
    return LL_VALUES_FIT;

  middle = ((own_low + own_high) / 2.0 - low) / (high - low);
  share = (own_high - own_low) / (high - low);
  if (middle < -MIDDLE_MARGIN || (share < FLAT_SHARE && middle < 0.0))
    return LL_VALUES_DARKER;
  if (middle > 1.0 + MIDDLE_MARGIN || (share < FLAT_SHARE && middle > 1.0))
    return LL_VALUES_BRIGHTER;
  if (share < FLAT_SHARE)
    return LL_VALUES_FLAT;
  return share > WIDE_SHARE ? LL_VALUES_WIDE : LL_VALUES_FIT;
}

gfloat
ll_normalisation_find_factor (const LlNormalisation *learned,
                              const LlNormalisation *own,
                              gint channels)
{
  /* The largest value of each way to store a picture, as GIMP shows it. */
  static const gdouble scales[] = {
    1.0,    1023.0 / 65535.0, 4095.0 / 65535.0, 16383.0 / 65535.0, 255.0,
    1023.0, 4095.0,           16383.0,          65535.0,
  };
  gdouble low, high, own_low, own_high;
  gdouble found = 1.0;
  gdouble best = SAME_SHARE;

  if (learned->each || !ll_normalisation_has_percentiles (learned) ||
      !ll_normalisation_has_percentiles (own))
    return 1.0f;

  average (learned, channels, &low, &high);
  average (own, channels, &own_low, &own_high);
  for (gsize from = 0; from < G_N_ELEMENTS (scales); from++)
    for (gsize to = 0; to < G_N_ELEMENTS (scales); to++)
      {
        gdouble factor = scales[to] / scales[from];
        gdouble error =
          MAX (fabs (own_low * factor - low), fabs (own_high * factor - high));

        /* One of the two is stored as is usual, and neither exceeds its scale. */
        if ((from != 0) == (to != 0) || own_high > scales[from] || high > scales[to])
          continue;
        if (error < best * (high - low))
          {
            best = error / (high - low);
            found = factor;
          }
      }
  return (gfloat) found;
}
