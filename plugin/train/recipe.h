/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said of a recipe of training, which fixes several settings at once. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

/* Adds a note on the recipe, unless the settings are the person's own. */
void lp_recipe_note (LpCall *call);

G_END_DECLS
