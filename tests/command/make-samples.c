/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Makes samples of images and the label images of their objects, without GIMP:
 *
 *   make-samples FOLDER IMAGE IDS [IMAGE IDS]...
 */

#include <lazylabels/lazylabels.h>

#include <stdlib.h>

static void
fail (const GError *error)
{
  g_printerr ("%s\n", error->message);
  exit (1);
}

int
main (int argc, char **argv)
{
  static const gchar *const names[] = { "object" };
  g_autoptr (GError) error = NULL;
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 1, LL_PALETTE_COLOUR_BLIND_SAFE, &error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  if (argc < 4 || argc % 2 != 0)
    {
      g_printerr ("usage: make-samples FOLDER IMAGE IDS [IMAGE IDS]...\n");
      return 2;
    }

  for (gint i = 2; i < argc; i += 2)
    {
      g_autofree gchar *base = g_path_get_basename (argv[i]);
      g_auto (GStrv) parts = g_strsplit (base, ".", 2);
      g_autoptr (LlImageFile) file = ll_image_file_open (argv[i], 0, &error);
      g_autoptr (LlSample) sample = NULL;
      g_autoptr (LlImported) objects = NULL;

      if (!file)
        fail (error);
      sample = ll_sample_new (base, ll_image_file_load (file));
      objects = ll_import_file (argv[i + 1], sample->image->width, sample->image->height,
                                base, &error);
      if (!objects)
        fail (error);
      for (gint id = 1; id <= objects->instances->n; id++)
        objects->instances->class_of[id] = 1;
      for (gint task = 0; task < LL_N_TASKS; task++)
        sample->labels[task] =
          ll_labels_new_from_instances (objects->instances, (LlTask) task, 0.35, 2);
      if (!ll_sample_folder_write (argv[1], parts[0], sample, classes, &error))
        fail (error);
      g_ptr_array_add (list, g_strdup (parts[0]));
    }
  if (!ll_sample_folder_end (argv[1], list, classes, &error))
    fail (error);

  return 0;
}
