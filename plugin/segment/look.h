/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Next to the form of Segment: a description of the network, and a preview of what it
 * predicts for a place that the person picks.
 */

#pragma once

#include "form/extra.h"

G_BEGIN_DECLS

/* An #LpFormExtraFunc. */
LpFormExtra *lp_predict_look_new (gint32 image, gint32 drawable);

G_END_DECLS
