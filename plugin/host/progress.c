/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/progress.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "host/host.h"

/* Before that it is too early to tell when it will end. */
#define LEAST_SECONDS  1.0
#define LEAST_FRACTION 0.02

gboolean
lp_progress_is_due (gint64 *last)
{
  gint64 now = g_get_monotonic_time ();

  if (now - *last < G_USEC_PER_SEC / 4)
    return FALSE;

  *last = now;

  return TRUE;
}

gchar *
lp_progress_add_time_left (const gchar *text, gdouble seconds)
{
  if (!(seconds >= 0))
    return g_strdup (text);
  if (seconds < 90)
    return g_strdup_printf (_ ("%s, %.0f s left"), text, seconds);
  if (seconds < 90 * 60)
    return g_strdup_printf (_ ("%s, %.0f min left"), text, seconds / 60);

  return g_strdup_printf (_ ("%s, %.1f h left"), text, seconds / 3600);
}

void
lp_progress_start (LpProgress *progress, const gchar *text)
{
  *progress = (LpProgress){
    .text = text,
    .to = 1,
    .started = g_get_monotonic_time (),
  };
  lp_host_progress_start (text);
}

void
lp_progress_set_part (LpProgress *progress, gdouble to)
{
  if (progress->to < 1)
    progress->from = progress->to;
  progress->to = to;
}

gboolean
lp_progress_show (gdouble fraction, gpointer data)
{
  LpProgress *progress = data;
  gdouble whole = progress->from + fraction * (progress->to - progress->from);
  gdouble seconds, left;
  g_autofree gchar *done = NULL;
  g_autofree gchar *text = NULL;

  if (!lp_progress_is_due (&progress->last))
    return TRUE;

  seconds = (gdouble) (progress->last - progress->started) / G_USEC_PER_SEC;
  left = seconds >= LEAST_SECONDS && whole >= LEAST_FRACTION
           ? seconds * (1 - whole) / whole
           : NAN;
  done = g_strdup_printf (_ ("%s: %.0f %%"), progress->text, 100 * whole);
  text = lp_progress_add_time_left (done, left);
  lp_host_progress_update (whole, text);

  return TRUE;
}
