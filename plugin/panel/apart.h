/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs a procedure in a process of its own, while the window is drawn.
 *
 * libgimp waits for the end of a procedure that it calls, so another thread does that.
 * Meanwhile nothing may call GIMP: the owner leaves it alone.
 */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct _LpApart LpApart;

/**
 * LpApartDoneFunc:
 * @error: (nullable): why the procedure failed; %NULL if it did not
 * @data: of lp_apart_new()
 *
 * Called in the main loop at the end.  GIMP may be called again.
 */
typedef void (*LpApartDoneFunc) (const GError *error, gpointer data);

/**
 * lp_apart_new:
 * @run: how GIMP is asked
 * @spec: of the procedure
 * @image: its image
 * @drawable: its drawable, or -1
 * @in: (transfer full) (nullable): its arguments; %NULL: it asks for them
 * @done: called at the end
 * @data: for @done
 *
 * Returns: (transfer full): the running procedure, to be freed after @done.
 */
LpApart *lp_apart_new (LpApartFunc run,
                       const LpProcedureSpec *spec,
                       gint32 image,
                       gint32 drawable,
                       LpArguments *in,
                       LpApartDoneFunc done,
                       gpointer data);

/* Waits for the end of the procedure, and does not call back. */
void lp_apart_free (LpApart *apart);

G_END_DECLS
