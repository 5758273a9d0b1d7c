/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Time and memory of measuring many objects, including tables and intervals:
 *
 *   bench-measure --side 4096 --objects 10000
 */

#include <math.h>
#include <sys/resource.h>

#include "core/random.h"
#include "lazylabels/lazylabels.h"

/* Draws discs of different sizes in the cells of a grid; some of them touch. */
static LlInstances *
draw_discs (gint side, gint n)
{
  gint columns = (gint) ceil (sqrt (n));
  gdouble cell = (gdouble) side / columns;
  LlInstances *map = ll_instances_new (side, side, n);
  LlRandom random;

  ll_random_init (&random, 1, 0, 0);
  for (gint32 id = 1; id <= n; id++)
    {
      gdouble r = cell * (0.15 + 0.35 * ll_random_uniform (&random));
      gdouble x = ((id - 1) % columns + 0.4 + 0.2 * ll_random_uniform (&random)) * cell;
      gdouble y = ((id - 1) / columns + 0.4 + 0.2 * ll_random_uniform (&random)) * cell;

      map->class_of[id] = (guint8) (1 + id % 2);
      for (gint v = MAX ((gint) (y - r), 0); v < MIN (y + r, side); v++)
        for (gint u = MAX ((gint) (x - r), 0); u < MIN (x + r, side); u++)
          if ((u - x) * (u - x) + (v - y) * (v - y) <= r * r)
            map->data[(gsize) v * (gsize) side + (gsize) u] = id;
    }
  return map;
}

static glong
peak_mib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

static gdouble
lap (gint64 *start)
{
  gint64 now = g_get_monotonic_time ();
  gdouble seconds = (gdouble) (now - *start) / G_USEC_PER_SEC;

  *start = now;
  return seconds;
}

int
main (int argc, char **argv)
{
  gint side = 4096;
  gint n = 10000;
  LlMeasureSettings settings;
  const GOptionEntry entries[] = {
    { "side", 0, 0, G_OPTION_ARG_INT, &side, "Of the map", "N" },
    { "objects", 0, 0, G_OPTION_ARG_INT, &n, "In it", "N" },
    { "resamples", 0, 0, G_OPTION_ARG_INT, &settings.resamples, "Of the bootstrap", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LlInstances) map = NULL;
  g_autoptr (LlObjects) objects = NULL;
  g_autoptr (LlSummary) summary = NULL;
  g_autoptr (LlTable) table = NULL;
  g_autoptr (LlTable) statistics = NULL;
  gdouble seconds[3];
  gint64 start;
  glong before;

  ll_measure_settings_init (&settings);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  map = draw_discs (side, n);
  before = peak_mib ();
  start = g_get_monotonic_time ();
  objects = ll_objects_new (map, &settings);
  seconds[0] = lap (&start);
  summary = ll_summary_new (objects, 3, &settings);
  seconds[1] = lap (&start);
  table = ll_objects_to_table (objects, NULL, NULL);
  statistics = ll_summary_to_table (summary, NULL, NULL);
  seconds[2] = lap (&start);
  g_print ("{\"side\": %d, \"objects\": %d, \"contacts\": %d, \"resamples\": %d, "
           "\"measure_s\": %.2f, \"bootstrap_s\": %.2f, \"tables_s\": %.2f, "
           "\"before_mib\": %ld, \"peak_mib\": %ld}\n",
           side, objects->n, objects->n_contacts, settings.resamples, seconds[0],
           seconds[1], seconds[2], before, peak_mib ());
  return 0;
}
