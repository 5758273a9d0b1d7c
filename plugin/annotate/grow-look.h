/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The preview beside the form of Grow Masks. */

#pragma once

#include "form/extra.h"

G_BEGIN_DECLS

/* An #LpFormExtraFunc: outlines of masks over a part of the image. */
LpFormExtra *lp_grow_look_new (gint32 image, gint32 drawable);

G_END_DECLS
