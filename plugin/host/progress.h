/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What GIMP's progress bar says of long work: how much is done and how long the rest
 * will take.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const gchar *text; /* what is being done                                 */
  gdouble from;      /* the share of the whole that this part of it begins */
  gdouble to;        /* and ends with                                      */
  gint64 started;    /* microseconds                                       */
  gint64 last;       /* when it was shown last; 0: never                   */
} LpProgress;

/**
 * lp_progress_start:
 * @progress: (out caller-allocates): begins to count
 * @text: what is being done; must stay
 *
 * Shows that nothing is done yet.
 */
void lp_progress_start (LpProgress *progress, const gchar *text);

/**
 * lp_progress_set_part:
 * @to: the share of the whole, 0 .. 1, that the next part ends with
 *
 * The part before has come to its end.
 */
void lp_progress_set_part (LpProgress *progress, gdouble to);

/**
 * lp_progress_show:
 * @fraction: done of this part, 0 .. 1
 * @progress: an #LpProgress
 *
 * Shows it when it is due; an #LlProgressFunc.
 *
 * Returns: %TRUE; GIMP's Cancel ends the process.
 */
gboolean lp_progress_show (gdouble fraction, gpointer progress);

/**
 * lp_progress_is_due:
 * @last: (inout): when progress was shown last, 0 at first; now when it is due
 *
 * Returns: whether to show it again: four times a second is enough.
 */
gboolean lp_progress_is_due (gint64 *last);

/**
 * lp_progress_time_left:
 * @seconds: or NAN
 *
 * Returns: (transfer full): ", 30 s left", or nothing.
 */
gchar *lp_progress_time_left (gdouble seconds);

G_END_DECLS
