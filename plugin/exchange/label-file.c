/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange/label-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "host/host.h"

static const gchar *const endings[] = { ".tif", ".tiff",    ".png",  ".zip",
                                        ".roi", ".geojson", ".json", NULL };

/* What data sets add to the name of the image, after one sign. */
static const gchar *const words[] = { "mask",     "masks",     "cp_masks",     "label",
                                      "labels",   "seg",       "segmentation", "gt",
                                      "instance", "instances", "objects",      "rois",
                                      NULL };

/* Returns: (transfer full) (nullable): the name of a label file without its ending. */
static gchar *
get_stem (const gchar *name)
{
  g_autofree gchar *lower = g_ascii_strdown (name, -1);

  for (gint i = 0; endings[i] && name[0] != '.'; i++)
    if (g_str_has_suffix (lower, endings[i]))
      return g_strndup (name, strlen (name) - strlen (endings[i]));

  return NULL;
}

/* Whether a label file belongs to an image; 2: it has the same name. */
static gint
match_stems (const gchar *label, const gchar *image)
{
  gsize n = strlen (image);
  g_autofree gchar *rest = NULL;

  if (g_str_equal (label, image))
    return 2;
  if (strncmp (label, image, n) != 0 || !strchr ("_-. ", label[n]))
    return 0;

  rest = g_ascii_strdown (label + n + 1, -1);

  return g_strv_contains (words, rest) ? 1 : 0;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

/* Returns: (transfer full) (element-type filename): names of label files, sorted. */
static GPtrArray *
list_labels (const gchar *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree gchar *stem = get_stem (name);

      if (stem)
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}

gchar *
lp_label_file_find (const gchar *path, const gchar *image, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree gchar *stem = g_strdup (image);
  g_autofree gchar *title = NULL;
  gchar *dot = strrchr (stem, '.');
  const gchar *found = NULL;
  gint best = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_strdup (path);

  if (dot && dot != stem)
    *dot = 0;
  names = list_labels (path);
  for (guint i = 0; i < names->len; i++)
    {
      const gchar *name = g_ptr_array_index (names, i);
      g_autofree gchar *other = get_stem (name);
      gint match = match_stems (other, stem);

      if (match > best)
        {
          best = match;
          found = name;
        }
    }
  if (!found && names->len == 1 &&
      g_str_has_suffix (g_ptr_array_index (names, 0), ".json"))
    found = g_ptr_array_index (names, 0);
  if (found)
    return g_build_filename (path, found, NULL);

  title = g_filename_display_name (path);
  g_set_error (
    error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
    _ ("The folder \"%s\" has no labels for \"%s\": give their file the name of "
       "the image."),
    title, stem);

  return NULL;
}
