/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts painted pixels bit by bit, so that a window answers meanwhile. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 pixels[LL_N_TASKS][LL_MAX_CLASSES]; /* of each class, see ll_labels_count() */
  gint64 all;
  gint64 microseconds; /* that it took so far */
} LpPanelCounts;

typedef struct _LpPanelScan LpPanelScan;

/**
 * lp_panel_scan_new:
 * @image: an image; may be closed at any time
 * @classes: its classes
 *
 * Returns: (transfer full): a scan that has not begun.
 */
LpPanelScan *lp_panel_scan_new (gint32 image, const LlClasses *classes);
void lp_panel_scan_free (LpPanelScan *scan);

/**
 * lp_panel_scan_step:
 * @error: return location for a reason to stop, such as a colour of no class
 *
 * Reads one more part, which takes some milliseconds.
 *
 * Returns: whether there is more.
 */
gboolean lp_panel_scan_step (LpPanelScan *scan, GError **error);

/* Of all that was read so far. */
const LpPanelCounts *lp_panel_scan_get_counts (const LpPanelScan *scan);

/**
 * lp_panel_counts_describe:
 *
 * Returns: (transfer full) (nullable): "air bubble 3.3 %", a line each; or %NULL when
 *   nothing is painted for that task.
 */
gchar *lp_panel_counts_describe (const LpPanelCounts *counts,
                                 LlTask task,
                                 const LlClasses *classes);

G_END_DECLS
