/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Mask This Object as a procedure: see procedure/call.h. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_mask_object_run (LpCall *call, GError **error);

G_END_DECLS
