/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/progress.h"

#include <gio/gio.h>

gboolean
ll_progress_report (LlProgressFunc progress,
                    gpointer data,
                    gdouble fraction,
                    const gchar *cancelled,
                    GError **error)
{
  if (!progress || progress (fraction, data))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, cancelled);

  return FALSE;
}
