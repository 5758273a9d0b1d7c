/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The question whether a complete layer with few marks is meant, with its two answers. */

#pragma once

#include <gtk/gtk.h>

#include "panel/scan.h"

G_BEGIN_DECLS

typedef struct _LpDoubt LpDoubt;

/**
 * lp_doubt_new:
 * @sparse: called when the person makes the layers of a task sparse
 * @data: for @sparse
 *
 * Returns: (transfer full): the question, hidden at first.
 */
LpDoubt *lp_doubt_new (void (*sparse) (LlTask task, gpointer data), gpointer data);
void lp_doubt_free (LpDoubt *doubt);
GtkWidget *lp_doubt_get_widget (const LpDoubt *doubt);

/**
 * lp_doubt_follow:
 * @counts: of the marks
 * @coverage: of each task
 *
 * Asks if lp_mark_count_is_doubtful(), but not again as long as the number of marks is that at
 * which the person said that they are all.
 */
void lp_doubt_follow (LpDoubt *doubt,
                      const LpPanelCounts *counts,
                      const LlCoverage coverage[LL_N_TASKS]);

G_END_DECLS
