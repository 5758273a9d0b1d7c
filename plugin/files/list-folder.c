/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/list-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "files/file-list.h"
#include "files/open-image.h"
#include "files/result-names.h"
#include "host/host.h"
#include "procedure/names.h"
#include "procedure/path-text.h"

/* Files of these kinds hold layers of one picture; a layer of any other file is a page of a
 * stack or a frame of an animation.
 */
static const gchar *const layered_suffixes[] = { ".xcf", ".xcf.gz", ".xcf.bz2", ".xcf.xz",
                                                 ".psd", ".psb",    ".ora",     NULL };

static gchar *
join_lines (const GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (const gchar *) g_ptr_array_index (lines, i));

  return g_string_free (text, FALSE);
}

static gchar **
split_endings (const gchar *text)
{
  gchar **endings = g_strsplit (text, ",", -1);
  gint n = 0;

  for (gint i = 0; endings[i]; i++)
    {
      gchar *ending = g_strstrip (endings[i]);

      if (*ending)
        endings[n++] = ending;
      else
        g_free (ending);
    }
  endings[n] = NULL;

  return endings;
}

static gboolean
check_results_folder (const gchar *folder, const gchar *results, GError **error)
{
  GStatBuf info;

  if (g_stat (results, &info) != 0 || !S_ISDIR (info.st_mode))
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("The folder \"%s\" can't be read (%s): check its name."), results,
                   g_strerror (errno ? errno : ENOTDIR));
      return FALSE;
    }
  if (!ll_file_is_same (folder, results))
    return TRUE;

  g_set_error (
    error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
    _ ("The results would overwrite the files that they are made from, because "
       "\"%s\" is the same folder as \"%s\": choose another folder for them."),
    results, folder);

  return FALSE;
}

/* Checks that a file to write is none of the list, and no other file to write. */
static gboolean
check_output (const LpFileList *list, GHashTable *outputs, gchar *path, GError **error)
{
  g_autofree gchar *output = path;
  g_autofree gchar *identity = ll_file_get_identity (output);
  const gchar *input = g_hash_table_lookup (list->seen, identity);
  const gchar *other = g_hash_table_lookup (outputs, identity);

  if (!input && !other)
    {
      g_hash_table_insert (outputs, g_steal_pointer (&identity),
                           g_steal_pointer (&output));
      return TRUE;
    }

  if (input)
    g_set_error (
      error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
      _ ("Writing \"%s\" would overwrite \"%s\", which is the same file: choose "
         "another place to write to."),
      output, input);
  else
    g_set_error (
      error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
      _ ("\"%s\" and \"%s\" are the same file, but both would be written: choose "
         "another place for one of them."),
      other, output);

  return FALSE;
}

static gboolean
check_outputs (const LpFileList *list,
               const gchar *outputs_text,
               const gchar *folder,
               const GPtrArray *names,
               const gchar *const *endings,
               GError **error)
{
  g_autoptr (GHashTable) outputs =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (outputs_text, "\n", -1);

  for (gint i = 0; lines[i]; i++)
    if (*lines[i] && !check_output (list, outputs, lp_path_from_text (lines[i]), error))
      return FALSE;

  for (guint i = 0; *folder && i < names->len; i++)
    for (gint k = 0; k == 0 || (endings[0] && endings[k]); k++)
      {
        g_autofree gchar *name =
          g_strconcat (g_ptr_array_index (names, i), endings[0] ? endings[k] : "", NULL);

        if (!check_output (list, outputs, g_build_filename (folder, name, NULL), error))
          return FALSE;
      }

  return TRUE;
}

/* Checks before the first image is opened that results can be written. */
static gboolean
check_places (const gchar *outputs_text,
              const gchar *folder,
              const GPtrArray *names,
              const gchar *const *endings,
              GError **error)
{
  g_auto (GStrv) lines = g_strsplit (outputs_text, "\n", -1);
  g_autofree gchar *name =
    names->len == 0
      ? NULL
      : g_strconcat (g_ptr_array_index (names, 0), endings[0] ? endings[0] : "", NULL);

  for (gint i = 0; lines[i]; i++)
    {
      g_autofree gchar *path = *lines[i] ? lp_path_from_text (lines[i]) : NULL;
      const gchar *const paths[] = { path, NULL };

      /* Rows can be added to a table even where nothing new can be written. */
      if (path &&
          (g_access (path, W_OK) != 0 || g_file_test (path, G_FILE_TEST_IS_DIR)) &&
          !ll_part_files_check (paths, error))
        return FALSE;
    }
  if (*folder && name)
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);
      const gchar *const paths[] = { path, NULL };

      return ll_part_files_check (paths, error);
    }

  return TRUE;
}

static void
return_list (LpCall *call,
             const LpFileList *list,
             const gchar *folder,
             const GPtrArray *results)
{
  g_autoptr (GPtrArray) uris = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree gchar *uris_text = NULL;
  g_autofree gchar *names_text = NULL;
  g_autofree gchar *results_text = join_lines (results);
  g_autofree gchar *notes_text = join_lines (list->notes);

  for (guint i = 0; i < list->paths->len; i++)
    {
      const gchar *path = g_ptr_array_index (list->paths, i);

      g_ptr_array_add (uris, lp_path_to_uri (path));
      g_ptr_array_add (names, lp_path_get_label (path));
    }
  uris_text = join_lines (uris);
  names_text = join_lines (names);

  lp_arguments_set_string (call->out, LP_ARG_FILES, uris_text);
  lp_arguments_set_string (call->out, LP_RETURN_NAMES, names_text);
  lp_arguments_set_string (call->out, LP_ARG_RESULTS, results_text);
  lp_arguments_set_string (call->out, LP_ARG_FOLDER, folder);
  lp_arguments_set_string (call->out, LP_RETURN_NOTES, notes_text);
}

gboolean
lp_list_folder_run (LpCall *call, GError **error)
{
  const LpArguments *in = call->in;
  g_autofree gchar *folder =
    lp_path_from_text (lp_arguments_get_string (in, LP_ARG_FOLDER));
  g_autofree gchar *results =
    lp_path_from_text (lp_arguments_get_string (in, LP_ARG_RESULTS));
  g_auto (GStrv) endings = split_endings (lp_arguments_get_string (in, LP_ARG_ENDINGS));
  g_autoptr (LpFileList) list = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (*results && !check_results_folder (folder, results, error))
    return FALSE;

  list = lp_file_list_new_folder (
    folder, (LpFilesKind) lp_arguments_get_choice (in, LP_ARG_KIND), error);
  if (!list)
    return FALSE;

  names = lp_result_names_new (list->paths, (const gchar *const *) endings);
  if (!check_outputs (list, lp_arguments_get_string (in, LP_ARG_OUTPUTS), results, names,
                      (const gchar *const *) endings, error) ||
      !check_places (lp_arguments_get_string (in, LP_ARG_OUTPUTS), results, names,
                     (const gchar *const *) endings, error))
    return FALSE;

  return_list (call, list, results, names);

  return TRUE;
}

static gint
count_pages (gint32 image, const gchar *path)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  g_autofree gchar *lower = g_ascii_strdown (path, -1);
  gint n = 0;

  for (gint i = 0; layered_suffixes[i]; i++)
    if (g_str_has_suffix (lower, layered_suffixes[i]))
      return 1;

  for (guint i = 0; i < layers->len; i++)
    n += ((const LpHostLayer *) g_ptr_array_index (layers, i))->parent < 0;

  return MAX (1, n);
}

gboolean
lp_open_file_run (LpCall *call, GError **error)
{
  const gchar *text = lp_arguments_get_string (call->in, LP_ARG_FILE);
  g_autofree gchar *path = lp_path_from_text (text);
  gint32 image = lp_open_image (path, error);

  if (image < 0)
    return FALSE;

  lp_arguments_set_number (call->out, LP_RETURN_IMAGE, image);
  lp_arguments_set_number (call->out, LP_RETURN_PAGES, count_pages (image, path));

  return TRUE;
}
