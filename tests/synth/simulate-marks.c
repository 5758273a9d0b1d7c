/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes simulated marks of an annotator for any picture with known instances. */

#include <stdlib.h>

#include "output.h"
#include "png-io.h"

/* Returns the class of each id; without a picture of classes, all are of class 1. */
static guint8 *
find_classes (const SynthIds *ids, const gchar *path, GError **error)
{
  gint n = synth_ids_get_n (ids);
  g_autofree guint8 *class_of = g_malloc ((gsize) n);
  g_autoptr (LlLabels) classes = NULL;

  class_of[0] = 0;
  for (gint id = 1; id < n; id++)
    class_of[id] = 1;
  if (path == NULL)
    return g_steal_pointer (&class_of);

  classes = synth_png_read_labels (path, error);
  if (classes == NULL)
    return NULL;
  if (classes->width != ids->width || classes->height != ids->height)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   "%s does not have the size of the ids.", path);
      return NULL;
    }
  synth_ids_get_classes (ids, classes, class_of);
  for (gint id = 1; id < n; id++)
    if (class_of[id] > 2)
      {
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                     "%s has class %d; marks are painted for classes 1 and 2 alone.",
                     path, class_of[id]);
        return NULL;
      }
  return g_steal_pointer (&class_of);
}

int
main (int argc, char **argv)
{
  g_autofree gchar *ids_path = NULL;
  g_autofree gchar *classes_path = NULL;
  g_autofree gchar *prefix = NULL;
  const GOptionEntry entries[] = {
    { "ids", 0, 0, G_OPTION_ARG_FILENAME, &ids_path, "Grey PNG, one number an instance",
      "IDS.png" },
    { "classes", 0, 0, G_OPTION_ARG_FILENAME, &classes_path,
      "Grey PNG, 1 air bubble, 2 ice crystal (else all are of class 1)", "CLASSES.png" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &prefix, "What the files' names begin with",
      "PREFIX" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SynthIds) ids = NULL;
  g_autofree guint8 *class_of = NULL;

  g_option_context_set_summary (context,
                                "Writes PREFIX-detection.png and PREFIX-detection-paint."
                                "png, and likewise for separation and segmentation.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  if (ids_path == NULL || prefix == NULL)
    {
      g_printerr ("Give --ids IDS.png and --out PREFIX.\n");
      return EXIT_FAILURE;
    }

  ids = synth_png_read_ids (ids_path, &error);
  if (ids)
    class_of = find_classes (ids, classes_path, &error);
  if (class_of == NULL || !synth_output_marks (ids, class_of, prefix, TRUE, TRUE, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
