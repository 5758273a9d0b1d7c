/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files of objects for other programs, and what is read from theirs.
 *
 *     exchange-objects write FOLDER DISCS WIDTH HEIGHT SEED
 *     exchange-objects read FILE WIDTH HEIGHT IMAGE
 *
 * The first writes objects.tif, .zip, .geojson and .json of a scene; both print a line per
 * object with its class, an empty line, and the ids of the pixels, one row per line.  Both
 * print on stderr how much time of a processor each file took.
 */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lazylabels/lazylabels.h"
#include "scene.h"

static const gchar *const names[] = { "air bubble", "ice crystal \303\244" };
static const gchar *const endings[] = { "tif", "zip", "geojson", "json" };

static void
print_ids (const LlInstances *instances)
{
  for (gint y = 0; y < instances->height; y++)
    for (gint x = 0; x < instances->width; x++)
      printf ("%d%c", instances->data[(gsize) y * (gsize) instances->width + (gsize) x],
              x + 1 < instances->width ? ' ' : '\n');
}

static gint
write_files (gchar **words)
{
  g_autoptr (LlInstances) scene = scene_new (atoi (words[1]), atoi (words[2]),
                                             atoi (words[3]), (guint32) atoi (words[4]));
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 2, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
  LlMeasureSettings settings;
  g_autoptr (LlObjects) objects = NULL;
  LlScale scale = { 2.5, "um" };
  LlExport export = {
    .instances = scene, .classes = classes, .scale = &scale, .image = "scene.tif"
  };

  ll_measure_settings_init (&settings);
  objects = ll_objects_new (scene, &settings);
  export.measured = objects;
  for (gint i = 0; i < LL_N_EXCHANGE_FORMATS; i++)
    {
      g_autofree gchar *path = g_strdup_printf ("%s/objects.%s", words[0], endings[i]);
      clock_t start = clock ();
      g_autoptr (GError) error = NULL;
      g_autoptr (LlPartFile) part =
        ll_export_write (&export, (LlExchangeFormat) i, path, &error);

      if (!part || !ll_part_file_commit (part, &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return 1;
        }
      fprintf (stderr, "%s of %d objects: written in %.2f s\n", endings[i], scene->n,
               (gdouble) (clock () - start) / CLOCKS_PER_SEC);
    }
  for (gint id = 1; id <= scene->n; id++)
    printf ("%s\n", names[scene->class_of[id] - 1]);
  printf ("\n");
  print_ids (scene);

  return 0;
}

static gint
read_file (gchar **words)
{
  clock_t start = clock ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LlImported) imported =
    ll_import_file (words[0], atoi (words[1]), atoi (words[2]), words[3], &error);

  if (!imported)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  fprintf (stderr, "%d objects: read in %.2f s\n", imported->instances->n,
           (gdouble) (clock () - start) / CLOCKS_PER_SEC);

  for (gint id = 1; id <= imported->instances->n; id++)
    printf ("%s\n", imported->name_of[id] < 0
                      ? "-"
                      : (const gchar *) g_ptr_array_index (imported->names,
                                                           imported->name_of[id]));
  printf ("\n");
  print_ids (imported->instances);

  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 7 && g_str_equal (argv[1], "write"))
    return write_files (argv + 2);
  if (argc == 6 && g_str_equal (argv[1], "read"))
    return read_file (argv + 2);

  fprintf (stderr,
           "Usage: %s write FOLDER DISCS WIDTH HEIGHT SEED\n"
           "       %s read FILE WIDTH HEIGHT IMAGE\n",
           argv[0], argv[0]);
  return 2;
}
