/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long it takes from new paint to its effect.  With LAZY_LABELS_LATENCY set, as for
 * lp_latency_new(), each time and their mean are printed.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LpLiveTimes LpLiveTimes;

/* Returns: (nullable): nothing if nobody wants to know, which all of these take. */
LpLiveTimes *lp_live_times_new (void);
void lp_live_times_free (LpLiveTimes *times);

/* A picture that has learned from paint that was read at @paint is about to be drawn. */
void lp_live_times_seen (LpLiveTimes *times, gint64 paint);

/* What was about to be drawn has been. */
void lp_live_times_shown (LpLiveTimes *times);

G_END_DECLS
