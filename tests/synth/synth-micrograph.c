/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes a micrograph, its truth, and simulated marks of an annotator. */

#include <stdlib.h>

#include "micrograph.h"
#include "output.h"
#include "png-io.h"

static gboolean
write_files (const SynthMicrograph *micrograph,
             const gchar *prefix,
             gboolean paint,
             GError **error)
{
  g_autofree gchar *image = g_strconcat (prefix, ".png", NULL);
  g_autofree gchar *ids = g_strconcat (prefix, "-ids.png", NULL);
  g_autofree gchar *classes = g_strconcat (prefix, "-classes.png", NULL);

  return synth_png_write_image (micrograph->image, image, error) &&
         synth_png_write_ids (micrograph->ids, ids, error) &&
         synth_png_write_labels (micrograph->classes, classes, error) &&
         synth_output_marks (micrograph->ids, micrograph->class_of, prefix, TRUE, paint,
                             error);
}

int
main (int argc, char **argv)
{
  gint64 seed = 1;
  gint width = SYNTH_WIDTH;
  gint height = SYNTH_HEIGHT;
  g_autofree gchar *prefix = NULL;
  gboolean paint = FALSE;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Another seed, another micrograph", "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, "Pixels a row (1280)", "N" },
    { "height", 0, 0, G_OPTION_ARG_INT, &height, "Rows (960)", "N" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &prefix, "What the files' names begin with",
      "PREFIX" },
    { "paint", 0, 0, G_OPTION_ARG_NONE, &paint,
      "Write the marks as transparent paint, too", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SynthMicrograph) micrograph = NULL;

  g_option_context_set_summary (
    context, "Writes PREFIX.png (the micrograph), PREFIX-ids.png, PREFIX-classes.png and "
             "the marks\nPREFIX-detection.png, PREFIX-separation.png, "
             "PREFIX-segmentation.png.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  if (prefix == NULL || MIN (width, height) < 32 || MAX (width, height) > 16384)
    {
      g_printerr ("Give --out PREFIX, and a width and height of 32 to 16384 pixels.\n");
      return EXIT_FAILURE;
    }

  micrograph = synth_micrograph_new (width, height, (guint64) seed);
  if (!write_files (micrograph, prefix, paint, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
