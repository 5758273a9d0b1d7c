/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the rows of a table come from.  Two files of the same name in different folders are
 * two images, and one that is measured again is measured at another time.
 */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_row_origin_get_time:
 *
 * Returns: (transfer full): now, in UTC, in a form that no spreadsheet changes.
 */
gchar *lp_row_origin_get_time (void);

/**
 * lp_row_origin_add:
 * @image: the image that @rows are about
 * @rows: (transfer full): a table
 * @settings: (nullable): how the image was measured, for one more column
 * @measured: from lp_row_origin_get_time(), the same for all tables of one call
 *
 * Adds the column "image" before the others, and after them the columns "settings" on
 * request, "folder" (absolute, without symbolic links; empty for an image that was never
 * saved) and "measured".
 *
 * Returns: (transfer full): the table.
 */
LlTable *lp_row_origin_add (gint32 image,
                            LlTable *rows,
                            const gchar *settings,
                            const gchar *measured);

/* How many of these columns earlier versions did not write. */
#define LP_ROW_ORIGIN_N_LATE          2
#define LP_ROW_ORIGIN_N_LATE_SETTINGS 3

G_END_DECLS
