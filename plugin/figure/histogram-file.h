/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A histogram as a file. */

#pragma once

#include <lazylabels/lazylabels.h>

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
 * @svg_text: whether texts in an SVG file stay text, in a font that the reader has to have;
 *   otherwise they are shapes, which look the same everywhere
 * @error: return location for an error
 *
 * Writes a histogram.
 *
 * Returns: (transfer full): the complete file, which becomes @path when it is committed; or
 *   %NULL.
 */
LlPartFile *lp_histogram_file_write (const LpHistogramPlot *plot,
                                     const gchar *path,
                                     gboolean svg_text,
                                     GError **error);

/**
 * lp_histogram_draw_pixels:
 * @parts: what to draw
 *
 * Returns: (transfer full): a drawing with transparency, with 300 pixels per inch.
 */
cairo_surface_t *lp_histogram_draw_pixels (const LpHistogramPlot *plot,
                                           LpHistogramParts parts);

G_END_DECLS
