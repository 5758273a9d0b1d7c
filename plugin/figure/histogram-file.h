/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A histogram in a file, or as an image of GIMP. */

#pragma once

#include "draw/histogram-plot.h"

G_BEGIN_DECLS

/**
 * lp_histogram_file_check:
 * @path: of a file
 * @error: return location for an error
 *
 * Returns: whether @path has the suffix of a file that can be written.
 */
gboolean lp_histogram_file_check (const gchar *path, GError **error);

/**
 * lp_histogram_file_save:
 * @path: of an SVG or PDF, or of a PNG of 300 pixels an inch; replaced if it is there
 * @error: return location for an error
 */
gboolean
lp_histogram_file_save (const LpHistogramPlot *plot, const gchar *path, GError **error);

/**
 * lp_histogram_image_new:
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: a new image of 300 pixels an inch for lp_host_release_image(), with a layer
 *   each for axes, curves, bars and the ground; or -1.
 */
gint32 lp_histogram_image_new (const LpHistogramPlot *plot, GError **error);

G_END_DECLS
