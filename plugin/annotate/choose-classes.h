/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which classes an image gets: existing paint must keep its meaning. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_annotate_choose_classes:
 * @call: with the arguments of New Annotation Layers
 * @error: return location for a %LL_DATA_ERROR_CLASSES
 *
 * Returns: (transfer full): the classes of the call, in the colours that are in use in the
 *   image; %NULL when they are not valid, or when painted classes are missing.
 */
LlClasses *lp_annotate_choose_classes (LpCall *call, GError **error);

G_END_DECLS
