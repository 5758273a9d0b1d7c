/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A plain window with one field an argument, made from the table. */

#pragma once

#include "arguments.h"

G_BEGIN_DECLS

/**
 * ll_dialog_run:
 * @procedure: whose window it is
 * @arguments: shown, and changed on OK
 *
 * The toolkit must be initialised.
 *
 * Returns: whether the person chose OK.
 */
gboolean ll_dialog_run (const LlProcedureSpec *procedure, LlArguments *arguments);

G_END_DECLS
