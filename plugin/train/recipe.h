/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Recipes of training that fix several settings at once. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_recipe_apply:
 * @arguments: of Train
 *
 * Returns: (transfer full): the arguments, with those that their recipe fixes at its values.
 */
LpArguments *lp_recipe_apply (const LpArguments *arguments);

/* Adds a note on the recipe, unless the settings are the person's own. */
void lp_recipe_note (LpCall *call);

G_END_DECLS
