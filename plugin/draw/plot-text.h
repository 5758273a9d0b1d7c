/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The texts of a plot.  Cairo draws letters as shapes, in SVG files as well; where letters
 * are to stay text that other programs can edit and search, they are written as elements
 * of SVG instead.
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Lengths are in points, and y grows downwards. */
typedef struct
{
  gchar *text;       /* one line                                                      */
  gdouble x;         /* of the anchor, which lies on the base line                    */
  gdouble y;         /* of the anchor                                                 */
  gdouble anchor;    /* which part of the line is there: 0 its beginning, 0.5 its
                   * middle, 1 its end                                             */
  gdouble size;      /* of the font                                                   */
  gboolean upright;  /* reads from bottom to top */
  gdouble colour[3]; /* red, green, blue, 0 .. 1 */
} LpPlotText;

typedef struct _LpPlotTexts LpPlotTexts;

/**
 * lp_plot_texts_new:
 * @font: a font family
 *
 * Returns: (transfer full): an empty list of texts in one font.
 */
LpPlotTexts *lp_plot_texts_new (const gchar *font);
void lp_plot_texts_free (LpPlotTexts *texts);

/**
 * lp_plot_texts_add:
 * @text: a text, whose line is copied
 */
void lp_plot_texts_add (LpPlotTexts *texts, const LpPlotText *text);

/**
 * lp_plot_texts_measure:
 * @text: one line
 * @size: of the font
 *
 * Returns: how long a line is.
 */
gdouble lp_plot_texts_measure (const LpPlotTexts *texts, const gchar *text, gdouble size);

/**
 * lp_plot_texts_draw:
 * @cr: a context whose unit is the point
 *
 * Draws the letters as shapes.
 */
void lp_plot_texts_draw (const LpPlotTexts *texts, cairo_t *cr);

/**
 * lp_plot_texts_append_svg:
 * @svg: an SVG document whose unit is the point
 *
 * Appends the texts to a complete document, as its topmost elements.
 *
 * Returns: whether @svg ends as such a document does; otherwise it is left as it was.
 */
gboolean lp_plot_texts_append_svg (const LpPlotTexts *texts, GString *svg);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPlotTexts, lp_plot_texts_free)

G_END_DECLS
