/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The annotation panel: a procedure that only opens a window. */

#include "panel/panel.h"

#include <glib/gi18n-lib.h>

#include "form/ask-classes.h"
#include "host/host.h"
#include "panel/presence.h"
#include "panel/window.h"

gboolean
lp_panel_run (LpCall *call, GError **error)
{
  if (!call->interactive)
    {
      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("The annotation panel is a window: call it with RUN-INTERACTIVE."));
      return FALSE;
    }

  lp_ask_classes (call);
  lp_host_update_displays ();
  if (!lp_presence_hand_over (call->image))
    lp_panel_window_run (call);

  return TRUE;
}
