/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds the information bar that a microscope has drawn below the specimen. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest share of a picture that a bar takes. */
#define LP_BAR_MOST 0.25

/**
 * lp_bar_get_rows:
 * @all: rows of a picture
 *
 * Returns: how many rows at the bottom of the picture lp_bar_find() wants to see.
 */
gint lp_bar_get_rows (gint all);

/**
 * lp_bar_find:
 * @grey: [rows][width] values of any range, the last rows of a picture
 * @width: of the picture; or every second column, or fewer
 * @rows: from lp_bar_get_rows()
 * @all: rows of the picture
 *
 * A specimen has noise, so that no grey level owns much of a row.  A bar has a background of
 * one level with letters on it, and begins at one row.
 *
 * Returns: the height of the bar; 0 if there is none.
 */
gint lp_bar_find (const gfloat *grey, gint width, gint rows, gint all);

G_END_DECLS
