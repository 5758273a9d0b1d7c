/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/guide.h"

#include <glib/gi18n-lib.h>

gchar *
lp_guide_describe (const LpGuideState *state)
{
  const gchar *text;

  if (state->covered)
    text =
      _ ("The result is shown: press Measure for its objects, or choose a colour above "
         "to paint on, which hides it.");
  else if (state->marks[LL_TASK_DETECTION] + state->marks[LL_TASK_SEGMENTATION] == 0)
    text = _ (
      "Press N in the image for the Pencil, and paint a rough mark inside each object, "
      "in the colour of its class, on Detection.");
  else if (state->unmarked && !state->result)
    return g_strdup_printf (_ ("Mark some objects of the class \"%s\" as well."),
                            state->unmarked);
  else if (state->network && !state->result)
    text = _ ("There is a network for these classes: press Segment.");
  else if (state->marks[LL_TASK_SEPARATION] == 0 && !state->result)
    text =
      _ ("Scribble between touching objects, on Separation; or press Quick Look for a "
         "first result.");
  else if (!state->result)
    text = _ ("Press Quick Look for a first result, or Train for a good one.");
  else
    text =
      _ ("Paint where the result is wrong, then press Quick Look again, or Train for "
         "a good result.");

  return g_strdup (text);
}
