/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/sample-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lazylabels/error.h"
#include "lazylabels/image-file.h"
#include "lazylabels/planes-file.h"
#include "lazylabels/store.h"

#define MISSING "missing"

/* In the order of LlTask. */
static const gchar *const words[] = { "detection", "separation", "segmentation" };

/* The path without the ending of its name. */
static gchar *
get_stem (const gchar *path)
{
  const gchar *slash = strrchr (path, G_DIR_SEPARATOR);
  const gchar *dot = strrchr (path, '.');

  return dot && (!slash || dot > slash + 1) ? g_strndup (path, (gsize) (dot - path))
                                            : g_strdup (path);
}

static gchar *
get_path (const gchar *stem, const gchar *word)
{
  return g_strdup_printf ("%s.%s.png", stem, word);
}

gchar *
ll_sample_folder_get_label_path (const gchar *path, LlTask task)
{
  g_autofree gchar *stem = get_stem (path);

  return get_path (stem, words[task]);
}

/* Adds the file of a map, or removes what an earlier sample has left. */
static gboolean
add_map (GPtrArray *parts,
         GPtrArray *old,
         const gchar *stem,
         const gchar *word,
         const LlLabels *map,
         const LlClasses *classes,
         LlTask task,
         GError **error)
{
  gchar *path = get_path (stem, word);
  LlPartFile *part;

  if (!map)
    {
      g_ptr_array_add (old, path);
      return TRUE;
    }

  part = ll_labels_write_png (map, classes, task, path, error);
  g_free (path);
  if (part)
    g_ptr_array_add (parts, part);

  return part != NULL;
}

gboolean
ll_sample_folder_write (const gchar *folder,
                        const gchar *name,
                        const LlSample *sample,
                        const LlClasses *classes,
                        GError **error)
{
  g_autofree gchar *stem = g_build_filename (folder, name, NULL);
  g_autofree gchar *path = g_strconcat (stem, ".tif", NULL);
  g_autoptr (GPtrArray) parts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_part_file_free);
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LlLabels) missing = NULL;
  const LlImage *image = sample->image;
  LlPartFile *part;

  g_return_val_if_fail (image->data, FALSE);

  for (gint task = 0; task < LL_N_TASKS; task++)
    if (!add_map (parts, old, stem, words[task], sample->labels[task], classes,
                  (LlTask) task, error))
      return FALSE;
  if (image->missing)
    {
      missing = ll_labels_new (image->width, image->height, 0);
      for (gsize i = 0; i < (gsize) image->width * (gsize) image->height; i++)
        missing->data[i] = image->missing[i] ? 255 : 0;
    }
  if (!add_map (parts, old, stem, MISSING, missing, NULL, LL_TASK_SEGMENTATION, error))
    return FALSE;

  /* It gets its name last: where it lies, its labels do. */
  part = ll_image_write_tiff (image, path, error);
  if (!part)
    return FALSE;
  g_ptr_array_add (parts, part);
  if (!ll_part_files_commit (parts, error))
    return FALSE;

  for (guint i = 0; i < old->len; i++)
    g_unlink (g_ptr_array_index (old, i));

  return TRUE;
}

gboolean
ll_sample_folder_end (const gchar *folder,
                      const GPtrArray *names,
                      const LlClasses *classes,
                      GError **error)
{
  g_autofree gchar *classes_path = g_build_filename (folder, LL_SAMPLE_CLASSES, NULL);
  g_autofree gchar *list_path = g_build_filename (folder, LL_SAMPLE_LIST, NULL);
  g_autofree gchar *json = ll_classes_to_json (classes);
  g_autofree gchar *line = g_strconcat (json, "\n", NULL);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (list, "%s\n", (const gchar *) g_ptr_array_index (names, i));

  return ll_part_file_set_contents (list_path, list->str, list->len, error) &&
         ll_part_file_set_contents (classes_path, line, strlen (line), error);
}

LlClasses *
ll_sample_folder_read_classes (const gchar *folder, GError **error)
{
  g_autofree gchar *path = g_build_filename (folder, LL_SAMPLE_CLASSES, NULL);
  g_autofree gchar *name = g_filename_display_name (folder);
  g_autofree gchar *json = NULL;
  LlClasses *classes;
  gsize length;

  if (!g_file_get_contents (path, &json, &length, NULL))
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("\"%s\" holds no file \"classes.json\": export the samples from "
                      "GIMP, or write the names of the classes to such a file."),
                   name);
      return NULL;
    }

  classes = ll_classes_from_json (json, (gssize) length, error);
  if (!classes)
    g_prefix_error (error, "\"%s\": ", path);

  return classes;
}

static gboolean
has_labels (const gchar *path)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      g_autofree gchar *labels = ll_sample_folder_get_label_path (path, (LlTask) task);

      if (g_file_test (labels, G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return FALSE;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

/* The names of the images in the folder, sorted. */
static GPtrArray *
list_images (const gchar *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && ll_image_file_is_known (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

/* Moves the images that the list names to the front, in its order. */
static void
order_images (const gchar *folder, GPtrArray *names)
{
  g_autofree gchar *path = g_build_filename (folder, LL_SAMPLE_LIST, NULL);
  g_autoptr (GHashTable) places =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree gchar *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;

  for (guint i = 0; i < names->len; i++)
    g_hash_table_insert (places, get_stem (g_ptr_array_index (names, i)),
                         GUINT_TO_POINTER (i + 1));
  lines = g_strsplit (text, "\n", -1);
  for (gint i = 0; lines[i]; i++)
    {
      guint place =
        GPOINTER_TO_UINT (g_hash_table_lookup (places, g_strchomp (lines[i])));

      if (place == 0 || !g_ptr_array_index (names, place - 1))
        continue;
      g_ptr_array_add (sorted, g_ptr_array_index (names, place - 1));
      names->pdata[place - 1] = NULL;
    }
  for (guint i = 0; i < names->len; i++)
    if (g_ptr_array_index (names, i))
      g_ptr_array_add (sorted, g_ptr_array_index (names, i));
  memcpy (names->pdata, sorted->pdata, names->len * sizeof (gpointer));
}

GPtrArray *
ll_sample_folder_list (const gchar *folder, GError **error)
{
  g_autoptr (GPtrArray) names = list_images (folder);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  order_images (folder, names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree gchar *path =
        g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (has_labels (path))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  if (paths->len == 0)
    {
      g_autofree gchar *name = g_filename_display_name (folder);

      g_set_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_NO_LABELS,
                   _ ("\"%s\" holds no images with labels, such as a.tif with "
                      "a.segmentation.png: export the samples from GIMP."),
                   name);
      return NULL;
    }

  return g_steal_pointer (&paths);
}

/* Reads a map of the image's size.
 *
 * @n: numbers below this one are classes
 */
static gboolean
read_map (const gchar *path, const LlImage *image, gint n, LlLabels **map, GError **error)
{
  g_autoptr (LlLabels) read = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  read = ll_labels_read_png (path, error);
  if (!read)
    return FALSE;

  if (read->width != image->width || read->height != image->height)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SIZE,
                   _ ("\"%s\" has %d x %d pixels, but its image has %d x %d."), path,
                   read->width, read->height, image->width, image->height);
      return FALSE;
    }
  for (gsize i = 0; i < (gsize) read->width * (gsize) read->height; i++)
    if (read->data[i] >= n && read->data[i] != LL_LABEL_IGNORE)
      {
        g_set_error (
          error, LL_DATA_ERROR, LL_DATA_ERROR_IMAGE,
          _ ("\"%s\" has the number %d at x = %d, y = %d, but the classes have "
             "the numbers 0 to %d, and 255 is ignored."),
          path, read->data[i], (gint) (i % (gsize) read->width),
          (gint) (i / (gsize) read->width), n - 1);
        return FALSE;
      }
  *map = g_steal_pointer (&read);

  return TRUE;
}

LlSample *
ll_sample_folder_read (const gchar *path,
                       const LlClasses *classes,
                       guint64 *room,
                       GError **error)
{
  g_autoptr (LlImageFile) file = ll_image_file_open (path, 0, error);
  g_autofree gchar *name = g_path_get_basename (path);
  g_autofree gchar *shown = g_filename_display_name (name);
  g_autofree gchar *stem = get_stem (path);
  g_autofree gchar *missing_path = get_path (stem, MISSING);
  g_autoptr (LlLabels) missing = NULL;
  g_autoptr (LlSample) sample = NULL;
  LlImage *image;

  if (!file)
    return NULL;

  image = room ? ll_image_file_map (file) : NULL;
  sample = ll_sample_new (shown, image ? image : ll_image_file_load (file));
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      g_autofree gchar *labels = get_path (stem, words[task]);

      if (!read_map (labels, sample->image, ll_classes_get_n_of_task (classes, task),
                     &sample->labels[task], error))
        return NULL;
    }
  if (!read_map (missing_path, sample->image, 1, &missing, error))
    return NULL;

  if (missing)
    {
      for (gsize i = 0; i < (gsize) missing->width * (gsize) missing->height; i++)
        missing->data[i] = missing->data[i] != 0;
      ll_sample_apply_ignore (sample, missing->data);
    }
  else if (sample->image->missing)
    {
      g_autofree guint8 *mask =
        g_memdup2 (sample->image->missing,
                   (gsize) sample->image->width * (gsize) sample->image->height);

      ll_sample_apply_ignore (sample, mask);
    }
  if (room && !ll_sample_store (sample, room, error))
    return NULL;

  return g_steal_pointer (&sample);
}
