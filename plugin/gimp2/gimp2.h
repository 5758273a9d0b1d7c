/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files that implement the seam to GIMP 2.10 share. */

#pragma once

#include "host/host.h"
#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_host_set_error:
 * @error: return location for a %LP_HOST_ERROR_FAILED
 * @what: a sentence that says what GIMP refused
 *
 * Sets an error, with the reason that GIMP gave appended.
 */
void lp_host_set_error (GError **error, const gchar *what);

/**
 * lp_host_run_dialog:
 * @procedure: the procedure to ask about
 * @image: of the call, or -1
 * @drawable: of the call, or -1
 * @arguments: the values to show; changed when the person chooses OK
 *
 * Shows the dialog of a procedure.  The toolkit must be initialised.
 *
 * Returns: whether the person chose OK.
 */
gboolean lp_host_run_dialog (const LpProcedure *procedure,
                             gint32 image,
                             gint32 drawable,
                             LpArguments *arguments);

/**
 * lp_host_run_apart:
 *
 * An #LpApartFunc.
 */
gboolean lp_host_run_apart (const LpProcedureSpec *spec,
                            gint32 image,
                            gint32 drawable,
                            const LpArguments *in,
                            GError **error);

G_END_DECLS
