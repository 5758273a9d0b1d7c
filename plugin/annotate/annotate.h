/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* New Annotation Layers as a procedure: see procedure/call.h. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

gboolean lp_annotate_run (LpCall *call, GError **error);

/* Replaces the classes of the last call by those of the image, if it has any. */
void lp_annotate_prepare (gint32 image, LpArguments *arguments);

G_END_DECLS
