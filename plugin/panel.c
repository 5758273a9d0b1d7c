/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The annotation panel as a procedure. */

#include <glib/gi18n-lib.h>

#include "host.h"
#include "panel-window.h"
#include "run.h"

/* As the procedure would, with the classes that the image has or else the default. */
static gboolean
annotate (gint32 image, GError **error)
{
  const LlProcedureSpec *spec = ll_procedures_find ("plug-in-lazy-labels-annotate");
  g_autoptr (LlArguments) in = ll_arguments_new (spec->arguments, spec->n_arguments);
  g_autoptr (LlArguments) out = ll_arguments_new (spec->returns, spec->n_returns);
  g_autoptr (GString) notes = g_string_new (NULL);
  LlCall call = { .image = image,
                  .drawable = -1,
                  .interactive = TRUE,
                  .in = in,
                  .out = out,
                  .notes = notes };

  ll_run_prepare (spec->name, image, in);

  return ll_run_annotate (&call, error);
}

gboolean
ll_run_panel (LlCall *call, GError **error)
{
  if (!call->interactive)
    {
      g_set_error (error, LL_ARGUMENT_ERROR, LL_ARGUMENT_ERROR_VALUE,
                   _ ("The annotation panel is a window for a person: call it with "
                      "RUN-INTERACTIVE."));
      return FALSE;
    }

  ll_panel_run (call->image, annotate);

  return TRUE;
}
