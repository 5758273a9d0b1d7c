/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From a procedure's name to the function that runs it, and what all share. */

#include "run.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "host.h"

static const struct
{
  const gchar *name;
  LlRunFunc run;
} runs[] = {
  { "plug-in-lazy-labels-annotate", ll_run_annotate },
  { "plug-in-lazy-labels-panel", ll_run_panel },
  { "plug-in-lazy-labels-grow-masks", ll_run_grow },
  { "plug-in-lazy-labels-train", ll_run_train },
  { "plug-in-lazy-labels-predict", ll_run_predict },
  { "plug-in-lazy-labels-measure", ll_run_measure },
  { "plug-in-lazy-labels-figure", ll_run_figure },
  { "plug-in-lazy-labels-compare", ll_run_compare },
  { "plug-in-lazy-labels-evaluate", ll_run_evaluate },
  { "plug-in-lazy-labels-load-weights", ll_run_load_weights },
  { "plug-in-lazy-labels-save-weights", ll_run_save_weights },
};

gchar *
ll_current_network_path (void)
{
  return g_build_filename (ll_host_get_folder (), "lazy-labels", "current.safetensors",
                           NULL);
}

gboolean
ll_network_check_path (const gchar *path, GError **error)
{
  g_autofree gchar *current = ll_current_network_path ();

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;

  if (g_str_equal (path, current))
    g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_NOT_FOUND,
                 _ ("There is no network yet: train one, load weights, or give a weights "
                    "file."));
  else
    g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_NOT_FOUND,
                 _ ("There is no file \"%s\": check its name."), path);

  return FALSE;
}

gchar *
ll_network_name (const gchar *path)
{
  gchar *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".safetensors"))
    name[strlen (name) - strlen (".safetensors")] = '\0';

  return name;
}

void
ll_call_note (LlCall *call, const gchar *format, ...)
{
  g_autofree gchar *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);

  g_print ("Lazy Labels: %s\n", text);
  g_string_append_printf (call->notes, "%s%s", call->notes->len ? "\n" : "", text);
}

void
ll_call_return_scores (LlCall *call, gdouble loss, gdouble dice)
{
  ll_arguments_set_number (call->out, "loss", isfinite (loss) ? loss : 0);
  ll_arguments_set_number (call->out, "dice", isfinite (dice) ? dice : -1);
}

LlRunFunc
ll_run_find (const gchar *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    if (g_strcmp0 (runs[i].name, name) == 0)
      return runs[i].run;

  return NULL;
}

void
ll_run_prepare (const gchar *name, gint32 image, LlArguments *arguments)
{
  if (g_str_equal (name, "plug-in-lazy-labels-annotate"))
    ll_prepare_annotate (image, arguments);
}
