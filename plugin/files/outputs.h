/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that a call is to write must not be files that it reads, nor each other. */

#pragma once

#include "procedure/arguments.h"

G_BEGIN_DECLS

/**
 * lp_outputs_check:
 * @arguments: of a call
 * @image: (nullable): path of the file of the image that the call works on
 * @error: return location for a %LP_ARGUMENT_ERROR that names both
 *
 * Returns: whether no output among @arguments would overwrite the image, an input among
 *   @arguments, or another output.
 */
gboolean
lp_outputs_check (const LpArguments *arguments, const gchar *image, GError **error);

G_END_DECLS
