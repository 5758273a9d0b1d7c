/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Load Weights, Save Weights and the check of a network as procedures: see
 * procedure/call.h.
 */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_load_weights_run (LpCall *call, GError **error);
gboolean lp_save_weights_run (LpCall *call, GError **error);
gboolean lp_check_network_run (LpCall *call, GError **error);

G_END_DECLS
