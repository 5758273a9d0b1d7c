/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The information bar of a micrograph, by its pixels alone. */

#pragma once

#include "pixels/pixels.h"

G_BEGIN_DECLS

/**
 * lp_bar_rows_find:
 *
 * Returns: how many rows at the bottom are an information bar.
 */
gint lp_bar_rows_find (const LpPixels *pixels);

G_END_DECLS
