/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files of the seam to GIMP 3 share. */

#pragma once

#include <libgimp/gimp.h>

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
 * lp_host_add_arguments:
 * @specs: what becomes arguments
 *
 * Adds them to a procedure, in their order.
 */
void
lp_host_add_arguments (GimpProcedure *procedure, const LpArgumentSpec *specs, gint n);

/* The same for what it returns. */
void lp_host_add_returns (GimpProcedure *procedure, const LpArgumentSpec *specs, gint n);

/**
 * lp_host_read_config:
 * @arguments: gets the values that GIMP has for a call
 * @error: return location for a %LP_ARGUMENT_ERROR
 */
gboolean
lp_host_read_config (GimpProcedureConfig *config, LpArguments *arguments, GError **error);
void lp_host_write_config (GimpProcedureConfig *config, const LpArguments *arguments);

/**
 * lp_host_keep_config:
 * @image: (nullable): the image of the call
 *
 * Keeps the values for the next call at once.
 */
void lp_host_keep_config (GimpProcedureConfig *config, GimpImage *image);

/**
 * lp_host_run_dialog:
 * @spec: whose window it is
 * @image: of the call, or -1
 * @drawable: likewise
 * @config: shown and changed
 *
 * The toolkit must be initialised.
 *
 * Returns: whether the person chose OK.
 */
gboolean lp_host_run_dialog (const LpProcedure *spec,
                             gint32 image,
                             gint32 drawable,
                             GimpProcedure *procedure,
                             GimpProcedureConfig *config);

G_END_DECLS
