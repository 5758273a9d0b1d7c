/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "train/recipe.h"

#include <glib/gi18n-lib.h>

#include "procedure/names.h"

typedef struct
{
  const gchar *name;
  const gchar *word; /* NULL: the argument is a number */
  gdouble number;
} Setting;

/* Sections 3.2 and 4.1 of the paper.  It doesn't say its width, which stays the person's choice;
 * images are drawn alike, with masks or without; and pixels of interfaces count as any other.
 */
static const Setting paper[] = {
  { LP_ARG_NEW, NULL, TRUE },
  { LP_ARG_NETWORK, "multi-task", 0 },
  { LP_ARG_LABELS, "painted", 0 },
  { LP_ARG_LEVELS, NULL, 6 },
  { LP_ARG_BLOCKS, NULL, 4 },
  { LP_ARG_PATCH, NULL, 256 },
  { LP_ARG_RESCALE, NULL, FALSE },
  { LP_ARG_SAME_BRIGHTNESS, NULL, TRUE },
  { LP_ARG_BATCH, NULL, 16 },
  { LP_ARG_LEARNING_RATE, NULL, 2e-4 },
  { LP_ARG_SCHEDULE, "constant", 0 },
  { LP_ARG_DETECTION_WEIGHT, NULL, 1 },
  { LP_ARG_SEPARATION_WEIGHT, NULL, 1 },
  { LP_ARG_SEGMENTATION_WEIGHT, NULL, 1 },
  { LP_ARG_INTERFACE_WEIGHT, NULL, 1 },
  { LP_ARG_MASKED_SHARE, NULL, 0 },
  { LP_ARG_AUGMENT, NULL, TRUE },
};

static gboolean
is_paper (const LpArguments *in)
{
  return lp_arguments_get_bool (in, LP_ARG_PAPER);
}

LpArguments *
lp_recipe_apply (const LpArguments *arguments)
{
  LpArguments *in = lp_arguments_copy (arguments);

  if (!is_paper (in))
    return in;

  for (guint i = 0; i < G_N_ELEMENTS (paper); i++)
    if (paper[i].word)
      lp_arguments_set_string (in, paper[i].name, paper[i].word);
    else
      lp_arguments_set_number (in, paper[i].name, paper[i].number);

  return in;
}

void
lp_recipe_note (LpCall *call)
{
  if (is_paper (call->in))
    lp_call_note (call,
                  _ ("The recipe is the paper's: painted masks alone, 16 patches of 256 "
                     "per iteration, and a constant learning rate of 0.0002."));
}
