/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "found.h"

#include <math.h>
#include <string.h>

#include "bar.h"
#include "procedure/names.h"
#include "report.h"

const gchar *const lc_segment_names[] = {
  LP_ARG_WEIGHTS, LP_ARG_VIEWS, LP_ARG_DIAMETER, LP_ARG_PATCH, LP_ARG_BATCH,
  LP_ARG_THREADS, NULL
};
const gchar *const lc_object_names[] = { LP_ARG_SPLIT, LP_ARG_SMALLEST_OBJECT, NULL };

/* Bytes per pixel while objects are found: three maps, most probable classes, a relief and
 * numbers.
 */
#define OBJECT_BYTES 17

typedef struct
{
  LcFound *found;
  const LlNetwork *network;
  LlConversion conversion;
  gfloat threshold; /* probability above which a pixel is an interface */
  LlObjectMaps *maps;
  LlPlanesFile *planes; /* or NULL */
  LcReport *report;     /* NULL: others report */
  const gchar *shown;
} Work;

void
lc_worker_clear (LcWorker *worker)
{
  for (gint i = 0; i < 2; i++)
    g_clear_pointer (&worker->predictors[i], ll_predictor_free);
}

void
lc_found_free (LcFound *found)
{
  if (!found)
    return;

  ll_image_file_free (found->file);
  g_free (found->missing);
  ll_classes_free (found->classes);
  ll_instances_free (found->instances);
  for (gint task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (found->maps[task]);
  g_free (found);
}

static gboolean
read_rows (gint y, gint rows, gfloat *planes, gpointer data, GError **error)
{
  const Work *work = data;

  (void) error;
  ll_image_file_read (work->found->file, y, rows,
                      ll_network_get_settings (work->network)->channels,
                      work->conversion.factor, work->conversion.offset, planes);

  return TRUE;
}

/* Keeps the most probable classes, and notes where a pixel is not there. */
static void
keep_maps (Work *work, gint y, gint rows, const gfloat *probabilities)
{
  LcFound *found = work->found;
  gsize n = (gsize) rows * (gsize) found->width;
  gsize at = (gsize) y * (gsize) found->width;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      gint first = ll_network_get_first_plane (work->network, (LlTask) task);

      if (!found->maps[task])
        continue;
      if (task == LL_TASK_SEPARATION)
        for (gsize i = 0; i < n; i++)
          found->maps[task]->data[at + i] =
            probabilities[((gsize) first + 1) * n + i] > work->threshold;
      else
        ll_most_probable (probabilities + (gsize) first * n,
                          ll_network_get_n_task_classes (work->network, (LlTask) task), n,
                          found->maps[task]->data + at);
      for (gsize i = 0; found->missing && i < n; i++)
        if (found->missing[at + i])
          found->maps[task]->data[at + i] = LL_LABEL_IGNORE;
    }
}

static gboolean
write_rows (gint y, gint rows, const gfloat *probabilities, gpointer data, GError **error)
{
  Work *work = data;
  g_autofree gfloat *cleared = NULL;

  (void) error;
  if (work->found->missing)
    cleared =
      ll_probabilities_clear (work->found->missing, work->found->width, y, rows,
                              ll_network_get_n_planes (work->network), probabilities);
  if (cleared)
    probabilities = cleared;
  ll_object_maps_set_rows (work->maps, work->network, y, rows, probabilities);
  keep_maps (work, y, rows, probabilities);
  if (work->planes)
    ll_planes_file_write (work->planes, y, rows, probabilities);

  return TRUE;
}

static gboolean
show_progress (gdouble fraction, gpointer data)
{
  const Work *work = data;

  if (work->report)
    lc_report_show (work->report, fraction, -1.0, work->shown);

  return TRUE;
}

LcFound *
lc_found_open (const LcInput *input, GError **error)
{
  g_autoptr (LcFound) found = g_new0 (LcFound, 1);
  gsize n;
  gint bar;

  found->file = ll_image_file_open (input->path, input->page, error);
  if (!found->file)
    return NULL;

  found->width = ll_image_file_get_width (found->file);
  found->height = ll_image_file_get_height (found->file);
  found->low = 0.0f;
  found->high = 1.0f;
  n = (gsize) found->width * (gsize) found->height;
  if (!ll_memory_check ((guint64) n * OBJECT_BYTES, error))
    return NULL;

  found->missing = ll_image_file_find_missing (found->file, NULL);
  bar = lc_bar_find (input->path, found->file);
  if (bar > 0)
    {
      gsize above = n - (gsize) bar * (gsize) found->width;

      if (!found->missing)
        found->missing = g_new0 (guint8, n);
      memset (found->missing + above, 1, n - above);
    }
  if (found->missing && !memchr (found->missing, 0, n))
    {
      g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                   "There is nothing to segment: every pixel is transparent or not a "
                   "number.");
      return NULL;
    }

  return g_steal_pointer (&found);
}

static LlPredictor *
get_predictor (LcWorker *worker, const LlNetwork *network)
{
  gint i = ll_network_get_settings (network)->channels == 1 ? 0 : 1;

  if (!worker->predictors[i] || worker->of[i] != network)
    {
      g_clear_pointer (&worker->predictors[i], ll_predictor_free);
      worker->predictors[i] = ll_predictor_new (network, worker->threads);
      worker->of[i] = network;
    }

  return worker->predictors[i];
}

/* The middle of the image, as the plug-in reads it. */
static LlImage *
read_middle (const LcFound *found, gint channels, const LlConversion *conversion)
{
  gint width = MIN (LL_ESTIMATE_MIDDLE, found->width);
  gint height = MIN (LL_ESTIMATE_MIDDLE, found->height);
  gint x = (found->width - width) / 2, y = (found->height - height) / 2;
  gsize all = (gsize) height * (gsize) found->width;
  g_autofree gfloat *rows = g_new (gfloat, (gsize) channels * all);
  LlImage *middle = ll_image_new (width, height, channels);

  ll_image_file_read (found->file, y, height, channels, conversion->factor,
                      conversion->offset, rows);
  for (gint c = 0; c < channels; c++)
    for (gint row = 0; row < height; row++)
      for (gint column = 0; column < width; column++)
        {
          gfloat value = rows[(gsize) c * all + (gsize) row * (gsize) found->width +
                              (gsize) (x + column)];

          middle->data[((gsize) c * (gsize) height + (gsize) row) * (gsize) width +
                       (gsize) column] = isnan (value) ? 0.0f : value;
        }

  return middle;
}

/* Chooses the scale at which the network sees the image. */
static gboolean
choose_scale (const Work *work,
              const LcNetwork *network,
              const LcWorker *worker,
              LlPredictSettings *settings,
              GError **error)
{
  gdouble diameter = lp_arguments_get_float (worker->in, LP_ARG_DIAMETER);
  gboolean known = ll_network_get_summary (network->network)->diameter > 0.0;
  LcFound *found = work->found;

  if (diameter > 0.0 && known)
    {
      settings->scale = ll_network_find_scale (network->network, diameter);
    }
  else if (diameter == 0.0 && network->starting)
    {
      g_autoptr (LlImage) middle = read_middle (
        found, ll_network_get_settings (network->network)->channels, &work->conversion);

      found->diameter =
        ll_estimate_diameter (network->network, middle, settings, NULL, NULL, error);
      if (found->diameter < 0.0)
        return FALSE;
      settings->scale = ll_network_find_scale (network->network, found->diameter);
    }

  return TRUE;
}

static void
note_values (LcReport *report,
             const gchar *shown,
             LlValues values,
             const LlConversion *conversion,
             const LlNormalisation *learned,
             const LlNormalisation *own)
{
  static const gchar *const words[] = { "", "much darker", "much brighter",
                                        "of much less contrast",
                                        "of a much wider range" };

  switch (conversion->kind)
    {
    case LL_CONVERSION_NONE:
      if (values != LL_VALUES_FIT)
        lc_report_note (
          report,
          "%s: the image is %s than those that the network has learned from "
          "(pixel values %.4g to %.4g instead of %.4g to %.4g).",
          shown, words[values], (gdouble) own->low[0], (gdouble) own->high[0],
          (gdouble) learned->low[0], (gdouble) learned->high[0]);
      break;
    case LL_CONVERSION_FACTOR:
      lc_report_note (
        report,
        "%s: its brightness is stored in other numbers than those that the "
        "network has learned from: its pixel values were multiplied by %.4g.",
        shown, (gdouble) conversion->factor);
      break;
    case LL_CONVERSION_STRETCHED:
      lc_report_note (report,
                      "%s: the network has learned from pixel values between %.4g and "
                      "%.4g, and sees those of the image, %.4g to %.4g, stretched to "
                      "these.",
                      shown, (gdouble) learned->low[0], (gdouble) learned->high[0],
                      (gdouble) own->low[0], (gdouble) own->high[0]);
      break;
    }
}

/* The names of the planes, such as "detection: grain". */
static gchar **
name_planes (const LlNetwork *network)
{
  const LlClasses *classes = ll_network_get_classes (network);
  static const gchar *const words[] = { "detection", "separation", "segmentation" };
  gchar **names = g_new0 (gchar *, ll_network_get_n_planes (network) + 1);

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      gint first = ll_network_get_first_plane (network, (LlTask) task);

      for (gint c = 0;
           first >= 0 && c < ll_network_get_n_task_classes (network, (LlTask) task); c++)
        names[first + c] = g_strdup_printf ("%s: %s", words[task],
                                            task == LL_TASK_SEPARATION && c == 1
                                              ? "interface"
                                              : ll_classes_get_name (classes, c));
    }

  return names;
}

static gboolean
segment (Work *work,
         const LcInput *input,
         const LcNetwork *network,
         LcWorker *worker,
         GError **error)
{
  const LpArguments *in = worker->in;
  const LlNormalisation *learned = ll_network_get_normalisation (network->network);
  LlPredictSettings settings;
  LlNormalisation own;
  LlValues values;
  g_autoptr (LlImage) strips = NULL;
  LcFound *found = work->found;
  gint channels = ll_network_get_settings (network->network)->channels;

  strips = ll_strips_read (channels, found->width, found->height, found->missing,
                           read_rows, work, error);
  if (!strips)
    return FALSE;
  values = ll_values_convert (learned, channels, ll_image_file_is_deep (found->file),
                              strips, &own, &work->conversion);
  if (ll_image_file_is_deep (found->file) && own.low[0] < own.high[0])
    {
      found->low = own.low[0];
      found->high = own.high[0];
    }
  note_values (worker->report, input->shown, values, &work->conversion, learned, &own);

  ll_predict_settings_init (&settings);
  settings.patch = lp_arguments_get_int (in, LP_ARG_PATCH);
  settings.batch = lp_arguments_get_int (in, LP_ARG_BATCH);
  settings.threads = worker->threads;
  settings.views = lp_arguments_get_bool (in, LP_ARG_VIEWS) ? 8 : 1;
  settings.own = &own;

  return choose_scale (work, network, worker, &settings, error) &&
         ll_predictor_run (get_predictor (worker, network->network), work->found->width,
                           work->found->height, &settings, read_rows, write_rows,
                           show_progress, work, error);
}

LcFound *
lc_found_new (const LcInput *input,
              LcWorker *worker,
              const gchar *probabilities,
              LlPartFile **planes,
              GError **error)
{
  g_autoptr (LcFound) found = lc_found_open (input, error);
  g_autoptr (LlObjectMaps) maps = NULL;
  g_autoptr (LlPlanesFile) file = NULL;
  LlObjectSettings settings;
  const LcNetwork *network;
  Work work = { .found = found, .conversion = { .factor = 1.0f }, .shown = input->shown };

  if (!found)
    return NULL;
  network = lc_networks_get (worker->networks,
                             ll_image_file_is_grey (found->file) ? 1 : 3, error);
  if (!network)
    return NULL;

  work.network = network->network;
  work.threshold = lp_arguments_has (worker->in, LP_ARG_THRESHOLD)
                     ? (gfloat) lp_arguments_get_float (worker->in, LP_ARG_THRESHOLD)
                     : 0.5f;
  work.report = worker->alone ? worker->report : NULL;
  found->by_network = TRUE;
  found->classes = ll_classes_copy (ll_network_get_classes (network->network));
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (ll_network_get_first_plane (network->network, (LlTask) task) >= 0)
      found->maps[task] = ll_labels_new (found->width, found->height, 0);
  maps = ll_object_maps_new (network->network, found->width, found->height);
  work.maps = maps;
  if (probabilities)
    {
      g_auto (GStrv) names = name_planes (network->network);

      file = ll_planes_file_new (probabilities, found->width, found->height,
                                 (const gchar *const *) names, error);
      if (!file)
        return NULL;
      work.planes = file;
    }

  if (!segment (&work, input, network, worker, error))
    return NULL;

  if (found->missing)
    ll_object_maps_set_missing (maps, found->missing);
  ll_object_settings_init (&settings);
  settings.split = (LlSplit) lp_arguments_get_choice (worker->in, LP_ARG_SPLIT);
  settings.smallest = lp_arguments_get_int (worker->in, LP_ARG_SMALLEST_OBJECT);
  found->instances = ll_find_objects (maps, &settings, NULL, NULL, error);
  if (!found->instances)
    return NULL;
  if (file)
    *planes = ll_planes_file_end (g_steal_pointer (&file));

  return g_steal_pointer (&found);
}
