/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Draws the curves of a training by Cairo, for any toolkit: the losses of the tasks above,
 * the Dice scores of the validations below.
 */

#pragma once

#include <cairo.h>

#include "train/history.h"

G_BEGIN_DECLS

/* What the curves take from the theme around them. */
typedef struct
{
  gdouble text[3]; /* red, green and blue, 0 .. 1                     */
  gboolean dark;   /* whether the background is dark                  */
} LpCurvesStyle;

/**
 * lp_curves_draw:
 * @history: what to draw
 * @dice: whether validations yield a Dice score, now or later
 * @style: the colours of the theme
 * @cr: a context, with the background painted already
 * @width: of the drawing
 * @height: of the drawing
 */
void lp_curves_draw (const LpHistory *history,
                     gboolean dice,
                     const LpCurvesStyle *style,
                     cairo_t *cr,
                     gdouble width,
                     gdouble height);

G_END_DECLS
