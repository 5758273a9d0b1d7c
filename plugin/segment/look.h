/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Beside the form of Segment...: what the network is, and what it makes of a place that
 * the person picks.
 */

#pragma once

#include "form/extra.h"

G_BEGIN_DECLS

/* See #LpFormExtraFunc. */
LpFormExtra *lp_predict_look_new (gint32 image, gint32 drawable);

G_END_DECLS
