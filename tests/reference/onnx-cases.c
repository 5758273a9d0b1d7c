/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Networks for other programs, and what the engine makes of images with them.
 *
 *   onnx-cases SOURCE-FOLDER DATA-FOLDER OUTPUT-FOLDER
 *
 * For each network it writes NETWORK.onnx and NETWORK.zip, and for each batch of images
 * NETWORK-N.image.npy and NETWORK-N.TASK.npy: parts of real images, if DATA-FOLDER has them,
 * else of generated ones.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/network-export-private.h"
#include "lazylabels/lazylabels.h"
#include "looks/look.h"
#include "net/network-private.h"
#include "png-io.h"

typedef struct
{
  const gchar *name;
  const gchar *file; /* of a trained network; or NULL: made by the following */
  LlNetworkSettings settings;
  gint classes; /* besides the rest                          */
  gdouble white;
  gdouble scale; /* 0: its own                               */
  gboolean each;
} Network;

#define MULTI  LL_NETWORK_MULTI_TASK
#define SINGLE LL_NETWORK_SINGLE_TASK
#define DENSE  LL_NETWORK_MDU_NET
#define MASKS  LL_TASK_SEGMENTATION
#define MARKS  LL_TASK_DETECTION

/* Kind, task, channels, width, levels, task blocks, patch, scale. */
static const Network networks[] = {
  { .name = "starting-grey",
    .file = "plugin/networks/starting-grey.safetensors",
    .white = 255.0 },
  { .name = "starting-colour",
    .file = "plugin/networks/starting-colour.safetensors",
    .white = 255.0,
    .scale = 0.6 },
  { .name = "starting-small",
    .file = "plugin/networks/starting-grey.safetensors",
    .white = 65535.0,
    .scale = 1.7 },
  { "multi-grey", NULL, { MULTI, MASKS, 1, 6, 4, 2, 64, 1.0 }, 2, 255.0, 0.0, FALSE },
  { "multi-whole", NULL, { MULTI, MASKS, 1, 4, 3, 2, 32, 0.37 }, 3, 1.0, 0.0, FALSE },
  { "multi-flat", NULL, { MULTI, MASKS, 3, 4, 2, 1, 32, 1.0 }, 1, 255.0, 0.0, TRUE },
  { "single-grey", NULL, { SINGLE, MARKS, 1, 5, 5, 1, 64, 1.0 }, 2, 65535.0, 0.0, FALSE },
  { "single-colour", NULL, { SINGLE, MASKS, 3, 8, 3, 1, 48, 2.5 }, 4, 255.0, 0.0, FALSE },
  { "mdu-grey", NULL, { DENSE, MASKS, 1, 6, 5, 1, 64, 0.5 }, 2, 1.0, 0.0, TRUE },
  { "mdu-colour", NULL, { DENSE, MASKS, 3, 4, 4, 1, 64, 1.0 }, 15, 255.0, 0.0, FALSE },
  { "mdu-plain", NULL, { DENSE, MARKS, 1, 3, 2, 1, 16, 1.0 }, 1, 255.0, 0.0, FALSE },
};

/* Batches: odd ones, and sides that no network has. */
static const struct
{
  gint batch;
  gint width;
  gint height;
} batches[] = { { 1, 128, 96 },
                { 3, 101, 70 },
                { 2, 5, 3 },
                { 1, 1, 1 },
                { 1, 67, 256 } };

static GPtrArray *real[4]; /* LlImage, by their channels */

static void
add_real (const gchar *folder, const gchar *name, gint channels)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  LlImage *image = synth_png_read_image (path, NULL);

  if (image && image->channels == channels)
    g_ptr_array_add (real[channels], image);
  else
    ll_image_free (image);
}

static void
find_real (const gchar *data)
{
  static const struct
  {
    const gchar *folder;
    gint channels;
  } sets[] = {
    { "powder-sem", 1 }, { "brightfield", 1 }, { "nuclei/images", 1 }, { "stained", 3 }
  };

  real[1] = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_image_free);
  real[3] = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_image_free);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree gchar *folder = g_build_filename (data, sets[i].folder, NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      guint most = real[sets[i].channels]->len + 3;
      const gchar *name;

      while (dir && (name = g_dir_read_name (dir)) && real[sets[i].channels]->len < most)
        /* The names of masks end in "_ids", "_particles" and "_satellites". */
        if (g_str_has_suffix (name, ".png") && !g_str_has_suffix (name, "s.png"))
          add_real (folder, name, sets[i].channels);
    }
  for (gint channels = 1; channels <= 3; channels += 2)
    for (guint seed = 0; real[channels]->len < 3; seed++)
      {
        SynthLook *look = synth_look_draw (seed, 384, 384, channels, 0.0, SYNTH_LOOK_ANY);

        g_ptr_array_add (real[channels], g_steal_pointer (&look->image));
        synth_look_free (look);
      }
}

/* Part @index of the images, in whole numbers of @white. */
static LlImage *
take_part (gint channels, gint width, gint height, guint index)
{
  const LlImage *image = g_ptr_array_index (real[channels], index % real[channels]->len);
  gint x = (gint) (index * 37) % (image->width - width + 1);
  gint y = (gint) (index * 53) % (image->height - height + 1);

  return ll_image_crop (image, x, y, width, height);
}

/* Weights of He's kind, with statistics as after a training. */
static LlNetwork *
make_network (const Network *how)
{
  static const gchar *const names[] = { "air bubble", "ice crystal", "\"quoted\" \\ one",
                                        "Körner",     "in",          "five",
                                        "six",        "seven",       "eight",
                                        "nine",       "ten",         "eleven",
                                        "twelve",     "thirteen",    "fourteen" };
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, how->classes, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
  LlNetwork *network = ll_network_new (&how->settings, classes, 7, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  LlNormalisation normalisation;
  LlTrainSummary summary = *ll_network_get_summary (network);

  for (gint i = 0; i < ll_network_count_parameters (network); i++)
    {
      LlParameter *parameter = ll_network_get_parameter (network, i);
      gboolean variance = g_str_has_suffix (parameter->name, "running_var");
      gboolean mean = g_str_has_suffix (parameter->name, "running_mean");
      gboolean weight = g_str_has_suffix (parameter->name, ".weight");

      for (gsize k = 0; k < parameter->n; k++)
        if (variance)
          parameter->data[k] = (gfloat) g_rand_double_range (random, 0.5, 2.0);
        else if (mean || !weight)
          parameter->data[k] = (gfloat) g_rand_double_range (random, -0.3, 0.3);
        else if (parameter->n_dims == 1)
          parameter->data[k] = (gfloat) g_rand_double_range (random, 0.6, 1.5);
    }

  ll_normalisation_init (&normalisation);
  for (gint c = 0; c < how->settings.channels; c++)
    {
      normalisation.mean[c] = 0.4f + 0.05f * (gfloat) c;
      normalisation.deviation[c] = 0.2f + 0.02f * (gfloat) c;
      /* Close together, so that pixels are clipped. */
      normalisation.low[c] = 0.35f;
      normalisation.high[c] = 0.45f;
    }
  normalisation.each = how->each;
  ll_network_set_normalisation (network, &normalisation);
  summary.iterations = 100;
  summary.images = 3;
  summary.loss = 0.25;
  summary.dice = how->each ? NAN : 0.9;
  summary.diameter = how->classes == 1 ? 0.0 : 23.0;
  ll_network_set_summary (network, &summary);
  return network;
}

static void
fail (const GError *error)
{
  fprintf (stderr, "%s\n", error->message);
  exit (1);
}

static void
commit (LlPartFile *file, GError *error)
{
  if (!file || !ll_part_file_commit (file, &error))
    fail (error);
  ll_part_file_free (file);
}

/* A batch as NumPy's file. */
static void
write_batch (const gchar *path,
             const gfloat *values,
             gint batch,
             gint channels,
             gint height,
             gint width)
{
  FILE *file = fopen (path, "wb");
  g_autofree gchar *header = g_strdup_printf (
    "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, %d, %d), }", batch,
    channels, height, width);
  gchar padded[118];

  memset (padded, ' ', sizeof padded);
  memcpy (padded, header, strlen (header));
  padded[sizeof padded - 1] = '\n';
  fwrite ("\x93NUMPY\x01\x00\x76\x00", 1, 10, file);
  fwrite (padded, 1, sizeof padded, file);
  fwrite (values, sizeof (gfloat),
          (gsize) batch * (gsize) channels * (gsize) height * (gsize) width, file);
  if (fclose (file) != 0)
    exit (1);
}

/* What the model sees of an image, and the engine. */
static void
make_views (const LlNetworkExport *export, guint number, LlImage *own, gfloat *model)
{
  const LlNormalisation *normalisation = ll_network_get_normalisation (export->network);
  gsize n = (gsize) own->channels * (gsize) own->width * (gsize) own->height;
  gdouble white = export->white;

  if (normalisation->each)
    {
      const LlImage *images[] = { own };
      LlNormalisation found;

      ll_normalisation_measure (&found, images, 1);
      ll_normalisation_stretch (&found, own);
      white = 1.0;
    }
  /* Some pixels are far off, and some are not numbers. */
  if (number == 0 && n > 1000)
    {
      own->data[100] = 1e6f;
      own->data[200] = -1e6f;
      if (ll_network_export_get_scale (export) == 1.0)
        {
          own->data[300] = NAN;
          own->data[400] = INFINITY;
        }
    }
  for (gsize i = 0; i < n; i++)
    {
      model[i] = (gfloat) (own->data[i] * white);
      own->data[i] = (gfloat) (model[i] / white);
    }
}

static void
write_case (const LlNetworkExport *export, const gchar *folder, guint number)
{
  gint batch = batches[number].batch;
  gint width = batches[number].width;
  gint height = batches[number].height;
  gint channels = ll_network_get_settings (export->network)->channels;
  gsize n = (gsize) width * (gsize) height;
  g_autofree gfloat *images = g_new (gfloat, (gsize) (batch * channels) * n);
  gfloat *all[LL_N_TASKS] = { NULL };
  g_autofree gchar *path =
    g_strdup_printf ("%s/%s-%u.image.npy", folder, export->name, number);

  for (gint i = 0; i < batch; i++)
    {
      g_autoptr (LlImage) own =
        take_part (channels, width, height, 3 * number + (guint) i);
      gfloat *probabilities[LL_N_TASKS];
      g_autoptr (GError) error = NULL;

      make_views (export, number, own, images + (gsize) (i * channels) * n);
      if (!ll_network_export_run (export, own, probabilities, &error))
        fail (error);
      for (LlTask task = 0; task < LL_N_TASKS; task++)
        {
          gsize size = n * (gsize) ll_network_get_n_task_classes (export->network, task);

          if (!probabilities[task])
            continue;
          all[task] = g_renew (gfloat, all[task], size * (gsize) batch);
          memcpy (all[task] + size * (gsize) i, probabilities[task],
                  size * sizeof (gfloat));
          g_free (probabilities[task]);
        }
    }
  write_batch (path, images, batch, channels, height, width);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (all[task])
      {
        g_autofree gchar *name = g_strdup_printf ("%s/%s-%u.%s.npy", folder, export->name,
                                                  number, ll_task_get_name (task));

        write_batch (name, all[task], batch,
                     ll_network_get_n_task_classes (export->network, task), height,
                     width);
        g_free (all[task]);
      }
}

static void
write_network (const Network *how, const gchar *source, const gchar *folder)
{
  g_autofree gchar *weights =
    how->file ? g_build_filename (source, how->file, NULL) : NULL;
  g_autofree gchar *model = g_strdup_printf ("%s/%s.onnx", folder, how->name);
  g_autofree gchar *package = g_strdup_printf ("%s/%s.zip", folder, how->name);
  GError *error = NULL;
  g_autoptr (LlNetwork) network =
    weights ? ll_weights_load (weights, &error) : make_network (how);
  g_autoptr (LlImage) example = NULL;
  LlNetworkExport export = { .network = network,
                             .scale = how->scale,
                             .white = how->white,
                             .name = how->name,
                             .authors = "A. \"Author\", Bé/ta: [x] #1\t",
                             .license = "CC-BY-4.0" };
  LlPartFile *file;

  if (!network)
    fail (error);

  /* Half of the packages bring an image along. */
  if (how->classes % 2 == 0)
    export.example = example =
      take_part (ll_network_get_settings (network)->channels, 200, 180, 1);
  file = ll_network_export_onnx (&export, model, &error);
  commit (file, error);
  file = ll_network_export_package (&export, package, &error);
  commit (file, error);
  for (guint i = 0; i < G_N_ELEMENTS (batches); i++)
    write_case (&export, folder, i);
}

int
main (int argc, char **argv)
{
  if (argc != 4)
    {
      fprintf (stderr, "Usage: onnx-cases SOURCE-FOLDER DATA-FOLDER OUTPUT-FOLDER\n");
      return 2;
    }

  find_real (argv[2]);
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    write_network (&networks[i], argv[1], argv[3]);
  return 0;
}
