/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A timer fires every 10 ms and looks at the clock.  On a busy machine the thread may also
 * wait for a processor.  No program can prevent that, so this time, which Linux accounts
 * for, is reported separately.
 */

#include "host/latency.h"

#include <stdio.h>

#define INTERVAL 10 /* milliseconds                                        */
#define LIMIT    50 /* milliseconds; a person does not notice less        */

struct _LpLatency
{
  guint source;
  gint64 last;         /* time of the last turn, microseconds; 0: none yet  */
  gint64 last_waiting; /* waiting for a processor until then, microseconds  */
  gint64 longest;
  gint64 longest_own; /* not counting the wait for a processor */
  gint turns;
  gint late; /* turns that took longer than the limit */
};

/* Microseconds that this thread has waited for a processor so far; 0 where the system does
 * not say.
 */
static gint64
get_waiting (void)
{
  g_autofree gchar *text = NULL;
  guint64 ran, waited;

  if (!g_file_get_contents ("/proc/thread-self/schedstat", &text, NULL, NULL) ||
      sscanf (text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &ran, &waited) != 2)
    return 0;

  return (gint64) (waited / 1000);
}

static gboolean
on_turn (gpointer data)
{
  LpLatency *latency = data;
  gint64 now = g_get_monotonic_time ();
  gint64 waiting = get_waiting ();

  if (latency->last > 0)
    {
      gint64 turn = now - latency->last;

      latency->longest = MAX (latency->longest, turn);
      latency->longest_own =
        MAX (latency->longest_own, turn - (waiting - latency->last_waiting));
      latency->turns++;
      latency->late += turn > LIMIT * 1000;
    }
  latency->last = now;
  latency->last_waiting = waiting;

  return G_SOURCE_CONTINUE;
}

LpLatency *
lp_latency_new (void)
{
  LpLatency *latency;

  if (!g_getenv ("LAZY_LABELS_LATENCY"))
    return NULL;

  latency = g_new0 (LpLatency, 1);
  latency->source = g_timeout_add (INTERVAL, on_turn, latency);

  return latency;
}

void
lp_latency_free (LpLatency *latency)
{
  if (!latency)
    return;

  g_source_remove (latency->source);
  g_print ("Lazy Labels: longest turn of the main loop %.1f ms, %.1f ms without waiting "
           "for a processor; %d of %d longer than %d ms\n",
           (gdouble) latency->longest / 1000, (gdouble) latency->longest_own / 1000,
           latency->late, latency->turns, LIMIT);
  g_free (latency);
}
