/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes generated micrographs of many looks, and their truth. */

#include <stdlib.h>

#include "looks/look.h"
#include "png-io.h"

static gboolean
write_look (const SynthLook *look, const gchar *prefix, GError **error)
{
  g_autofree gchar *image = g_strconcat (prefix, ".png", NULL);
  g_autofree gchar *ids = g_strconcat (prefix, "-ids.png", NULL);

  return synth_png_write_image (look->image, image, error) &&
         synth_png_write_ids (look->ids, ids, error);
}

/* Measures the pictures of @count seeds. */
static void
print_speed (gint64 seed,
             gint count,
             gint width,
             gint height,
             gint channels,
             gdouble diameter,
             gint kind)
{
  gint64 start = g_get_monotonic_time ();
  gint objects = 0;

  for (gint i = 0; i < count; i++)
    {
      g_autoptr (SynthLook) look =
        synth_look_draw ((guint64) (seed + i), width, height, channels, diameter, kind);

      objects += synth_ids_get_n (look->ids) - 1;
    }
  g_print ("%d pictures of %d x %d: %.1f ms and %.1f objects each\n", count, width,
           height, (gdouble) (g_get_monotonic_time () - start) / 1000.0 / count,
           (gdouble) objects / count);
}

int
main (int argc, char **argv)
{
  gint64 seed = 1;
  gint width = 256;
  gint height = 256;
  gdouble diameter = 0.0;
  gboolean colour = FALSE;
  gboolean grey = FALSE;
  gint speed = 0;
  gint kind = SYNTH_LOOK_ANY;
  g_autofree gchar *name = NULL;
  g_autofree gchar *prefix = NULL;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Another seed, another picture", "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, "Pixels a row (256)", "N" },
    { "height", 0, 0, G_OPTION_ARG_INT, &height, "Rows (256)", "N" },
    { "diameter", 0, 0, G_OPTION_ARG_DOUBLE, &diameter,
      "The typical diameter of objects, 8 to 160 pixels (the seed draws it)", "PIXELS" },
    { "look", 0, 0, G_OPTION_ARG_STRING, &name, "Which look (the seed draws it)",
      "NAME" },
    { "colour", 0, 0, G_OPTION_ARG_NONE, &colour, "Write RGB", NULL },
    { "grey", 0, 0, G_OPTION_ARG_NONE, &grey, "Write greys, which is the default", NULL },
    { "speed", 0, 0, G_OPTION_ARG_INT, &speed,
      "Draw N pictures, write none, and print the time", "N" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &prefix, "What the files' names begin with",
      "PREFIX" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SynthLook) look = NULL;

  g_option_context_set_summary (
    context,
    "Writes PREFIX.png (a generated micrograph) and PREFIX-ids.png (its objects, 0: the "
    "rest),\nand prints the look and the typical diameter.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  if (name)
    kind = synth_look_from_name (name);
  if (name && kind == SYNTH_LOOK_ANY)
    {
      g_printerr ("%s is not a look; give one of", name);
      for (gint k = 0; k < SYNTH_N_LOOKS; k++)
        g_printerr (" %s", synth_look_get_name (k));
      g_printerr (".\n");
      return EXIT_FAILURE;
    }
  if ((prefix == NULL && speed <= 0) || MIN (width, height) < 32 ||
      MAX (width, height) > 16384 || (colour && grey) ||
      (diameter != 0.0 && !(diameter >= 8.0 && diameter <= 160.0)))
    {
      g_printerr (
        "Give --out PREFIX, a width and height of 32 to 16384 pixels, a diameter of 8 to "
        "160, and either --colour or --grey.\n");
      return EXIT_FAILURE;
    }

  if (speed > 0)
    {
      print_speed (seed, speed, width, height, colour ? 3 : 1, diameter, kind);
      return EXIT_SUCCESS;
    }
  look = synth_look_draw ((guint64) seed, width, height, colour ? 3 : 1, diameter, kind);
  if (!write_look (look, prefix, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  g_print ("%s %.1f\n", synth_look_get_name ((gint) look->kind), look->diameter);
  return EXIT_SUCCESS;
}
