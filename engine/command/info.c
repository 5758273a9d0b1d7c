/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `lazy-labels info`: what weights files, folders of samples and images are. */

#include <math.h>

#include "bar.h"
#include "report.h"
#include "work.h"

/* In the order of LlNetworkKind. */
static const gchar *const kinds[] = { "multi-task", "single-task", "mdu-net" };

static JsonArray *
list_classes (const LlClasses *classes)
{
  JsonArray *names = json_array_new ();

  for (gint i = 1; i < ll_classes_get_n (classes); i++)
    json_array_add_string_element (names, ll_classes_get_name (classes, i));

  return names;
}

static gchar *
describe_network (const gchar *path, JsonObject *details, GError **error)
{
  g_autoptr (LlNetwork) network = ll_weights_load (path, error);
  const LlNetworkSettings *settings;
  const LlTrainSummary *summary;
  g_autofree gchar *classes = NULL;
  g_autofree gchar *dice = NULL;

  if (!network)
    return NULL;

  settings = ll_network_get_settings (network);
  summary = ll_network_get_summary (network);
  json_object_set_string_member (details, "is", "network");
  json_object_set_string_member (details, "network", kinds[settings->kind]);
  json_object_set_int_member (details, "channels", settings->channels);
  json_object_set_int_member (details, "width", settings->width);
  json_object_set_int_member (details, "levels", settings->levels);
  json_object_set_int_member (details, "patch", settings->patch);
  json_object_set_double_member (details, "scale", settings->scale);
  json_object_set_int_member (details, "numbers",
                              (gint64) ll_network_get_n_numbers (network));
  json_object_set_array_member (details, "classes",
                                list_classes (ll_network_get_classes (network)));
  json_object_set_int_member (details, "iterations", summary->iterations);
  json_object_set_int_member (details, "images", summary->images);
  if (isfinite (summary->loss))
    json_object_set_double_member (details, "loss", summary->loss);
  if (isfinite (summary->dice))
    json_object_set_double_member (details, "dice", summary->dice);
  json_object_set_int_member (details, "threads", summary->threads);
  json_object_set_string_member (details, "kernels", summary->kernels);
  json_object_set_double_member (details, "diameter", summary->diameter);

  classes = ll_classes_to_text (ll_network_get_classes (network));
  dice = isfinite (summary->dice) ? g_strdup_printf (", Dice %.3f", summary->dice)
                                  : g_strdup ("");

  return g_strdup_printf (
    "network, %s, %s, width %d, %d levels, patches of %d at scale %.3g\n"
    "  classes: %s\n  trained for %d iterations on %d images, loss %.4f%s\n"
    "  objects about %.0f px; %d threads, kernels %s",
    kinds[settings->kind], settings->channels == 1 ? "grey" : "colour", settings->width,
    settings->levels, settings->patch, settings->scale, classes, summary->iterations,
    summary->images, summary->loss, dice, summary->diameter, summary->threads,
    *summary->kernels ? summary->kernels : "unknown");
}

static gchar *
describe_samples (const gchar *path, JsonObject *details, GError **error)
{
  g_autoptr (LlClasses) classes = ll_sample_folder_read_classes (path, error);
  g_autoptr (GPtrArray) paths = classes ? ll_sample_folder_list (path, error) : NULL;
  g_autofree gchar *names = NULL;
  gint n[LL_N_TASKS] = { 0 };

  if (!paths)
    return NULL;

  for (guint i = 0; i < paths->len; i++)
    for (gint task = 0; task < LL_N_TASKS; task++)
      {
        g_autofree gchar *labels =
          ll_sample_folder_get_label_path (g_ptr_array_index (paths, i), (LlTask) task);

        n[task] += g_file_test (labels, G_FILE_TEST_EXISTS);
      }
  names = ll_classes_to_text (classes);
  json_object_set_string_member (details, "is", "samples");
  json_object_set_array_member (details, "classes", list_classes (classes));
  json_object_set_int_member (details, "images", paths->len);
  json_object_set_int_member (details, "detection", n[LL_TASK_DETECTION]);
  json_object_set_int_member (details, "separation", n[LL_TASK_SEPARATION]);
  json_object_set_int_member (details, "segmentation", n[LL_TASK_SEGMENTATION]);

  return g_strdup_printf (
    "%u samples: %d with detection marks, %d with separation scribbles, %d with masks\n"
    "  classes: %s",
    paths->len, n[LL_TASK_DETECTION], n[LL_TASK_SEPARATION], n[LL_TASK_SEGMENTATION],
    names);
}

static gchar *
describe_image (const gchar *path, JsonObject *details, GError **error)
{
  g_autoptr (LlImageFile) file = ll_image_file_open (path, 0, error);
  gboolean grey;
  gint pages, bar;

  if (!file)
    return NULL;

  grey = ll_image_file_is_grey (file);
  pages = ll_image_file_count_pages (path);
  bar = lc_bar_find (path, file);
  json_object_set_string_member (details, "is", "image");
  json_object_set_int_member (details, "width", ll_image_file_get_width (file));
  json_object_set_int_member (details, "height", ll_image_file_get_height (file));
  json_object_set_int_member (details, "bits", ll_image_file_get_bits (file));
  json_object_set_int_member (details, "channels", grey ? 1 : 3);
  json_object_set_int_member (details, "pages", pages);
  json_object_set_int_member (details, "information-bar", bar);

  return g_strdup_printf ("image, %d x %d pixels, %s, %d bits, %d page%s%s",
                          ll_image_file_get_width (file), ll_image_file_get_height (file),
                          grey ? "grey" : "colour", ll_image_file_get_bits (file), pages,
                          pages == 1 ? "" : "s",
                          bar > 0 ? ", with an information bar" : "");
}

static gint
run_info (LcCall *call)
{
  g_autoptr (GError) usage = NULL;

  if (!call->paths[0])
    {
      g_set_error (&usage, LC_ERROR, LC_ERROR_USAGE,
                   "Give weights files, folders of samples or images.");
      return lc_fail (call, usage);
    }

  lc_report_begin (call->report, g_strv_length (call->paths));
  for (gint i = 0; call->paths[i]; i++)
    {
      const gchar *path = call->paths[i];
      g_autoptr (JsonObject) details = json_object_new ();
      g_autoptr (GError) error = NULL;
      g_autofree gchar *shown = g_filename_display_name (path);
      g_autofree gchar *text = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        text = describe_samples (path, details, &error);
      else if (ll_image_file_is_known (path))
        text = describe_image (path, details, &error);
      else
        text = describe_network (path, details, &error);
      if (text)
        lc_report_done (call->report, shown, text, g_steal_pointer (&details));
      else
        lc_report_failed (call->report, shown, error);
    }

  return lc_report_end (call->report);
}

static const LpArgumentSpec own[] = {
  LC_OPTION_JSON,
};

const LcCommand lc_command_info = {
  .name = "info",
  .usage = "FILE-OR-FOLDER...",
  .blurb = "Describe networks, samples and images.",
  .help =
    "Says what a weights file has learned, what a folder of samples holds, and what "
    "an image is.",
  .own = own,
  .n_own = G_N_ELEMENTS (own),
  .run = run_info,
};
