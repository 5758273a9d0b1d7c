/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Export Samples as a procedure: see procedure/call.h. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_export_samples_run (LpCall *call, GError **error);

G_END_DECLS
