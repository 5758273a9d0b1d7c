/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "measure/image-scale.h"

#include "procedure/names.h"
#include "scale/known-scale.h"
#include "scale/scale.h"

void
lp_image_scale_prepare (gint32 image, LpArguments *arguments)
{
  g_auto (LpKnownScale) known = { 0 };

  /* What a person corrects is what there is. */
  lp_known_scale_find (image, -1, FALSE, &known);
  if (known.scale.unit)
    {
      gboolean square = lp_kept_scale_is_square (&known.scale);

      lp_arguments_set_number (arguments, LP_ARG_PIXEL_SIZE, 1.0 / known.scale.x);
      lp_arguments_set_number (arguments, LP_ARG_PIXEL_HEIGHT,
                               square ? 0.0 : 1.0 / known.scale.y);
      lp_arguments_set_string (arguments, LP_ARG_UNIT, known.scale.unit);
    }
  lp_scale_prepare (image, arguments);
}

static void
return_scale (LpCall *call, const LpKeptScale *scale, const gchar *text)
{
  gboolean known = scale->unit != NULL;

  lp_arguments_set_number (call->out, LP_RETURN_PIXEL_WIDTH,
                           known ? 1.0 / scale->x : -1.0);
  lp_arguments_set_number (call->out, LP_ARG_PIXEL_HEIGHT, known ? 1.0 / scale->y : -1.0);
  lp_arguments_set_string (call->out, LP_ARG_UNIT, known ? scale->unit : "px");
  lp_arguments_set_string (call->out, LP_RETURN_SOURCE,
                           known ? lp_scale_source_get_word (scale->source) : "");
  lp_arguments_set_string (call->out, LP_RETURN_DESCRIPTION, text ? text : "");
}

gboolean
lp_image_scale_run (LpCall *call, GError **error)
{
  g_auto (LpScale) scale = { 0 };
  g_autofree gchar *text = NULL;

  if (!lp_scale_find (call, &scale, error))
    return FALSE;

  lp_host_undo_group_start (call->image);
  lp_scale_keep (call, &scale);
  lp_host_undo_group_end (call->image);

  text = scale.scale.unit ? lp_kept_scale_describe (&scale.scale) : NULL;
  return_scale (call, &scale.scale, text);

  return TRUE;
}
