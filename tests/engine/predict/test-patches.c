/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Patches that are predicted one by one, in any order, give the numbers of a prediction of
 * the whole image, and only those that see a pixel depend on it.
 */

#include <math.h>
#include <string.h>

#include "core/random.h"
#include "lazylabels/lazylabels.h"

#define PATCH 32

static LlNetwork *
make_network (gint channels, gboolean each)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  LlNormalisation normalisation;
  LlNetworkSettings settings;
  LlNetwork *network;

  ll_network_settings_init (&settings);
  settings.channels = channels;
  settings.width = 4;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = PATCH;
  network = ll_network_new (&settings, classes, 5, NULL);

  ll_normalisation_init (&normalisation);
  for (gint c = 0; c < channels; c++)
    {
      normalisation.mean[c] = 0.5f;
      normalisation.deviation[c] = 0.2f;
      normalisation.low[c] = 0.1f;
      normalisation.high[c] = 0.9f;
    }
  normalisation.each = each;
  ll_network_set_normalisation (network, &normalisation);
  return network;
}

static LlImage *
make_image (gint width, gint height, gint channels)
{
  LlImage *image = ll_image_new (width, height, channels);
  LlRandom random;

  ll_random_init (&random, 1, 0, 0);
  for (gint i = 0; i < width * height * channels; i++)
    image->data[i] = (gfloat) ll_random_uniform (&random);
  return image;
}

/* The pixels of @area, as a caller would read them. */
static gfloat *
cut (const LlImage *image, const LlArea *area)
{
  g_autoptr (LlImage) part =
    ll_image_crop (image, area->x, area->y, area->width, area->height);

  return g_steal_pointer (&part->data);
}

/* All patches, in the order of a shuffled list, in layers as large as what is seen. */
static gfloat *
predict_layers (LlPatches *patches, const LlNetwork *network, const LlImage *image)
{
  LlArea grid = ll_patches_get_grid (patches), sight = ll_patches_get_sight (patches);
  gint n_planes = ll_network_get_n_planes (network);
  gsize n = (gsize) n_planes * (gsize) sight.width * (gsize) sight.height;
  gfloat *layers = g_new0 (gfloat, LL_PATCH_LAYERS * n);
  gint count = grid.width * grid.height;

  for (gint k = 0; k < count; k++)
    {
      gint at = (gint) (((gint64) k * 7919) % count);
      LlArea one = { at % grid.width, at / grid.width, 1, 1 };
      LlArea seen = ll_patches_get_seen (patches, &one);
      LlArea place = ll_patches_get_place (patches, one.x, one.y);
      g_autofree gfloat *pixels = cut (image, &seen);
      g_autofree gfloat *out = g_new (gfloat, (gsize) n_planes * PATCH * PATCH);
      gfloat *layer = layers + (gsize) ll_patches_get_layer (one.x, one.y) * n;
      const gfloat *from = out;
      g_autoptr (GError) error = NULL;

      g_assert_true (
        ll_patches_predict (patches, one.x, one.y, pixels, &seen, out, &error));
      g_assert_no_error (error);
      for (gint p = 0; p < n_planes; p++)
        for (gint y = place.y; y < place.y + place.height; y++, from += place.width)
          memcpy (layer +
                    ((gsize) p * (gsize) sight.height + (gsize) y) * (gsize) sight.width +
                    place.x,
                  from, (gsize) place.width * sizeof (gfloat));
    }
  return layers;
}

/* The probabilities of @area: [planes][height][width]. */
static gfloat *
mix (const LlPatches *patches, gint n_planes, const gfloat *layers, const LlArea *area)
{
  LlArea sight = ll_patches_get_sight (patches);
  LlArea sources = ll_patches_get_sources (patches, area);
  gsize n = (gsize) n_planes * (gsize) sources.width * (gsize) sources.height;
  g_autofree gfloat *parts = g_new (gfloat, LL_PATCH_LAYERS * n);
  gfloat *out =
    g_new (gfloat, (gsize) n_planes * (gsize) area->width * (gsize) area->height);
  const gfloat *pointers[LL_PATCH_LAYERS];
  gfloat *to = parts;

  for (gint layer = 0; layer < LL_PATCH_LAYERS; layer++)
    {
      pointers[layer] = to;
      for (gint p = 0; p < n_planes; p++)
        for (gint y = sources.y; y < sources.y + sources.height; y++, to += sources.width)
          memcpy (to,
                  layers +
                    (((gsize) (layer * n_planes + p) * (gsize) sight.height + (gsize) y) *
                       (gsize) sight.width +
                     (gsize) sources.x),
                  (gsize) sources.width * sizeof (gfloat));
    }
  ll_patches_mix (patches, area, n_planes, pointers, out);
  return out;
}

typedef struct
{
  gint width;
  gint height;
  gint channels;
  gdouble scale;
  gint views;
  gboolean each;
} Case;

static const Case cases[] = {
  { 100, 75, 1, 1.0, 1, FALSE },  { 5, 3, 1, 1.0, 1, FALSE },
  { 64, 129, 3, 1.0, 1, FALSE },  { 90, 50, 1, 1.0, 8, TRUE },
  { 100, 75, 1, 0.63, 1, FALSE }, { 41, 200, 3, 0.3, 2, TRUE },
  { 60, 44, 1, 1.7, 1, FALSE },   { 17, 9, 1, 2.5, 4, FALSE },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (LlNetwork) network = make_network (c->channels, c->each);
  g_autoptr (LlImage) image = make_image (c->width, c->height, c->channels);
  const LlImage *images[1] = { image };
  gint n_planes = ll_network_get_n_planes (network);
  gsize n = (gsize) c->width * (gsize) c->height;
  g_autoptr (LlPatches) patches = NULL;
  g_autofree gfloat *expected = NULL;
  g_autofree gfloat *layers = NULL;
  g_autoptr (GError) error = NULL;
  LlPredictSettings settings;
  LlNormalisation own;

  /* A pixel that is not a number is nothing special. */
  image->data[n / 2] = NAN;
  ll_normalisation_measure (&own, images, 1);
  ll_predict_settings_init (&settings);
  settings.scale = c->scale;
  settings.views = c->views;
  settings.own = &own;
  expected = ll_predict_image (network, image, &settings, NULL, NULL, &error);
  g_assert_no_error (error);

  patches = ll_patches_new (network, c->width, c->height, &settings, &error);
  g_assert_no_error (error);
  layers = predict_layers (patches, network, image);

  /* Areas of any size tile the image. */
  for (gint y = 0, h = 1; y < c->height; y += h, h = h * 2 + 1)
    for (gint x = 0, w = 3; x < c->width; x += w, w = w * 3 / 2)
      {
        LlArea area = { x, y, MIN (w, c->width - x), MIN (h, c->height - y) };
        g_autofree gfloat *planes = mix (patches, n_planes, layers, &area);
        const gfloat *p = planes;

        for (gint plane = 0; plane < n_planes; plane++)
          for (gint v = area.y; v < area.y + area.height; v++)
            for (gint u = area.x; u < area.x + area.width; u++)
              g_assert_cmpfloat_with_epsilon (
                *p++, expected[(gsize) plane * n + (gsize) (v * c->width + u)], 1e-5);
      }
}

/* A changed pixel changes those patches alone that say so, and those the image only where
 * they say so.
 */
static void
test_changes (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (LlNetwork) network = make_network (c->channels, FALSE);
  g_autoptr (LlImage) image = make_image (c->width, c->height, c->channels);
  gint n_planes = ll_network_get_n_planes (network);
  gsize n = (gsize) c->width * (gsize) c->height;
  LlArea changed = { c->width / 3, c->height * 2 / 3, 1, 1 };
  LlArea seeing, made, at = { 0, 0, 1, 1 };
  g_autoptr (LlPatches) patches = NULL;
  g_autofree gfloat *before = NULL;
  g_autofree gfloat *after = NULL;
  LlPredictSettings settings;
  gint n_changed = 0;

  ll_predict_settings_init (&settings);
  settings.scale = c->scale;
  before = ll_predict_image (network, image, &settings, NULL, NULL, NULL);
  for (gint channel = 0; channel < c->channels; channel++)
    image->data[(gsize) channel * n + (gsize) (changed.y * c->width + changed.x)] += 0.3f;
  after = ll_predict_image (network, image, &settings, NULL, NULL, NULL);

  patches = ll_patches_new (network, c->width, c->height, &settings, NULL);
  seeing = ll_patches_find_seeing (patches, &changed);
  made = ll_patches_get_made (patches, &seeing);
  for (at.y = 0; at.y < c->height; at.y++)
    for (at.x = 0; at.x < c->width; at.x++)
      {
        gboolean inside = at.x >= made.x && at.x < made.x + made.width &&
                          at.y >= made.y && at.y < made.y + made.height;
        LlArea parts = ll_patches_find_parts (patches, &at);
        gboolean meets =
          parts.x < seeing.x + seeing.width && seeing.x < parts.x + parts.width &&
          parts.y < seeing.y + seeing.height && seeing.y < parts.y + parts.height;

        /* Two ways to ask the same. */
        g_assert_cmpint (inside, ==, meets);
        for (gint p = 0; p < n_planes; p++)
          {
            gsize k = (gsize) p * n + (gsize) (at.y * c->width + at.x);

            if (before[k] != after[k])
              {
                g_assert_true (inside);
                n_changed++;
              }
          }
      }
  g_assert_cmpint (n_changed, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *numbers = g_strdup_printf ("/patches/numbers/%u", i);
      g_autofree gchar *changes = g_strdup_printf ("/patches/changes/%u", i);

      g_test_add_data_func (numbers, &cases[i], test_case);
      g_test_add_data_func (changes, &cases[i], test_changes);
    }
  return g_test_run ();
}
