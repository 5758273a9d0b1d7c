/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of procedures as the plug-ins for GIMP 2.10 and GIMP 3 register and call it.
 * A new procedure is one more row in procedure/rows.h.
 */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

#define LP_REGISTRY_AUTHORS "The authors of Lazy Labels"
#define LP_REGISTRY_LICENCE "GPL-3.0-or-later"
#define LP_REGISTRY_YEAR    "2026"

/**
 * lp_registry_get:
 *
 * Returns: the table, in the order of the menu; the row after the last has no spec.
 */
const LpProcedure *lp_registry_get (void);

/**
 * lp_registry_find:
 * @name: a procedure's name
 *
 * Returns: (nullable): its row of the table.
 */
const LpProcedure *lp_registry_find (const gchar *name);

/**
 * lp_registry_run:
 * @procedure: a row of the table
 * @call: with checked arguments; the table in it is set here
 * @error: return location for an error
 *
 * Runs a procedure, and shows its notes to a person.
 *
 * Returns: whether it did what it promises.
 */
gboolean lp_registry_run (const LpProcedure *procedure, LpCall *call, GError **error);

G_END_DECLS
