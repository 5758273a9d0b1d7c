/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Trains one network on what an annotator painted, and scores it by the truth. */

#include <glib/gstdio.h>

#include "method.h"

static const Method methods[] = {
  { "weak", "U-net on detection marks", LL_NETWORK_SINGLE_TASK, LL_TASK_DETECTION,
    INFERRED_NOTHING },
  { "masks", "U-net on masks", LL_NETWORK_SINGLE_TASK, LL_TASK_SEGMENTATION,
    INFERRED_NOTHING },
  { "pseudo", "U-net on masks and pseudo labels", LL_NETWORK_SINGLE_TASK,
    LL_TASK_SEGMENTATION, INFERRED_GROWN },
  { "plain", "U-net on masks and plain GrabCut", LL_NETWORK_SINGLE_TASK,
    LL_TASK_SEGMENTATION, INFERRED_PLAIN },
  { "multi", "multi-task U-net", LL_NETWORK_MULTI_TASK, LL_TASK_SEGMENTATION,
    INFERRED_NOTHING },
  { "certain", "multi-task U-net, certain labels", LL_NETWORK_MULTI_TASK,
    LL_TASK_SEGMENTATION, INFERRED_CERTAIN },
  { "grown", "multi-task U-net, pseudo labels", LL_NETWORK_MULTI_TASK,
    LL_TASK_SEGMENTATION, INFERRED_GROWN },
  { "mdu", "MDU-Net on masks", LL_NETWORK_MDU_NET, LL_TASK_SEGMENTATION,
    INFERRED_NOTHING },
};

const Method *
methods_find (const gchar *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].key, key) == 0)
      return &methods[i];
  return NULL;
}

void
method_settings_init (MethodSettings *settings)
{
  ll_network_settings_init (&settings->network);
  ll_train_settings_init (&settings->train);
  settings->network.width = 8;
  settings->task_blocks = settings->network.task_blocks;
  settings->train.validation_share = 0.0;
  settings->verbose = FALSE;
  settings->augmentation = LL_AUGMENTATION_PLAIN;
  settings->views = 1;
  settings->diameter = 40.0;
  settings->network.scale = 0.0;
  settings->brightness = LL_BRIGHTNESS_AUTOMATIC;
}

void
method_settings_add_options (MethodSettings *settings, GOptionContext *context)
{
  LlNetworkSettings *network = &settings->network;
  LlTrainSettings *train = &settings->train;
  const GOptionEntry entries[] = {
    { "width", 0, 0, G_OPTION_ARG_INT, &network->width, "Of the first level", "N" },
    { "levels", 0, 0, G_OPTION_ARG_INT, &network->levels, "Resolutions", "N" },
    { "blocks", 0, 0, G_OPTION_ARG_INT, &settings->task_blocks, "Multi-task blocks",
      "N" },
    { "patch", 0, 0, G_OPTION_ARG_INT, &network->patch, "Side", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &train->batch, "Patches a step", "N" },
    { "iterations", 0, 0, G_OPTION_ARG_INT, &train->iterations, "A network", "N" },
    { "minutes", 0, 0, G_OPTION_ARG_DOUBLE, &train->minutes, "A network", "N" },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &train->learning_rate, "Learning rate", "N" },
    { "masked-share", 0, 0, G_OPTION_ARG_DOUBLE, &train->masked_share, "Of patches",
      "N" },
    { "validation-share", 0, 0, G_OPTION_ARG_DOUBLE, &train->validation_share,
      "Of images", "N" },
    { "detection-weight", 0, 0, G_OPTION_ARG_DOUBLE, &train->alpha[LL_TASK_DETECTION],
      "Of task 1 in the loss", "N" },
    { "separation-weight", 0, 0, G_OPTION_ARG_DOUBLE, &train->alpha[LL_TASK_SEPARATION],
      "Of task 2 in the loss", "N" },
    { "segmentation-weight", 0, 0, G_OPTION_ARG_DOUBLE,
      &train->alpha[LL_TASK_SEGMENTATION], "Of task 3 in the loss", "N" },
    { "interface-weight", 0, 0, G_OPTION_ARG_DOUBLE, &train->interface_weight,
      "Of interface pixels", "N" },
    { "dice-weight", 0, 0, G_OPTION_ARG_DOUBLE, &train->dice_weight,
      "Of the soft Dice loss in task 3", "N" },
    { "augmentation", 0, 0, G_OPTION_ARG_INT, &settings->augmentation,
      "0: none, 1: plain, 2: strong", "N" },
    { "averaging", 0, 0, G_OPTION_ARG_DOUBLE, &train->averaging,
      "Share of averaged weights that a step keeps", "N" },
    { "decay", 0, 0, G_OPTION_ARG_DOUBLE, &train->decay, "Of weights", "N" },
    { "gradient-limit", 0, 0, G_OPTION_ARG_DOUBLE, &train->gradient_limit,
      "Of the gradient's length", "N" },
    { "brightness", 0, 0, G_OPTION_ARG_INT, &settings->brightness,
      "0: of the set, 1: of each image, 2: automatic", "N" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &network->scale,
      "Of the images for the network; 0: by the diameter", "N" },
    { "diameter", 0, 0, G_OPTION_ARG_DOUBLE, &settings->diameter,
      "Of objects as the network is to see them", "N" },
    { "start", 0, 0, G_OPTION_ARG_FILENAME, &settings->start, "Weights to start from",
      "FILE" },
    { "views", 0, 0, G_OPTION_ARG_INT, &settings->views,
      "Of each patch when judging: 1, 2, 4 or 8", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &train->threads, "0: all", "N" },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &settings->verbose, "Show the training", NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static gboolean
show_progress (const LlTrainProgress *progress, gpointer data)
{
  const MethodSettings *settings = data;

  if (settings->verbose && progress->iteration % 20 == 0)
    g_printerr ("iteration %d, loss %.3f (%.3f %.3f %.3f), Dice %.3f, %.0f s, %.0f s "
                "left\n",
                progress->iteration, progress->loss, progress->task_loss[0],
                progress->task_loss[1], progress->task_loss[2], progress->dice,
                progress->seconds, progress->seconds_left);
  return TRUE;
}

/* Returns the samples of the pictures.  They are the same for all methods, which use the
 * maps of their own tasks.
 */
static GPtrArray *
make_samples (const Method *method,
              const GPtrArray *pictures,
              const Budget *budget,
              GError **error)
{
  g_autoptr (GPtrArray) samples =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  LlGrowSettings grow;

  for (gint i = 0; i < (gint) pictures->len; i++)
    {
      gboolean has[LL_N_TASKS] = { i < budget->marked, i < budget->scribbled,
                                   i < budget->masked };

      g_ptr_array_add (samples, picture_to_sample (g_ptr_array_index (pictures, i), has));
    }

  ll_grow_settings_init (&grow);
  if (method->inferred == INFERRED_PLAIN)
    {
      grow.smoothing = 0.0;
      grow.contrast = 50.0;
      grow.colours = 5;
      grow.rounds = 5;
    }
  if ((method->inferred == INFERRED_GROWN || method->inferred == INFERRED_PLAIN) &&
      ll_grow_pseudo_labels (samples, &grow, NULL, NULL, NULL, error) < 0)
    return NULL;
  if (method->inferred == INFERRED_CERTAIN)
    ll_grow_certain_labels (samples, grow.reach, NULL, NULL);
  return g_steal_pointer (&samples);
}

/* The scale at which objects of the samples have the wanted diameter, as the plug-in chooses
 * it: they are not enlarged, and hardly larger ones stay as they are.
 */
static gdouble
choose_scale (const MethodSettings *settings, const GPtrArray *samples)
{
  gdouble diameter = ll_samples_find_diameter (samples);
  gdouble scale = diameter > 0.0 ? settings->diameter / diameter : 1.0;

  return scale < 0.8 ? MAX (LL_MIN_SCALE, scale) : 1.0;
}

static LlNetwork *
start_network (const MethodSettings *settings,
               const GPtrArray *samples,
               const LlClasses *classes,
               GError **error)
{
  g_autoptr (LlNetwork) start = ll_weights_load (settings->start, error);
  gdouble scale = settings->network.scale;

  if (!start)
    return NULL;

  if (scale == 0.0)
    scale = ll_network_find_scale (start, ll_samples_find_diameter (samples));
  return ll_network_new_from (start, classes, scale, settings->network.patch, error);
}

LlNetwork *
method_train (const Method *method,
              const GPtrArray *pictures,
              const Budget *budget,
              const LlClasses *classes,
              const MethodSettings *settings,
              const gchar *checkpoint,
              GError **error)
{
  g_autoptr (GPtrArray) samples = make_samples (method, pictures, budget, error);
  g_autoptr (LlTrainer) trainer = NULL;
  LlTrainSettings train = settings->train;
  LlNetworkSettings shape = settings->network;
  LlNetwork *network;
  LlTrainResult result;

  if (!samples)
    return NULL;

  shape.kind = method->kind;
  shape.task = method->task;
  shape.channels = ((Picture *) g_ptr_array_index (pictures, 0))->image->channels;
  shape.task_blocks = MIN (settings->task_blocks, shape.levels - 1);
  if (settings->start)
    network = start_network (settings, samples, classes, error);
  else
    {
      if (shape.scale == 0.0)
        shape.scale = choose_scale (settings, samples);
      network = ll_network_new (&shape, classes, settings->train.seed, error);
    }
  if (!network)
    return NULL;

  train.augmentation = (LlAugmentation) settings->augmentation;
  train.brightness = (LlBrightness) settings->brightness;
  trainer = ll_trainer_new (samples, network, &train, error);
  if (!trainer)
    return NULL;
  if (checkpoint && g_file_test (checkpoint, G_FILE_TEST_EXISTS) &&
      !ll_trainer_resume (trainer, checkpoint, error))
    return NULL;
  if (!ll_trainer_run (trainer, checkpoint, show_progress, (gpointer) settings, &result,
                       error))
    return NULL;
  if (checkpoint)
    g_unlink (checkpoint);
  return ll_network_copy (ll_trainer_get_network (trainer));
}

/* Returns the most probable class of @task at each pixel. */
static LlLabels *
decide (const LlNetwork *network,
        const gfloat *planes,
        LlTask task,
        gint width,
        gint height)
{
  gsize pixels = (gsize) width * (gsize) height;
  gint first = ll_network_get_first_plane (network, task);
  LlLabels *labels = ll_labels_new (width, height, 0);

  ll_most_probable (planes + (gsize) first * pixels,
                    ll_network_get_n_task_classes (network, task), pixels, labels->data);
  return labels;
}

static void
judge_tasks (const LlNetwork *network,
             const gfloat *planes,
             const Picture *picture,
             MethodScore *score)
{
  gint w = picture->image->width;
  gint h = picture->image->height;
  g_autoptr (LlInstances) objects =
    synth_ids_to_instances (picture->ids, picture->class_of);
  g_autoptr (LlLabels) separation = decide (network, planes, LL_TASK_SEPARATION, w, h);
  g_autoptr (LlLabels) detection = decide (network, planes, LL_TASK_DETECTION, w, h);
  g_autoptr (LlLabels) truth = picture_get_labels (picture, LL_TASK_SEPARATION);
  g_autoptr (LlInstances) detected =
    ll_instances_new_components (detection, LL_NEIGHBOURS_4);

  ll_score_separation (separation, truth, objects, LL_INTERFACE_RADIUS,
                       &score->separation);
  ll_score_detection (detected, objects, &score->detection);
}

static gboolean
judge_instances (const LlNetwork *network,
                 const gfloat *planes,
                 const Picture *picture,
                 MethodScore *score,
                 GError **error)
{
  gint w = picture->image->width;
  gint h = picture->image->height;
  g_autoptr (LlObjectMaps) maps = ll_object_maps_new (network, w, h);
  g_autoptr (LlInstances) truth =
    synth_ids_to_instances (picture->ids, picture->class_of);
  g_autoptr (LlInstances) found = NULL;
  LlObjectSettings settings;

  ll_object_settings_init (&settings);
  ll_object_maps_set_rows (maps, network, 0, h, planes);
  found = ll_find_objects (maps, &settings, NULL, NULL, error);
  if (!found)
    return FALSE;

  ll_score_instances (found, truth, 0.5, &score->instances);
  return TRUE;
}

gboolean
method_judge (const LlNetwork *network,
              const Picture *picture,
              gint views,
              MethodScore *score,
              LlLabels **labels,
              GError **error)
{
  gint w = picture->image->width;
  gint h = picture->image->height;
  g_autoptr (LlLabels) truth = picture_get_labels (picture, LL_TASK_SEGMENTATION);
  g_autoptr (LlLabels) found = NULL;
  g_autofree gfloat *planes = NULL;
  LlPredictSettings settings;

  ll_predict_settings_init (&settings);
  settings.views = views;
  planes = ll_predict_image (network, picture->image, &settings, NULL, NULL, error);
  if (!planes)
    return FALSE;

  found = decide (network, planes, LL_TASK_SEGMENTATION, w, h);
  ll_dice (found, truth, ll_classes_get_n (ll_network_get_classes (network)),
           &score->dice);
  score->has_tasks = ll_network_get_first_plane (network, LL_TASK_DETECTION) >= 0;
  if (score->has_tasks)
    judge_tasks (network, planes, picture, score);
  if (!judge_instances (network, planes, picture, score, error))
    return FALSE;
  if (labels)
    *labels = g_steal_pointer (&found);
  return TRUE;
}
