/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects of label maps. */

#include <string.h>

#include "found.h"

/* The label map of an image, or NULL. */
static gchar *
find_labels (const LcInput *input, const gchar *folder)
{
  static const gchar *const endings[] = {
    "-labels.tif", "-labels.png", "_labels.tif",   "_labels.png",
    "_mask.tif",   "_mask.png",   "_cp_masks.tif", "_cp_masks.png",
    ".tif",        ".tiff",       ".png",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree gchar *name = g_strconcat (input->name, endings[i], NULL);
      g_autofree gchar *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
          !ll_file_is_same (path, input->path))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/* Gives each object the class that most of its pixels have in the map of classes. */
static void
set_classes (LlInstances *instances, const LlLabels *map, gint n_classes)
{
  g_autofree gint64 *counts =
    g_new0 (gint64, ((gsize) instances->n + 1) * (gsize) n_classes);

  for (gsize i = 0; i < (gsize) map->width * (gsize) map->height; i++)
    if (map->data[i] < n_classes)
      counts[(gsize) instances->data[i] * (gsize) n_classes + map->data[i]]++;
  for (gint id = 1; id <= instances->n; id++)
    {
      const gint64 *own = counts + (gsize) id * (gsize) n_classes;
      gint best = 1;

      for (gint c = 2; c < n_classes; c++)
        if (own[c] > own[best])
          best = c;
      instances->class_of[id] = (guint8) best;
    }
}

/* Classes are those that were written beside the map; else all objects have one. */
static gboolean
read_classes (LcFound *found, const gchar *folder, const gchar *name, GError **error)
{
  static const gchar *const names[] = { "object" };
  g_autofree gchar *file = g_strconcat (name, "-classes.png", NULL);
  g_autofree gchar *path = g_build_filename (folder, file, NULL);
  g_autoptr (LlLabels) map = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      found->classes = ll_sample_folder_read_classes (folder, error);
      map = found->classes ? ll_labels_read_png (path, error) : NULL;
      if (!map)
        return FALSE;
      if (map->width != found->width || map->height != found->height)
        {
          g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                       "\"%s\" has another size than its image.", path);
          return FALSE;
        }
      set_classes (found->instances, map, ll_classes_get_n (found->classes));
      found->maps[LL_TASK_SEGMENTATION] = g_steal_pointer (&map);
      return TRUE;
    }

  found->classes = ll_classes_new (names, 1, LL_PALETTE_COLOUR_BLIND_SAFE, error);
  for (gint id = 1; id <= found->instances->n; id++)
    found->instances->class_of[id] = 1;

  return found->classes != NULL;
}

LcFound *
lc_found_new_of_labels (const LcInput *input, const gchar *folder, GError **error)
{
  g_autoptr (LcFound) found = lc_found_open (input, error);
  g_autofree gchar *path = find_labels (input, folder);
  g_autofree gchar *base = g_path_get_basename (input->path);
  g_autoptr (LlImported) imported = NULL;

  if (!found)
    return NULL;
  if (!path)
    {
      g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                   "\"%s\" holds no label map of this image, such as %s-labels.tif.",
                   folder, input->name);
      return NULL;
    }

  imported = ll_import_file (path, found->width, found->height, base, error);
  if (!imported)
    return NULL;
  found->instances = g_steal_pointer (&imported->instances);
  if (found->missing && !found->instances->missing)
    found->instances->missing =
      g_memdup2 (found->missing, (gsize) found->width * (gsize) found->height);

  return read_classes (found, folder, input->name, error) ? g_steal_pointer (&found)
                                                          : NULL;
}
