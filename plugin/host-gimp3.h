/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files of the seam to GIMP 3 share. */

#pragma once

#include <libgimp/gimp.h>

#include "arguments.h"
#include "host.h"

G_BEGIN_DECLS

/**
 * ll_host_set_error:
 * @error: return location for a %LL_HOST_ERROR_FAILED
 * @what: what can't be done
 *
 * Adds what GIMP has to say about its last refusal.
 */
void ll_host_set_error (GError **error, const gchar *what);

/**
 * ll_host_add_arguments:
 * @specs: what becomes arguments
 *
 * Adds them to a procedure, in their order.
 */
void
ll_host_add_arguments (GimpProcedure *procedure, const LlArgumentSpec *specs, gint n);

/* The same for what it returns. */
void ll_host_add_returns (GimpProcedure *procedure, const LlArgumentSpec *specs, gint n);

/**
 * ll_host_read_config:
 * @arguments: gets the values that GIMP has for a call
 * @error: return location for a %LL_ARGUMENT_ERROR
 */
gboolean
ll_host_read_config (GimpProcedureConfig *config, LlArguments *arguments, GError **error);
void ll_host_write_config (GimpProcedureConfig *config, const LlArguments *arguments);

/**
 * ll_host_keep_config:
 * @image: (nullable): the image of the call
 *
 * Keeps the values for the next call at once.
 */
void ll_host_keep_config (GimpProcedureConfig *config, GimpImage *image);

/**
 * ll_host_run_dialog:
 * @spec: whose window it is
 * @image: of the call, or -1
 * @drawable: likewise
 * @config: shown and changed
 *
 * The toolkit must be initialised.
 *
 * Returns: whether the person chose OK.
 */
gboolean ll_host_run_dialog (const LlProcedureSpec *spec,
                             gint32 image,
                             gint32 drawable,
                             GimpProcedure *procedure,
                             GimpProcedureConfig *config);

G_END_DECLS
