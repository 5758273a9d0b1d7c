/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What GIMP's progress bar shows of long work: how much is done and how long the rest will
 * take.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const gchar *text; /* what is being done                            */
  gdouble from;      /* where the present part begins, 0 .. 1         */
  gdouble to;        /* where it ends, 0 .. 1                         */
  gint64 started;    /* monotonic time, microseconds                  */
  gint64 last;       /* monotonic time of the last update; 0: never   */
} LpProgress;

/**
 * lp_progress_start:
 * @progress: (out caller-allocates): the progress to start
 * @text: what is being done; it must outlive @progress
 *
 * Shows an empty progress bar and starts the clock.
 */
void lp_progress_start (LpProgress *progress, const gchar *text);

/**
 * lp_progress_set_part:
 * @to: where the next part ends, as a share of the whole, 0 .. 1
 *
 * Begins the next part of the work where the last one ended.
 */
void lp_progress_set_part (LpProgress *progress, gdouble to);

/**
 * lp_progress_show:
 * @fraction: how much of the present part is done, 0 .. 1
 * @progress: an #LpProgress
 *
 * Updates the progress bar when an update is due.  This is an #LlProgressFunc.
 *
 * Returns: %TRUE always: GIMP's Cancel ends the process.
 */
gboolean lp_progress_show (gdouble fraction, gpointer progress);

/**
 * lp_progress_is_due:
 * @last: (inout): time of the last update, 0 at first; set to now when one is due
 *
 * Returns: whether progress should be shown again, which is four times per second.
 */
gboolean lp_progress_is_due (gint64 *last);

/**
 * lp_progress_add_time_left:
 * @text: says how much is done
 * @seconds: an estimate of the time left, or NAN
 *
 * Returns: (transfer full): @text with the time left, such as "Measuring: 40 %, 30 s left";
 *   @text alone for NAN.
 */
gchar *lp_progress_add_time_left (const gchar *text, gdouble seconds);

G_END_DECLS
