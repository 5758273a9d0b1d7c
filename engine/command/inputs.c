/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "inputs.h"

#include <string.h>

#include "report.h"

void
lc_input_free (LcInput *input)
{
  g_free (input->path);
  g_free (input->name);
  g_free (input->shown);
  g_free (input);
}

/* Whether the file belongs to a sample whose image lies beside it. */
static gboolean
is_part_of_sample (const gchar *name)
{
  static const gchar *const endings[] = { ".detection.png", ".separation.png",
                                          ".segmentation.png", ".missing.png" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;

  return FALSE;
}

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

static gboolean
list_folder (const gchar *folder, GPtrArray *paths, LcReport *report, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  guint n_others = 0;
  const gchar *name;

  if (!dir)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      gchar *path = g_build_filename (folder, name, NULL);

      if (name[0] != '.' && ll_image_file_is_known (name) && !is_part_of_sample (name) &&
          g_file_test (path, G_FILE_TEST_IS_REGULAR))
        {
          g_ptr_array_add (found, path);
          continue;
        }
      n_others += name[0] != '.' && !is_part_of_sample (name) &&
                  g_file_test (path, G_FILE_TEST_IS_REGULAR);
      g_free (path);
    }
  if (n_others > 0)
    lc_report_note (report,
                    "\"%s\": %u files that are no TIFF, PNG or JPEG were skipped.",
                    folder, n_others);
  g_ptr_array_sort (found, compare_paths);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (paths, g_ptr_array_index (found, i));

  return TRUE;
}

/* The name of a file without its ending. */
static gchar *
get_stem (const gchar *path)
{
  gchar *name = g_path_get_basename (path);
  gchar *dot = strrchr (name, '.');

  if (dot && dot > name)
    *dot = '\0';

  return name;
}

/* Counts names, where capitals do not count: some file systems do not tell them apart. */
static guint
count_name (GHashTable *counts, const gchar *name, guint add)
{
  g_autofree gchar *key = g_utf8_casefold (name, -1);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + add;

  g_hash_table_replace (counts, g_steal_pointer (&key), GUINT_TO_POINTER (n));

  return n;
}

static void
add_pages (GPtrArray *inputs, const gchar *path, const gchar *name)
{
  gint n = ll_image_file_count_pages (path);
  g_autofree gchar *shown = g_filename_display_name (path);

  for (gint page = 0; page < n; page++)
    {
      LcInput *input = g_new0 (LcInput, 1);

      input->path = g_strdup (path);
      input->page = page;
      input->n_pages = n;
      input->name =
        n > 1 ? g_strdup_printf ("%s-page%d", name, page + 1) : g_strdup (name);
      input->shown =
        n > 1 ? g_strdup_printf ("%s, page %d", shown, page + 1) : g_strdup (shown);
      g_ptr_array_add (inputs, input);
    }
}

GPtrArray *
lc_inputs_new (gchar **paths, LcReport *report, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) inputs =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lc_input_free);
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) stems =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gint i = 0; paths[i]; i++)
    if (!g_file_test (paths[i], G_FILE_TEST_IS_DIR))
      g_ptr_array_add (all, g_strdup (paths[i]));
    else if (!list_folder (paths[i], all, report, error))
      return NULL;

  for (guint i = 0; i < all->len; i++)
    {
      g_autofree gchar *stem = get_stem (g_ptr_array_index (all, i));

      count_name (stems, stem, 1);
    }
  for (guint i = 0; i < all->len; i++)
    {
      const gchar *path = g_ptr_array_index (all, i);
      gchar *identity = ll_file_get_identity (path);
      g_autofree gchar *stem = get_stem (path);
      g_autofree gchar *name = NULL;
      guint n;

      if (identity && !g_hash_table_add (seen, identity))
        continue;

      name =
        count_name (stems, stem, 0) > 1 ? g_path_get_basename (path) : g_strdup (stem);
      n = count_name (names, name, 1);
      if (n > 1)
        {
          gchar *other = g_strdup_printf ("%s-%u", name, n);

          g_free (name);
          name = other;
        }
      add_pages (inputs, path, name);
    }
  if (inputs->len == 0)
    {
      if (paths[0])
        g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                     "There is no image in \"%s\": give a folder with TIFF, PNG or JPEG "
                     "files, or the files.",
                     paths[0]);
      else
        g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                     "Give images, or a folder of them.");
      return NULL;
    }

  return g_steal_pointer (&inputs);
}
