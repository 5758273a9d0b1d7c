/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The procedure by which scripts save images. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_save_file_run (LpCall *call, GError **error);

G_END_DECLS
