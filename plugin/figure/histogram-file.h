/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A histogram as a file or as an image in GIMP. */

#pragma once

#include "draw/histogram-plot.h"

G_BEGIN_DECLS

/**
 * lp_histogram_file_check:
 * @path: of a file
 * @error: return location for an error
 *
 * Returns: whether the suffix of @path is that of a format that can be written.
 */
gboolean lp_histogram_file_check (const gchar *path, GError **error);

/**
 * lp_histogram_file_write:
 * @plot: the histogram
 * @path: of an SVG, PDF or PNG file, the last with 300 pixels per inch
 * @error: return location for an error
 *
 * Writes a histogram.
 *
 * Returns: (transfer full): the complete file, which becomes @path when it is committed; or
 *   %NULL.
 */
LlPartFile *
lp_histogram_file_write (const LpHistogramPlot *plot, const gchar *path, GError **error);

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
