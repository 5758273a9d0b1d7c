/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All files are complete before the first gets its name. */

#include "network/export.h"

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>
#include <string.h>

#include "host/host.h"
#include "host/progress.h"
#include "layers/classes.h"
#include "network/paths.h"
#include "network/segmented.h"
#include "network/starting.h"
#include "procedure/names.h"

typedef LlPartFile *(*Writer) (const LlNetworkExport *export,
                               const gchar *path,
                               GError **error);

static const struct
{
  const gchar *argument;
  const gchar *ending;
  Writer write;
} outputs[] = {
  { LP_ARG_ONNX, ".onnx", ll_network_export_onnx },
  { LP_ARG_PACKAGE, ".zip", ll_network_export_package },
};

/* In the order of the choices. */
static const gdouble whites[] = { LL_WHITE_8_BITS, LL_WHITE_16_BITS, LL_WHITE_FLOAT };

/* Looks early whether the files can be written. */
static gboolean
check_outputs (const LpCall *call, GError **error)
{
  const gchar *paths[G_N_ELEMENTS (outputs) + 1] = { NULL };
  gint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      const gchar *path = lp_arguments_get_string (call->in, outputs[i].argument);
      g_autofree gchar *lower = g_ascii_strdown (path, -1);
      g_autofree gchar *name = g_filename_display_name (path);

      if (*path && !g_str_has_suffix (lower, outputs[i].ending))
        {
          g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                       _ ("The name \"%s\" must end in %s, by which other programs know "
                          "the file."),
                       name, outputs[i].ending);
          return FALSE;
        }
      if (*path)
        paths[n++] = path;
    }
  if (n > 0)
    return ll_part_files_check (paths, error);

  g_set_error_literal (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                       _ ("There is nothing to write: name a file."));

  return FALSE;
}

static gboolean
check_license (const LpCall *call, GError **error)
{
  const gchar *license = lp_arguments_get_string (call->in, LP_ARG_LICENSE);
  g_autofree gchar *title = NULL;

  if (!*lp_arguments_get_string (call->in, LP_ARG_PACKAGE) ||
      ll_network_export_check_license (license))
    return TRUE;

  title = lp_arguments_get_title (call->in, LP_ARG_LICENSE);
  g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
               _ ("\"%s\" must be an identifier of the SPDX list, such as CC-BY-4.0: "
                  "\"%s\" is not."),
               title, license);

  return FALSE;
}

/* Returns: (transfer full) (nullable): where the network lies. */
static gchar *
find_network (const LpCall *call, GError **error)
{
  const gchar *weights = lp_arguments_get_string (call->in, LP_ARG_WEIGHTS);
  const gchar *word = lp_arguments_get_string (call->in, LP_ARG_NETWORK);
  g_autofree gchar *current = lp_current_network_path ();

  if (*weights)
    return g_strdup (weights);
  if (g_str_equal (word, "starting"))
    return lp_starting_path (1);
  if (g_str_equal (word, "starting-colour"))
    return lp_starting_path (3);
  if (g_file_test (current, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&current);

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
               _ ("There is no network to export yet: train or load one first, or choose "
                  "a starting network."));

  return NULL;
}

/* The name that a person gave, or that of a file without its ending. */
static gchar *
find_name (const LpCall *call)
{
  const gchar *name = lp_arguments_get_string (call->in, LP_ARG_NAME);
  g_autofree gchar *base =
    g_path_get_basename (lp_arguments_get_string (call->in, LP_ARG_PACKAGE));
  gchar *dot;

  if (*name)
    return g_strdup (name);

  dot = strrchr (base, '.');
  if (dot)
    *dot = '\0';

  return g_filename_display_name (base);
}

static gboolean
write_files (LpCall *call, const LlNetworkExport *export, GError **error)
{
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_part_file_free);
  LpProgress progress;

  lp_progress_start (&progress, _ ("Exporting the network"));
  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      const gchar *path = lp_arguments_get_string (call->in, outputs[i].argument);
      LlPartFile *file;

      if (!*path)
        continue;
      file = outputs[i].write (export, path, error);
      if (!file)
        return FALSE;
      g_ptr_array_add (files, file);
      lp_progress_show ((i + 1.0) / G_N_ELEMENTS (outputs), &progress);
    }

  return ll_part_files_commit (files, error);
}

/* What a person has to know of the model, besides that it is there. */
static void
note_needs (LpCall *call, const LlNetworkExport *export)
{
  const LlTrainSummary *summary = ll_network_get_summary (export->network);
  gdouble diameter = lp_arguments_get_float (call->in, LP_ARG_DIAMETER);

  if (ll_network_get_normalisation (export->network)->each)
    lp_call_note (
      call,
      _ ("The other program has to stretch the brightness of each image before it runs "
         "the network, so that the percentiles 0.5 and 99.5 of each channel "
         "become 0 and 1: the package tells it so, the ONNX model alone does "
         "not."));
  if (summary->diameter > 0.0)
    lp_call_note (call,
                  _ ("It expects objects with a diameter of about %.0f pixels: export it "
                     "with another diameter for images in which they are much larger or "
                     "smaller."),
                  summary->diameter * ll_network_get_settings (export->network)->scale /
                    export->scale);
  else if (diameter > 0.0)
    lp_call_note (call, _ ("The network does not know how large the objects were that it "
                           "learned from, so the diameter was ignored."));
}

gboolean
lp_export_network_run (LpCall *call, GError **error)
{
  g_autofree gchar *path = NULL;
  g_autofree gchar *name = NULL;
  g_autofree gchar *classes = NULL;
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LpSegmented) segmented = NULL;
  g_autoptr (LlImage) grey = NULL;
  LlNetworkExport export = { 0 };

  if (!check_outputs (call, error) || !check_license (call, error))
    return FALSE;
  path = find_network (call, error);
  network = path ? ll_weights_load (path, error) : NULL;
  if (!network)
    return FALSE;

  name = find_name (call);
  export.network = network;
  export.scale =
    ll_network_find_scale (network, lp_arguments_get_float (call->in, LP_ARG_DIAMETER));
  export.white = whites[lp_arguments_get_choice (call->in, LP_ARG_VALUES)];
  export.name = name;
  export.authors = lp_arguments_get_string (call->in, LP_ARG_AUTHORS);
  export.license = lp_arguments_get_string (call->in, LP_ARG_LICENSE);
  if (*lp_arguments_get_string (call->in, LP_ARG_PACKAGE))
    segmented = lp_segmented_find (path, ll_network_get_classes (network));
  if (segmented)
    {
      gboolean colour = ll_network_get_settings (network)->channels == 3;

      grey = ll_image_convert (segmented->image, 1);
      export.example = colour ? segmented->image : grey;
      export.shown = segmented->image;
      export.classes = segmented->labels;
    }

  if (!write_files (call, &export, error))
    return FALSE;

  classes = ll_classes_to_text (ll_network_get_classes (network));
  lp_arguments_set_string (call->out, LP_ARG_CLASSES, classes);
  lp_call_note (call, _ ("Exported a network with the classes %s."), classes);
  if (segmented)
    lp_call_note (call, _ ("The package shows a part of \"%s\" and its result."),
                  segmented->name);
  else if (*lp_arguments_get_string (call->in, LP_ARG_PACKAGE))
    lp_call_note (call, _ ("The package shows a generated image, since no open image was "
                           "segmented by this network."));
  note_needs (call, &export);

  return TRUE;
}
