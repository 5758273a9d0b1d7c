/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text in a figure: white on dark or black on bright, with a rim of the other colour, so
 * that it is legible on any background.
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The smallest legible font size, in pixels. */
#define LP_LEAST_LETTERING 10.0

typedef struct
{
  const gchar *font; /* name of a font family */
  gdouble size;      /* pixels                */
} LpLettering;

/**
 * lp_lettering_get_rim:
 *
 * Returns: the width of the rim around letters of this size, in pixels.
 */
gdouble lp_lettering_get_rim (const LpLettering *lettering);

/**
 * lp_lettering_measure:
 * @text: one line
 * @extents: (out caller-allocates): of the text without its rim
 */
void lp_lettering_measure (const LpLettering *lettering,
                           const gchar *text,
                           cairo_text_extents_t *extents);

/**
 * lp_lettering_draw:
 * @cr: the context to draw with
 * @text: one line
 * @x: of the centre of the text
 * @y: of the centre of the text
 * @black: whether letters are black with a white rim, or the reverse
 */
void lp_lettering_draw (cairo_t *cr,
                        const LpLettering *lettering,
                        const gchar *text,
                        gdouble x,
                        gdouble y,
                        gboolean black);

/**
 * lp_lettering_add:
 * @cr: a context, whose path gets the outlines of the letters
 * @text: one line
 * @x: of the centre of the text
 * @y: of the centre of the text
 */
void lp_lettering_add (cairo_t *cr,
                       const LpLettering *lettering,
                       const gchar *text,
                       gdouble x,
                       gdouble y);

/**
 * lp_lettering_fill:
 * @cr: a context with a path
 * @rim: width of the rim, in pixels
 * @black: whether to fill with black, with a white rim, or the reverse
 *
 * Fills the path, draws a rim around it, and clears it.
 */
void lp_lettering_fill (cairo_t *cr, gdouble rim, gboolean black);

G_END_DECLS
