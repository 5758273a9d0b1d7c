/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/outputs.h"

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>

static gboolean
is_output (const LpArgumentSpec *spec)
{
  return spec->type == LP_ARGUMENT_FILE_SAVE || spec->type == LP_ARGUMENT_FILE_APPEND;
}

/* Whether the argument @spec may replace what the argument @other reads. */
static gboolean
may_replace (const LpArgumentSpec *spec, const LpArgumentSpec *other)
{
  return g_strcmp0 (spec->replaces, other->name) == 0;
}

static gboolean
check_image (const LpArguments *arguments,
             const LpArgumentSpec *spec,
             const gchar *path,
             const gchar *image,
             GError **error)
{
  g_autofree gchar *title = NULL;

  if (!image || !ll_file_is_same (path, image))
    return TRUE;

  title = lp_arguments_get_title (arguments, spec->name);
  g_set_error (
    error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
    _ ("\"%s\" is \"%s\", the file of the image itself: choose another file to "
       "write."),
    title, path);

  return FALSE;
}

/* Checks one output against the arguments before it, and the inputs behind it. */
static gboolean
check_output (const LpArguments *arguments, gint index, GError **error)
{
  const LpArgumentSpec *spec = lp_arguments_get_spec (arguments, index);
  const gchar *path = lp_arguments_get_string (arguments, spec->name);

  for (gint i = 0; i < lp_arguments_get_n (arguments); i++)
    {
      const LpArgumentSpec *other = lp_arguments_get_spec (arguments, i);
      g_autofree gchar *title = NULL;
      g_autofree gchar *other_title = NULL;
      const gchar *other_path;

      if (i == index || may_replace (spec, other) ||
          !(other->type == LP_ARGUMENT_FILE_OPEN || (is_output (other) && i < index)))
        continue;

      other_path = lp_arguments_get_string (arguments, other->name);
      if (!*other_path || !ll_file_is_same (path, other_path))
        continue;

      title = lp_arguments_get_title (arguments, spec->name);
      other_title = lp_arguments_get_title (arguments, other->name);
      g_set_error (
        error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
        _ ("\"%s\" and \"%s\" are the same file, \"%s\": choose another file to "
           "write."),
        other_title, title, path);
      return FALSE;
    }

  return TRUE;
}

gboolean
lp_outputs_check (const LpArguments *arguments, const gchar *image, GError **error)
{
  for (gint i = 0; i < lp_arguments_get_n (arguments); i++)
    {
      const LpArgumentSpec *spec = lp_arguments_get_spec (arguments, i);
      const gchar *path =
        is_output (spec) ? lp_arguments_get_string (arguments, spec->name) : "";

      if (*path && (!check_image (arguments, spec, path, image, error) ||
                    !check_output (arguments, i, error)))
        return FALSE;
    }

  return TRUE;
}
