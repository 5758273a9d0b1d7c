/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files of the seam to GIMP 2.10 share. */

#pragma once

#include "host/host.h"
#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_host_set_error:
 * @error: return location for a %LP_HOST_ERROR_FAILED
 * @what: what can't be done
 *
 * Adds what GIMP has to say about its last refusal.
 */
void lp_host_set_error (GError **error, const gchar *what);

/**
 * lp_host_run_dialog:
 * @procedure: whose window it is
 * @image: of the call, or -1
 * @drawable: likewise
 * @arguments: shown, and changed on OK
 *
 * The toolkit must be initialised.
 *
 * Returns: whether the person chose OK.
 */
gboolean lp_host_run_dialog (const LpProcedure *procedure,
                             gint32 image,
                             gint32 drawable,
                             LpArguments *arguments);

G_END_DECLS
