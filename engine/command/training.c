/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "training.h"

#include "networks.h"
#include "procedure/names.h"
#include "procedure/training.h"
#include "report.h"

gboolean
lc_training_add_folder (LcTraining *training, const gchar *folder, GError **error)
{
  g_autoptr (LlClasses) classes = ll_sample_folder_read_classes (folder, error);
  g_autoptr (GPtrArray) paths = NULL;

  if (!classes)
    return FALSE;
  if (training->classes && !ll_classes_equal (training->classes, classes))
    {
      g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                   "\"%s\" has other classes than the folder before it: train on samples "
                   "with the same classes.",
                   folder);
      return FALSE;
    }
  if (!training->classes)
    training->classes = g_steal_pointer (&classes);

  paths = ll_sample_folder_list (folder, error);
  if (!paths)
    return FALSE;
  for (guint i = 0; i < paths->len; i++)
    {
      LlSample *sample = ll_sample_folder_read (
        g_ptr_array_index (paths, i), training->classes, &training->room, error);

      if (!sample)
        return FALSE;
      g_ptr_array_add (training->samples, sample);
      lc_report_show (training->call->report, (gdouble) (i + 1) / paths->len, -1.0,
                      "reading");
    }

  return TRUE;
}

static gboolean
infer_masks (LcTraining *training, GError **error)
{
  const LpArguments *in = training->call->in;
  const gchar *labels = lp_arguments_get_string (in, LP_ARG_LABELS);
  LlGrowSettings settings;
  gint n = 0;

  ll_grow_settings_init (&settings);
  settings.threads = lp_arguments_get_int (in, LP_ARG_THREADS);
  if (g_str_equal (labels, "certain"))
    n =
      ll_grow_certain_labels (training->samples, settings.reach, &training->room, error);
  else if (g_str_equal (labels, "pseudo"))
    n = ll_grow_pseudo_labels (training->samples, &settings, &training->room, NULL, NULL,
                               error);
  if (n > 0)
    lc_report_note (training->call->report,
                    "Masks of %d images were inferred from marks.", n);

  return n >= 0;
}

static LlNetwork *
begin_network (LcTraining *training, GError **error)
{
  const LpArguments *in = training->call->in;
  const gchar *start = lp_arguments_get_string (in, LP_ARG_START);
  gint channels = ll_samples_count_colour (training->samples) > 0 ? 3 : 1;
  g_autofree gchar *starting = NULL;
  const LlNetworkSettings *shape;
  LlBeginning beginning;
  LlNetwork *network;
  gdouble diameter;
  LlBegun begun;

  lp_training_read_beginning (in, &beginning);
  if (!*start && ll_beginning_is_open (&beginning) &&
      !lp_arguments_get_bool (in, LP_ARG_NEW))
    {
      starting = lc_starting_path (channels);
      if (!starting)
        {
          g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                       "The starting networks are not installed: begin with a new one by "
                       "--new-network, or give their folder in the environment "
                       "variable LAZY_LABELS_NETWORKS.");
          return NULL;
        }
    }

  network =
    ll_begin_network (&beginning, *start ? start : NULL, starting, training->samples,
                      training->classes, &begun, &diameter, error);
  if (!network)
    return NULL;

  shape = ll_network_get_settings (network);
  lc_report_note (training->call->report,
                  "The network %s: width %d, %d levels, patches of %d.",
                  begun == LL_BEGUN_FILE       ? "is that of the given file"
                  : begun == LL_BEGUN_STARTING ? "begins as the starting network"
                                               : "is new",
                  shape->width, shape->levels, shape->patch);
  if (diameter > 0.0 && shape->scale != 1.0)
    lc_report_note (
      training->call->report,
      "Objects are about %.0f pixels wide, so the network sees the images at "
      "%.2g times their size.",
      diameter, shape->scale);

  return network;
}

LlTrainer *
lc_training_make_trainer (LcTraining *training, gboolean *resumed, GError **error)
{
  const LpArguments *in = training->call->in;
  g_autoptr (LlTrainer) trainer = NULL;
  g_autofree gchar *validation = NULL;
  g_autofree gchar *difference = NULL;
  LlNetwork *network;

  *resumed = FALSE;
  if (!infer_masks (training, error))
    return NULL;
  network = begin_network (training, error);
  if (!network)
    return NULL;
  trainer = ll_trainer_new (training->samples, network, &training->settings, error);
  if (!trainer)
    return NULL;

  validation = ll_trainer_describe_validation (trainer);
  lc_report_note (training->call->report, "%s", validation);
  if (!lp_arguments_get_bool (in, LP_ARG_RESUME))
    return g_steal_pointer (&trainer);
  if (!g_file_test (training->checkpoint, G_FILE_TEST_EXISTS))
    {
      lc_report_note (training->call->report,
                      "There is no interrupted training at \"%s\": starting a new one.",
                      training->checkpoint);
      return g_steal_pointer (&trainer);
    }
  if (!ll_trainer_resume (trainer, training->checkpoint, error))
    return NULL;

  /* The first process replaces the checkpoint only when all have read it. */
  if (training->group)
    {
      gdouble read = 1.0;

      training->group->sum (training->group, &read, 1);
    }
  *resumed = TRUE;
  lc_report_note (training->call->report,
                  "Resuming the interrupted training at iteration %d.",
                  ll_checkpoint_get_iteration (training->checkpoint));
  difference = ll_trainer_describe_resume (trainer);
  if (difference)
    lc_report_note (training->call->report, "%s", difference);

  return g_steal_pointer (&trainer);
}
