/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Exported networks: what they compute is what the predictor computes, wherever no border of
 * a patch is near; files are written whole or not at all; and what can't be exported, or
 * read back, is told.  Other programs read the files in tests/reference/check_onnx.js and
 * check_onnx.py.
 */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "data/resize.h"
#include "folder.h"
#include "io/network-export-private.h"
#include "io/onnx.pb-c.h"
#include "lazylabels/lazylabels.h"
#include "net/network-private.h"

#define SIDE  300
#define PATCH 128
#define NEAR  25 /* farther from a border nothing of it is seen, with two levels */

static LlNetwork *
make_network (LlNetworkKind kind, gint channels, gdouble scale, gboolean each)
{
  const gchar *const names[] = { "grain", "pore" };
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, G_N_ELEMENTS (names), LL_PALETTE_PAPER, NULL);
  LlNetworkSettings settings;
  LlNormalisation normalisation;
  LlNetwork *network;

  ll_network_settings_init (&settings);
  settings.kind = kind;
  settings.channels = channels;
  settings.width = 4;
  settings.levels = 2;
  settings.task_blocks = 1;
  settings.patch = PATCH;
  settings.scale = scale;
  network = ll_network_new (&settings, classes, 3, NULL);
  ll_normalisation_init (&normalisation);
  for (gint c = 0; c < channels; c++)
    {
      normalisation.mean[c] = 0.5f;
      normalisation.deviation[c] = 0.25f;
      normalisation.low[c] = 0.4f;
      normalisation.high[c] = 0.6f;
    }
  normalisation.each = each;
  ll_network_set_normalisation (network, &normalisation);
  return network;
}

static LlImage *
make_image (gint channels)
{
  LlImage *image = ll_image_new (SIDE, SIDE, channels);
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (gint c = 0; c < channels; c++)
    for (gint y = 0; y < SIDE; y++)
      for (gint x = 0; x < SIDE; x++)
        image->data[(c * SIDE + y) * SIDE + x] =
          (gfloat) (0.5 + 0.5 * sin (x * 0.21 + c) * cos (y * 0.17) +
                    0.1 * g_rand_double (random));
  return image;
}

/* Whether a pixel lies far from the borders of all patches, see ll_blend_start(), and from those
 * of the image, beyond which a whole image has nothing and a patch has the mirrored image.
 */
static gboolean
is_far (gint place, gdouble scale)
{
  gint seen = (gint) ((place + 0.5) * scale);
  gint within = (seen + PATCH / 4) % (PATCH / 2);

  return within >= NEAR && within < PATCH / 2 - NEAR && seen >= NEAR &&
         seen < (gint) (SIDE * scale) - NEAR;
}

static void
check_against_predictor (LlNetworkKind kind, gint channels, gdouble scale, gboolean each)
{
  g_autoptr (LlNetwork) network = make_network (kind, channels, scale, each);
  g_autoptr (LlImage) image = make_image (channels);
  g_autoptr (GError) error = NULL;
  LlNetworkExport export = { .network = network, .white = 1.0 };
  gfloat *probabilities[LL_N_TASKS];
  LlPredictSettings settings;
  g_autofree gfloat *planes = NULL;
  gint compared = 0;

  ll_predict_settings_init (&settings);
  planes = ll_predict_image (network, image, &settings, NULL, NULL, &error);
  g_assert_no_error (error);
  if (each)
    {
      const LlImage *images[] = { image };
      LlNormalisation own;

      ll_normalisation_measure (&own, images, 1);
      ll_normalisation_stretch (&own, image);
    }
  g_assert_true (ll_network_export_run (&export, image, probabilities, &error));
  g_assert_no_error (error);

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      gint first = ll_network_get_first_plane (network, task);

      g_assert_true ((first >= 0) == (probabilities[task] != NULL));
      for (gint c = 0; first >= 0 && c < ll_network_get_n_task_classes (network, task);
           c++)
        for (gint y = 0; y < SIDE; y++)
          for (gint x = 0; x < SIDE; x++)
            if (is_far (x, scale) && is_far (y, scale))
              {
                gfloat theirs = planes[((first + c) * SIDE + y) * SIDE + x];
                gfloat ours = probabilities[task][(c * SIDE + y) * SIDE + x];

                g_assert_cmpfloat_with_epsilon (ours, theirs, 2e-5);
                compared++;
              }
      g_free (probabilities[task]);
    }
  g_assert_cmpint (compared, >, 100);
}

static void
test_predictor (void)
{
  check_against_predictor (LL_NETWORK_MULTI_TASK, 1, 1.0, FALSE);
  check_against_predictor (LL_NETWORK_MULTI_TASK, 3, 1.0, TRUE);
  check_against_predictor (LL_NETWORK_SINGLE_TASK, 1, 0.6, TRUE);
  check_against_predictor (LL_NETWORK_MDU_NET, 3, 1.8, FALSE);
}

static void
init_export (LlNetworkExport *export, const LlNetwork *network)
{
  *export = (LlNetworkExport){
    .network = network, .white = LL_WHITE_8_BITS, .name = "grains", .license = "CC0-1.0"
  };
}

/* What protobuf-c reads in the file. */
static void
test_model (void)
{
  g_autofree gchar *folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "model.onnx", NULL);
  g_autoptr (LlNetwork) network = make_network (LL_NETWORK_MULTI_TASK, 1, 1.0, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (LlPartFile) file = NULL;
  g_autofree gchar *contents = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  LlNetworkExport export;
  Onnx__ModelProto *model;
  gsize size;

  init_export (&export, network);
  file = ll_network_export_onnx (&export, path, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (ll_part_file_commit (file, &error));
  g_assert_true (g_file_get_contents (path, &contents, &size, &error));

  model = onnx__model_proto__unpack (NULL, size, (const guint8 *) contents);
  g_assert_nonnull (model);
  g_assert_cmpint (model->opset_import[0]->version, ==, 17);
  g_assert_cmpint (model->ir_version, ==, 8);
  g_assert_cmpint (model->graph->n_output, ==, LL_N_TASKS);

  /* Whatever is read was made before, and nothing is made twice. */
  g_hash_table_add (known, model->graph->input[0]->name);
  for (gsize i = 0; i < model->graph->n_initializer; i++)
    g_assert_true (g_hash_table_add (known, model->graph->initializer[i]->name));
  for (gsize i = 0; i < model->graph->n_node; i++)
    {
      const Onnx__NodeProto *node = model->graph->node[i];

      for (gsize k = 0; k < node->n_input; k++)
        g_assert_true (!*node->input[k] || g_hash_table_contains (known, node->input[k]));
      g_assert_true (g_hash_table_add (known, node->output[0]));
    }
  for (gsize i = 0; i < model->graph->n_output; i++)
    g_assert_true (g_hash_table_contains (known, model->graph->output[i]->name));
  onnx__model_proto__free_unpacked (model, NULL);
  g_unlink (path);
  folder_free (g_steal_pointer (&folder));
}

/* A package that is not committed leaves nothing, not even where a file was. */
static void
test_nothing_lost (void)
{
  g_autofree gchar *folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "model.zip", NULL);
  g_autofree gchar *nowhere = g_build_filename (folder, "none", "model.zip", NULL);
  g_autoptr (LlNetwork) network = make_network (LL_NETWORK_SINGLE_TASK, 1, 1.0, FALSE);
  g_autoptr (GError) error = NULL;
  LlNetworkExport export;
  LlPartFile *file;

  init_export (&export, network);
  folder_write (folder, "model.zip", "old");
  file = ll_network_export_package (&export, path, &error);
  g_assert_no_error (error);
  ll_part_file_free (file);
  folder_assert (folder, "model.zip", "old");

  g_assert_null (ll_network_export_package (&export, nowhere, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  ll_network_get_parameter (network, 0)->data[0] = NAN;
  g_assert_null (ll_network_export_package (&export, path, &error));
  g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK);
  g_clear_error (&error);
  g_assert_null (ll_network_export_onnx (&export, path, &error));
  g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK);
  folder_assert (folder, "model.zip", "old");
  folder_free (g_steal_pointer (&folder));
}

static void
assert_not_read_back (const gchar *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ll_weights_load (path, &error));
  g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "can't read back"));
}

/* There is no import, and a sentence says so. */
static void
test_import (void)
{
  g_autofree gchar *folder = folder_new ();
  g_autofree gchar *model = g_build_filename (folder, "Model.ONNX", NULL);
  g_autofree gchar *package = g_build_filename (folder, "package.zip", NULL);
  g_autoptr (LlNetwork) network = make_network (LL_NETWORK_MDU_NET, 3, 1.0, TRUE);
  g_autoptr (GError) error = NULL;
  LlNetworkExport export;
  LlPartFile *file;

  init_export (&export, network);
  file = ll_network_export_onnx (&export, model, &error);
  g_assert_true (ll_part_file_commit (file, &error));
  ll_part_file_free (file);
  file = ll_network_export_package (&export, package, &error);
  g_assert_true (ll_part_file_commit (file, &error));
  ll_part_file_free (file);
  assert_not_read_back (model);
  assert_not_read_back (package);
  g_unlink (model);
  g_unlink (package);
  folder_free (g_steal_pointer (&folder));
}

/* Names, authors and licenses as people write them. */
static void
test_texts (void)
{
  g_autoptr (LlNetwork) network = make_network (LL_NETWORK_SINGLE_TASK, 1, 1.0, FALSE);
  const gchar *const names[][2] = {
    { "", "name: \"Lazy Labels network\"\n" },
    { "a", "name: \"a network\"\n" },
    { " my: \"net\"\n", "name: \"my_ _net_\"\n" },
  };
  LlNetworkExport export;

  init_export (&export, network);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      export.name = names[i][0];
      export.authors = i == 0 ? NULL : " , A/B ,";
      bytes = ll_package_rdf (&export, "0");
      g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), names[i][1]));
      g_assert_nonnull (g_strstr_len (
        g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
        i == 0 ? "  - name: \"Unknown\"\nlicense" : "  - name: \"A-B\"\nlicense"));
    }
  g_assert_true (ll_network_export_check_license ("GPL-3.0-or-later"));
  g_assert_false (ll_network_export_check_license (""));
  g_assert_false (ll_network_export_check_license ("all rights reserved"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-export/predictor", test_predictor);
  g_test_add_func ("/network-export/model", test_model);
  g_test_add_func ("/network-export/nothing-lost", test_nothing_lost);
  g_test_add_func ("/network-export/import", test_import);
  g_test_add_func ("/network-export/texts", test_texts);
  return g_test_run ();
}
