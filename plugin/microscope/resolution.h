/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a resolution can be that of a micrograph. */

#pragma once

#include "microscope/told.h"

G_BEGIN_DECLS

/**
 * lp_resolution_is_printers:
 * @pixels_per_inch: a resolution
 *
 * Programs write 72, 96, 100, 300 or 600 pixels per inch, and some more, into files whose
 * pixels have no size, for the sake of printers.
 *
 * Returns: whether it is one of these.
 */
gboolean lp_resolution_is_printers (gdouble pixels_per_inch);

/**
 * lp_resolution_tell:
 * @x: pixels per inch
 * @y: likewise
 *
 * Takes over a resolution that is not a printer's.
 *
 * Returns: whether it was taken.
 */
gboolean lp_resolution_tell (gdouble x, gdouble y, LpTold *told);

G_END_DECLS
