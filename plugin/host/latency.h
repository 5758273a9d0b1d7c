/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measures how long one turn of the main loop takes, during which no window responds. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LpLatency LpLatency;

/**
 * lp_latency_new:
 *
 * Starts to measure if the environment has LAZY_LABELS_LATENCY.
 *
 * Returns: (transfer full) (nullable): the measurement, or %NULL.
 */
LpLatency *lp_latency_new (void);

/**
 * lp_latency_free:
 *
 * Ends the measurement and prints the longest turn, and how many turns were longer than a
 * person would not notice.
 */
void lp_latency_free (LpLatency *latency);

G_END_DECLS
