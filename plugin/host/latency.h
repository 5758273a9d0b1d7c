/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long the main loop was busy with one thing: while it is, a window does not
 * answer.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LpLatency LpLatency;

/**
 * lp_latency_new:
 *
 * Returns: (transfer full) (nullable): a measurement that runs, or %NULL unless the
 *   environment has LAZY_LABELS_LATENCY.
 */
LpLatency *lp_latency_new (void);

/**
 * lp_latency_free:
 *
 * Prints the longest time between two turns of the main loop that were due after 10 ms,
 * and how many took longer than a person notices.
 */
void lp_latency_free (LpLatency *latency);

G_END_DECLS
