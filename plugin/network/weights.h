/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Load Weights and Save Weights as procedures: see procedure/call.h. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_load_weights_run (LpCall *call, GError **error);
gboolean lp_save_weights_run (LpCall *call, GError **error);

G_END_DECLS
