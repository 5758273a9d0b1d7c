/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The annotation panel: a procedure that only opens a window. */

#include "annotate/panel.h"

#include <glib/gi18n-lib.h>

#include "annotate/panel-window.h"
#include "form/ask-classes.h"
#include "procedure/specs/specs.h"

/* Calls the procedure with the classes of the image or, if it has none, the default ones.
 */
static gboolean
add_annotation_layers (gint32 image, gpointer data, GError **error)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (LpArguments) in = NULL;
  LpCall call = *(const LpCall *) data;

  call.image = image;
  call.drawable = -1;
  call.notes = notes;
  in = lp_call_new_arguments (&call, &lp_spec_annotate);

  return lp_call_run_other (&call, &lp_spec_annotate, in, error);
}

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
  lp_panel_window_run (call->image, add_annotation_layers, call);

  return TRUE;
}
