/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts marks in small steps, so that a window stays responsive. */

#pragma once

#include "layers/mark-counter.h"

G_BEGIN_DECLS

typedef struct
{
  LpMarkCount marks[LL_N_TASKS][LL_MAX_CLASSES]; /* of each class */
  gint64 all;                                    /* pixels        */
  gint64 microseconds;                           /* spent so far */
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

/* The counts, which are complete after the last step. */
const LpPanelCounts *lp_panel_scan_get_counts (const LpPanelScan *scan);

G_END_DECLS
