/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The procedures by which scripts work on whole folders. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_list_folder_run (LpCall *call, GError **error);
gboolean lp_open_file_run (LpCall *call, GError **error);

G_END_DECLS
