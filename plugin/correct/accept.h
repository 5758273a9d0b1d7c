/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Accept Objects and Reject Objects as procedures: see procedure/call.h. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_accept_run (LpCall *call, GError **error);
gboolean lp_reject_run (LpCall *call, GError **error);

G_END_DECLS
