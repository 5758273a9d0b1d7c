/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/times.h"

struct _LpLiveTimes
{
  gint64 paint; /* of the newest picture that was drawn */
  gint64 next;  /* of the newest one that is about to be */
  gdouble sum;  /* seconds */
  gdouble longest;
  gint n;
};

LpLiveTimes *
lp_live_times_new (void)
{
  return g_getenv ("LAZY_LABELS_LATENCY") ? g_new0 (LpLiveTimes, 1) : NULL;
}

void
lp_live_times_free (LpLiveTimes *times)
{
  if (times && times->n > 0)
    g_print ("Lazy Labels: live: from new paint to its effect %.2f s, %.2f s at most, "
             "%d times\n",
             times->sum / times->n, times->longest, times->n);
  g_free (times);
}

void
lp_live_times_seen (LpLiveTimes *times, gint64 paint)
{
  if (times)
    times->next = MAX (times->next, paint);
}

void
lp_live_times_shown (LpLiveTimes *times)
{
  gdouble seconds;

  if (!times || times->next <= times->paint)
    return;

  times->paint = times->next;
  seconds = (gdouble) (g_get_monotonic_time () - times->paint) / G_USEC_PER_SEC;
  times->sum += seconds;
  times->longest = MAX (times->longest, seconds);
  times->n++;
  g_print ("Lazy Labels: live: new paint read at %.2f had its effect after %.2f s\n",
           (gdouble) g_get_real_time () / G_USEC_PER_SEC - seconds, seconds);
}
