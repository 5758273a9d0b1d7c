/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A histogram as an image in GIMP. */

#pragma once

#include "draw/histogram-plot.h"

G_BEGIN_DECLS

/**
 * lp_histogram_image_new:
 * @error: return location for a %LP_HOST_ERROR
 *
 * Makes an image of 300 pixels per inch, with one layer each for axes, curves, bars and
 * background.
 *
 * Returns: the image, for lp_host_release_image(); or -1.
 */
gint32 lp_histogram_image_new (const LpHistogramPlot *plot, GError **error);

G_END_DECLS
