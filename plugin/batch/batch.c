/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each procedure writes a call of the batch script and lets Script-Fu evaluate it. */

#include "batch/batch.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "host/host.h"
#include "procedure/names.h"
#include "procedure/path-text.h"

static gboolean
check_filled (const LpCall *call, const gchar *name, GError **error)
{
  g_autofree gchar *title = NULL;

  if (*lp_arguments_get_string (call->in, name))
    return TRUE;

  title = lp_arguments_get_title (call->in, name);
  g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
               _ ("\"%s\" is empty: fill it in."), title);

  return FALSE;
}

/* Appends a text of Scheme. */
static void
append_text (GString *code, const gchar *text)
{
  g_string_append (code, " \"");
  for (; *text; text++)
    {
      if (strchr ("\"\\", *text))
        g_string_append_c (code, '\\');
      g_string_append_c (code, *text);
    }
  g_string_append_c (code, '"');
}

/* Appends a path, which the script takes from wherever it runs; "" stays so. */
static void
append_path (GString *code, const LpCall *call, const gchar *name)
{
  const gchar *path = lp_arguments_get_string (call->in, name);
  g_autofree gchar *whole = *path ? g_canonicalize_filename (path, NULL) : NULL;
  g_autofree gchar *text = whole ? lp_path_to_text (whole) : NULL;

  append_text (code, text ? text : "");
}

static void
append_number (GString *code, const LpCall *call, const gchar *name)
{
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (number, sizeof (number), lp_arguments_get_float (call->in, name));
  g_string_append_printf (code, " %s", number);
}

/* Returns: the sentence of an error without the names of what it came through. */
static const gchar *
skip_names (const gchar *message)
{
  const gchar *sentence = message;

  if (g_str_has_prefix (sentence, "Error: "))
    sentence += strlen ("Error: ");
  if (g_str_has_prefix (sentence, "Procedure execution of ") &&
      strstr (sentence, " failed: "))
    sentence = strstr (sentence, " failed: ") + strlen (" failed: ");

  return sentence;
}

static gboolean
evaluate_code (GString *code, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree gchar *message = NULL;

  g_string_append_c (code, ')');
  if (lp_host_run_script (code->str, &reason))
    return TRUE;

  message = g_strstrip (g_strdup (skip_names (reason->message)));
  g_set_error_literal (error, reason->domain, reason->code, message);

  return FALSE;
}

gboolean
lp_grow_folder_run (LpCall *call, GError **error)
{
  g_autoptr (GString) code = g_string_new ("(script-fu-lazy-labels-grow-folder");

  if (!check_filled (call, LP_ARG_FOLDER, error) ||
      !check_filled (call, LP_ARG_RESULTS, error))
    return FALSE;

  append_path (code, call, LP_ARG_FOLDER);
  append_path (code, call, LP_ARG_RESULTS);

  return evaluate_code (code, error);
}

gboolean
lp_train_folder_run (LpCall *call, GError **error)
{
  g_autoptr (GString) code = g_string_new ("(script-fu-lazy-labels-train-folder");

  if (!check_filled (call, LP_ARG_FOLDER, error) ||
      !check_filled (call, LP_ARG_WEIGHTS, error))
    return FALSE;

  append_path (code, call, LP_ARG_FOLDER);
  append_path (code, call, LP_ARG_WEIGHTS);
  append_number (code, call, LP_ARG_ITERATIONS);
  append_number (code, call, LP_ARG_MINUTES);

  return evaluate_code (code, error);
}

gboolean
lp_predict_folder_run (LpCall *call, GError **error)
{
  g_autoptr (GString) code = g_string_new ("(script-fu-lazy-labels-predict-folder");

  if (!check_filled (call, LP_ARG_FOLDER, error) ||
      !check_filled (call, LP_ARG_RESULTS, error))
    return FALSE;

  append_path (code, call, LP_ARG_FOLDER);
  append_path (code, call, LP_ARG_WEIGHTS);
  append_path (code, call, LP_ARG_RESULTS);

  return evaluate_code (code, error);
}

gboolean
lp_measure_folder_run (LpCall *call, GError **error)
{
  g_autoptr (GString) code = g_string_new ("(script-fu-lazy-labels-measure-folder");

  if (!check_filled (call, LP_ARG_FOLDER, error))
    return FALSE;

  append_path (code, call, LP_ARG_FOLDER);
  append_path (code, call, LP_ARG_TABLE);
  append_path (code, call, LP_ARG_SUMMARY);
  append_path (code, call, LP_ARG_RESULTS);

  return evaluate_code (code, error);
}

gboolean
lp_export_folder_run (LpCall *call, GError **error)
{
  g_autoptr (GString) code = g_string_new ("(script-fu-lazy-labels-export-folder");

  if (!check_filled (call, LP_ARG_FOLDER, error) ||
      !check_filled (call, LP_ARG_RESULTS, error))
    return FALSE;

  append_path (code, call, LP_ARG_FOLDER);
  append_text (code, lp_arguments_get_string (call->in, LP_ARG_FORMATS));
  append_path (code, call, LP_ARG_RESULTS);

  return evaluate_code (code, error);
}

gboolean
lp_import_folder_run (LpCall *call, GError **error)
{
  g_autoptr (GString) code = g_string_new ("(script-fu-lazy-labels-import-folder");

  if (!check_filled (call, LP_ARG_FOLDER, error) ||
      !check_filled (call, LP_ARG_LABELS, error) ||
      !check_filled (call, LP_ARG_RESULTS, error))
    return FALSE;

  append_path (code, call, LP_ARG_FOLDER);
  append_path (code, call, LP_ARG_LABELS);
  append_text (code, lp_arguments_get_string (call->in, LP_ARG_CLASS));
  append_path (code, call, LP_ARG_RESULTS);

  return evaluate_code (code, error);
}
