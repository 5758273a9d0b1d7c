/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A timer that looks at the clock. */

#include "latency.h"

#define INTERVAL 10 /* milliseconds */

struct _LlLatency
{
  guint source;
  gint64 last; /* microseconds; 0 before the first turn */
  gint64 longest;
  gint64 turns;
};

static gboolean
on_turn (gpointer data)
{
  LlLatency *latency = data;
  gint64 now = g_get_monotonic_time ();

  if (latency->last > 0)
    latency->longest = MAX (latency->longest, now - latency->last);
  latency->last = now;
  latency->turns++;

  return G_SOURCE_CONTINUE;
}

LlLatency *
ll_latency_new (void)
{
  LlLatency *latency;

  if (!g_getenv ("LAZY_LABELS_LATENCY"))
    return NULL;

  latency = g_new0 (LlLatency, 1);
  latency->source =
    g_timeout_add_full (G_PRIORITY_DEFAULT, INTERVAL, on_turn, latency, NULL);

  return latency;
}

void
ll_latency_free (LlLatency *latency)
{
  if (!latency)
    return;

  g_source_remove (latency->source);
  g_print ("Lazy Labels: longest turn of the main loop %.1f ms of %" G_GINT64_FORMAT
           " turns\n",
           (gdouble) latency->longest / 1000, latency->turns);
  g_free (latency);
}
