/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asks a person which classes hold when image and copied layers contradict each other. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_ask_classes:
 * @call: of a procedure that reads the paint of its image
 *
 * Asks in an interactive call, and keeps the answer in the image.  Without an answer, the
 * procedure will find the contradiction and refuse.
 */
void lp_ask_classes (LpCall *call);

G_END_DECLS
