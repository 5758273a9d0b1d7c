/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* New Annotation Layers as a procedure: see procedure/call.h. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_annotate_run (LpCall *call, GError **error);

/* Puts the classes of the image, when it has them, in the place of those of the last call. */
void lp_annotate_prepare (gint32 image, LpArguments *arguments);

G_END_DECLS
