/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whole folders as procedures: see procedure/call.h.  The batch script does the work. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_grow_folder_run (LpCall *call, GError **error);
gboolean lp_train_folder_run (LpCall *call, GError **error);
gboolean lp_predict_folder_run (LpCall *call, GError **error);
gboolean lp_measure_folder_run (LpCall *call, GError **error);
gboolean lp_export_folder_run (LpCall *call, GError **error);
gboolean lp_import_folder_run (LpCall *call, GError **error);

G_END_DECLS
