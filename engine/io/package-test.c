/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The test of a package: an image, and what the network makes of it.
 *
 * Programs do what rdf.yaml says with the image before they hand it to the model.  Where
 * that is a stretching, percentiles lie between two pixel values, as NumPy takes them, and
 * not at one, as in the plug-in; the difference is that between neighbours among all
 * values in their order.
 */

#include <math.h>
#include <string.h>

#include "core/random.h"
#include "data/mirror.h"
#include "data/most-probable.h"
#include "io/network-export-private.h"

/* The largest side of a test, unless the network learned from larger patches. */
#define MOST_SIDE 512

/* A generated image: discs whose diameter is this share of its side, if that of objects is
 * not known; and how much brighter than the surroundings they are, and the noise, in
 * standard deviations of what the network learned from.
 */
#define DIAMETER_SHARE 0.125
#define BRIGHTER       1.8
#define NOISE          0.15

void
ll_package_get_sides (const LlNetworkExport *export, gint *min, gint *step)
{
  const LlNetworkSettings *settings = ll_network_get_settings (export->network);
  gdouble scale = ll_network_export_get_scale (export);

  *step = scale == 1.0 ? 1 << (settings->levels - 1) : 1;
  *min = scale == 1.0 ? settings->patch
                      : (gint) CLAMP (ceil (settings->patch / scale), 16, MOST_SIDE);
}

gint
ll_package_get_halo (const LlNetworkExport *export)
{
  gint min, step;

  ll_package_get_sides (export, &min, &step);
  return min / 4;
}

/* The middle of an image, with mirror images where that is smaller. */
static LlImage *
take_middle (const LlImage *from, gint side)
{
  LlImage *image = ll_image_new (side, side, from->channels);
  gfloat *to = image->data;
  gint left = MAX (0, (from->width - side) / 2);
  gint top = MAX (0, (from->height - side) / 2);

  for (gint c = 0; c < from->channels; c++)
    for (gint y = 0; y < side; y++)
      {
        const gfloat *row = from->data + ((gsize) c * (gsize) from->height +
                                          (gsize) ll_mirror (top + y, from->height)) *
                                           (gsize) from->width;

        for (gint x = 0; x < side; x++)
          *to++ = row[ll_mirror (left + x, from->width)];
      }
  return image;
}

/* How much of each pixel discs cover. */
static gfloat *
draw_discs (gint side, gdouble diameter, LlRandom *random)
{
  gfloat *covered = g_new0 (gfloat, (gsize) side * (gsize) side);
  gint n = MAX (2, (gint) (0.35 * side * side / (diameter * diameter)));

  for (gint i = 0; i < n; i++)
    {
      gdouble radius = diameter / 2.0 * (0.75 + 0.5 * ll_random_uniform (random));
      gdouble x = side * ll_random_uniform (random);
      gdouble y = side * ll_random_uniform (random);

      for (gint row = MAX (0, (gint) (y - radius - 1));
           row < MIN (side, (gint) (y + radius + 2)); row++)
        for (gint column = MAX (0, (gint) (x - radius - 1));
             column < MIN (side, (gint) (x + radius + 2)); column++)
          {
            gfloat *pixel = covered + (gsize) row * (gsize) side + column;
            gdouble inside = radius - hypot (column + 0.5 - x, row + 0.5 - y);

            *pixel = MAX (*pixel, (gfloat) CLAMP (inside + 0.5, 0.0, 1.0));
          }
    }
  return covered;
}

static LlImage *
generate (const LlNetworkExport *export, gint side)
{
  const LlNetworkSettings *settings = ll_network_get_settings (export->network);
  const LlNormalisation *normalisation = ll_network_get_normalisation (export->network);
  gdouble diameter = ll_network_get_summary (export->network)->diameter *
                     settings->scale / ll_network_export_get_scale (export);
  LlImage *image = ll_image_new (side, side, settings->channels);
  gsize n = (gsize) side * (gsize) side;
  g_autofree gfloat *covered = NULL;
  LlRandom random;

  ll_random_init (&random, 1, 0, 0);
  if (!(diameter >= 4.0 && diameter <= side))
    diameter = MAX (4.0, side * DIAMETER_SHARE);
  covered = draw_discs (side, diameter, &random);
  for (gint c = 0; c < settings->channels; c++)
    for (gsize i = 0; i < n; i++)
      {
        gdouble value =
          BRIGHTER * (covered[i] - 0.35) + NOISE * ll_random_normal (&random);

        value = normalisation->mean[c] + normalisation->deviation[c] * value;
        image->data[(gsize) c * n + i] = (gfloat) CLAMP (value, 0.0, 1.0);
      }
  return image;
}

/* Values as other programs give them, which can be told from each other in few bits. */
static void
make_foreign (LlImage *image, gdouble white)
{
  gsize n = (gsize) image->channels * (gsize) image->width * (gsize) image->height;

  for (gsize i = 0; i < n; i++)
    {
      gdouble value = image->data[i] * white;

      if (white > 1.0 && isfinite (value))
        value = round (CLAMP (value, 0.0, white));
      image->data[i] = isfinite (value) ? (gfloat) value : 0.0f;
    }
}

static gint
compare_values (gconstpointer a, gconstpointer b)
{
  gfloat p = *(const gfloat *) a;
  gfloat q = *(const gfloat *) b;

  return (p > q) - (p < q);
}

static gdouble
find_percentile (const gfloat *sorted, gsize n, gdouble percentile)
{
  gdouble place = percentile / 100.0 * (gdouble) (n - 1);
  gsize first = (gsize) place;
  gsize second = MIN (first + 1, n - 1);

  return sorted[first] + (place - (gdouble) first) * (sorted[second] - sorted[first]);
}

static void
stretch (LlImage *image)
{
  gsize n = (gsize) image->width * (gsize) image->height;
  g_autofree gfloat *sorted = g_new (gfloat, n);

  for (gint c = 0; c < image->channels; c++)
    {
      gfloat *values = image->data + (gsize) c * n;
      gdouble low, high;

      memcpy (sorted, values, n * sizeof (gfloat));
      qsort (sorted, n, sizeof (gfloat), compare_values);
      low = find_percentile (sorted, n, LL_PACKAGE_LOW);
      high = find_percentile (sorted, n, LL_PACKAGE_HIGH);
      for (gsize i = 0; i < n; i++)
        values[i] = (gfloat) ((values[i] - low) / (high - low + LL_PACKAGE_EPSILON));
    }
}

LlPackageTest *
ll_package_test_new (const LlNetworkExport *export, GError **error)
{
  g_autoptr (LlPackageTest) test = g_new0 (LlPackageTest, 1);
  const LlNormalisation *normalisation = ll_network_get_normalisation (export->network);
  gint classes = ll_network_get_n_task_classes (export->network, LL_TASK_SEGMENTATION);
  g_autoptr (LlImage) own = NULL;
  gint side, step;
  gsize n;

  ll_package_get_sides (export, &side, &step);
  test->image =
    export->example ? take_middle (export->example, side) : generate (export, side);
  make_foreign (test->image, export->white);

  own = ll_image_crop (test->image, 0, 0, side, side);
  n = (gsize) own->channels * (gsize) side * (gsize) side;
  if (normalisation->each)
    stretch (own);
  else
    for (gsize i = 0; i < n; i++)
      own->data[i] = (gfloat) (own->data[i] / export->white);
  if (!ll_network_export_run (export, own, test->probabilities, error))
    return NULL;

  test->classes = ll_labels_new (side, side, 0);
  n = (gsize) side * (gsize) side;
  ll_most_probable_of_planes (test->probabilities[LL_TASK_SEGMENTATION], n, classes, n,
                              test->classes->data);
  return g_steal_pointer (&test);
}

void
ll_package_test_free (LlPackageTest *test)
{
  if (!test)
    return;

  ll_image_free (test->image);
  for (gint task = 0; task < LL_N_TASKS; task++)
    g_free (test->probabilities[task]);
  ll_labels_free (test->classes);
  g_free (test);
}

GBytes *
ll_npy_new (const gfloat *values, gint channels, gint height, gint width)
{
  static const gchar magic[] = "\x93NUMPY\x01";
  gsize n = (gsize) channels * (gsize) height * (gsize) width;
  g_autoptr (GString) header = g_string_new (NULL);
  GByteArray *file = g_byte_array_new ();
  guint8 length[2];

  g_string_printf (header,
                   "{'descr': '<f4', 'fortran_order': False, 'shape': (1, %d, %d, %d), }",
                   channels, height, width);
  /* Magic, two bytes of version, two of length: data begin at a multiple of 64. */
  while ((10 + header->len + 1) % 64 != 0)
    g_string_append_c (header, ' ');
  g_string_append_c (header, '\n');
  length[0] = (guint8) (header->len & 255);
  length[1] = (guint8) (header->len >> 8);
  g_byte_array_append (file, (const guint8 *) magic, 8);
  g_byte_array_append (file, length, 2);
  g_byte_array_append (file, (const guint8 *) header->str, (guint) header->len);
  for (gsize i = 0; i < n; i++)
    {
      guint32 bits;

      memcpy (&bits, &values[i], sizeof bits);
      bits = GUINT32_TO_LE (bits);
      g_byte_array_append (file, (const guint8 *) &bits, sizeof bits);
    }
  return g_byte_array_free_to_bytes (file);
}
