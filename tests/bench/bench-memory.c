/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Memory that the prediction of a large image takes, in addition to the image and the
 * result.  Neither of these exists here: rows are generated and discarded.
 *
 *   bench-memory --width 10000 --height 10000 --channels 16
 */

#include <sys/resource.h>

#include "lazylabels/lazylabels.h"

static gboolean
make_rows (gint y, gint rows, gfloat *pixels, gpointer data, GError **error)
{
  gint width = *(const gint *) data;

  for (gint i = 0; i < rows * width; i++)
    pixels[i] = (gfloat) (i % 251) / 250.0f;
  return TRUE;
}

static gboolean
drop_rows (gint y, gint rows, const gfloat *probabilities, gpointer data, GError **error)
{
  return TRUE;
}

static glong
peak_mib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

int
main (int argc, char **argv)
{
  gint width = 10000;
  gint height = 10000;
  LlNetworkSettings settings;
  LlPredictSettings predict;
  GOptionEntry entries[] = {
    { "width", 0, 0, G_OPTION_ARG_INT, &width, "Of the image", "N" },
    { "height", 0, 0, G_OPTION_ARG_INT, &height, "Of the image", "N" },
    { "channels", 0, 0, G_OPTION_ARG_INT, &settings.width, "Of the first level", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &predict.batch, "Patches at once", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (GError) error = NULL;
  glong before;
  gint64 start;

  ll_network_settings_init (&settings);
  ll_predict_settings_init (&predict);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      !(network = ll_network_new (&settings, classes, 1, &error)))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  before = peak_mib ();
  start = g_get_monotonic_time ();
  if (!ll_predict (network, width, height, &predict, make_rows, drop_rows, NULL, &width,
                   &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print (
    "{\"image\": \"%d x %d\", \"channels\": %d, \"batch\": %d, \"before_mib\": %ld, "
    "\"peak_mib\": %ld, \"seconds\": %.1f}\n",
    width, height, settings.width, predict.batch, before, peak_mib (),
    (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  return 0;
}
