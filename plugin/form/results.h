/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A window with what a procedure has found: sentences and a table, both of which can be
 * copied.
 */

#pragma once

#include "procedure/procedure.h"

G_BEGIN_DECLS

/**
 * lp_results_show:
 * @procedure: what has found it
 * @notes: sentences, one per line
 * @table: rows, each ended by a newline, of cells separated by tabs; the first row holds
 *   the headings
 *
 * Shows results until a person closes the window.
 */
void lp_results_show (const LpProcedureSpec *procedure,
                      const gchar *notes,
                      const gchar *table);

G_END_DECLS
