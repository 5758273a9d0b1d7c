/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The scale of an image as a procedure: see procedure/call.h. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

void lp_image_scale_prepare (gint32 image, LpArguments *arguments);
gboolean lp_image_scale_run (LpCall *call, GError **error);

G_END_DECLS
