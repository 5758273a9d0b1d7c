/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Words in a figure: white on what is dark and black on what is bright, with a rim of the
 * other, so that they can be read on any ground.
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Pixels of the smallest letters that can be read. */
#define LP_LEAST_LETTERING 10.0

typedef struct
{
  const gchar *font; /* a family's name */
  gdouble size;      /* pixels          */
} LpLettering;

/**
 * lp_lettering_get_rim:
 *
 * Returns: pixels of the rim around letters of this size.
 */
gdouble lp_lettering_get_rim (const LpLettering *lettering);

/**
 * lp_lettering_measure:
 * @text: one line
 * @extents: (out caller-allocates): of the letters without their rim
 */
void lp_lettering_measure (const LpLettering *lettering,
                           const gchar *text,
                           cairo_text_extents_t *extents);

/**
 * lp_lettering_draw:
 * @cr: where to
 * @text: one line
 * @x: of the middle of the letters
 * @y: likewise
 * @black: black letters with a white rim
 */
void lp_lettering_draw (cairo_t *cr,
                        const LpLettering *lettering,
                        const gchar *text,
                        gdouble x,
                        gdouble y,
                        gboolean black);

/**
 * lp_lettering_fill:
 * @cr: with a path
 * @rim: pixels
 * @black: as above
 *
 * Fills the path and draws the rim around it; the path is gone.
 */
void lp_lettering_fill (cairo_t *cr, gdouble rim, gboolean black);

G_END_DECLS
