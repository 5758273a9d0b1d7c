/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files that implement the seam to GIMP 3 share. */

#pragma once

#include <libgimp/gimp.h>

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
 * lp_host_add_arguments:
 * @specs: the arguments
 * @n: how many
 *
 * Adds arguments to a procedure, in their order.
 */
void
lp_host_add_arguments (GimpProcedure *procedure, const LpArgumentSpec *specs, gint n);

/* Adds return values to a procedure, in their order. */
void lp_host_add_returns (GimpProcedure *procedure, const LpArgumentSpec *specs, gint n);

/**
 * lp_host_read_config:
 * @config: the values that GIMP has for a call
 * @arguments: (inout): set to these values
 * @error: return location for a %LP_ARGUMENT_ERROR
 *
 * Reads the arguments of a call.
 */
gboolean
lp_host_read_config (GimpProcedureConfig *config, LpArguments *arguments, GError **error);
void lp_host_write_config (GimpProcedureConfig *config, const LpArguments *arguments);

/**
 * lp_host_keep_config:
 * @image: (nullable): the image of the call
 *
 * Saves the values for the next call, without waiting for the end of this one.
 */
void lp_host_keep_config (GimpProcedureConfig *config, GimpImage *image);

/**
 * lp_host_keep_paths:
 *
 * Saves the paths among the values for the next call; lp_host_keep_config() leaves them out.
 */
void lp_host_keep_paths (GimpProcedureConfig *config, const LpArguments *arguments);

/**
 * lp_host_recall_paths:
 *
 * Sets the paths that were last kept.
 */
void lp_host_recall_paths (GimpProcedureConfig *config, LpArguments *arguments);

/**
 * lp_host_run_dialog:
 * @row: the procedure to ask about
 * @image: of the call, or -1
 * @drawable: of the call, or -1
 * @procedure: as GIMP knows it
 * @config: the values to show and to change
 *
 * Shows the dialog of a procedure.  The toolkit must be initialised.
 *
 * Returns: whether the person chose OK.
 */
gboolean lp_host_run_dialog (const LpProcedure *row,
                             gint32 image,
                             gint32 drawable,
                             GimpProcedure *procedure,
                             GimpProcedureConfig *config);

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
