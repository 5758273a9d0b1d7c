/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts painted pixels in small steps, so that a window stays responsive. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 pixels[LL_N_TASKS][LL_MAX_CLASSES]; /* of each class, see ll_labels_count() */
  gint64 all;
  gint64 microseconds; /* spent so far */
} LpPanelCounts;

typedef struct _LpPanelScan LpPanelScan;

/**
 * lp_panel_scan_new:
 * @image: an image, which may be closed at any time
 * @classes: its classes
 *
 * Returns: (transfer full): a scan that has read nothing yet.
 */
LpPanelScan *lp_panel_scan_new (gint32 image, const LlClasses *classes);
void lp_panel_scan_free (LpPanelScan *scan);

/**
 * lp_panel_scan_step:
 * @error: return location for a reason to stop, such as a colour that belongs to no class
 *
 * Reads one more part of the image, which takes a few milliseconds.
 *
 * Returns: whether there is more.
 */
gboolean lp_panel_scan_step (LpPanelScan *scan, GError **error);

/* The counts of all parts read so far. */
const LpPanelCounts *lp_panel_scan_get_counts (const LpPanelScan *scan);

/**
 * lp_panel_counts_describe:
 *
 * Returns: (transfer full) (nullable): lines such as "air bubble 3.3 %", or %NULL when
 *   nothing is painted for @task.
 */
gchar *lp_panel_counts_describe (const LpPanelCounts *counts,
                                 LlTask task,
                                 const LlClasses *classes);

G_END_DECLS
