/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The distribution of diameters as a figure for print. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct
{
  const LlObjects *objects;           /* their weights count         */
  const LlDistribution *distribution; /* of all of them              */
  const LlScale *scale;               /* NULL: lengths are in pixels */
  const gchar *font;
} LlHistogramPlot;

/**
 * ll_histogram_plot_check:
 * @path: of a file
 * @error: return location for an error
 *
 * Returns: whether @path has the suffix of a file that can be written.
 */
gboolean ll_histogram_plot_check (const gchar *path, GError **error);

/**
 * ll_histogram_plot_save:
 * @path: of an SVG or PDF, or of a PNG of 300 pixels an inch; replaced if it is there
 * @error: return location for an error
 *
 * Draws numbers in bins of a round width and the cumulative curve, 120 x 80 mm.
 */
gboolean ll_histogram_plot_save (const LlHistogramPlot *histogram,
                                 const gchar *path,
                                 GError **error);

G_END_DECLS
