/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "train/recipe.h"

#include <glib/gi18n-lib.h>

#include "procedure/names.h"

static gboolean
is_paper (const LpArguments *in)
{
  return lp_arguments_get_bool (in, LP_ARG_PAPER);
}

void
lp_recipe_note (LpCall *call)
{
  if (is_paper (call->in))
    lp_call_note (call,
                  _ ("The recipe is the paper's: painted masks alone, 16 patches of 256 "
                     "per iteration, and a constant learning rate of 0.0002."));
}
