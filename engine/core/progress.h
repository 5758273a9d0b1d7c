/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reports progress, and turns a refusal to go on into an error. */

#pragma once

#include "lazylabels/progress.h"

G_BEGIN_DECLS

/**
 * ll_progress_report:
 * @progress: (nullable): whom to tell
 * @data: for @progress
 * @fraction: how much is done, 0 .. 1
 * @cancelled: a sentence that says what was cancelled, translated
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: whether to go on.
 */
gboolean ll_progress_report (LlProgressFunc progress,
                             gpointer data,
                             gdouble fraction,
                             const gchar *cancelled,
                             GError **error);

G_END_DECLS
