/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The curves of a training: the losses of the tasks above, the Dice of validations
 * below.  Knows Cairo and no toolkit.
 */

#pragma once

#include <cairo.h>

#include "train/history.h"

G_BEGIN_DECLS

/* What the curves take from the theme around them. */
typedef struct
{
  gdouble text[3]; /* red, green, blue; 0 .. 1                   */
  gboolean dark;   /* the ground is dark: brighter colours on it */
} LpCurvesStyle;

/**
 * lp_curves_draw:
 * @cr: with the ground already painted
 * @dice: whether validations give a Dice, now or later
 */
void lp_curves_draw (const LpHistory *history,
                     gboolean dice,
                     const LpCurvesStyle *style,
                     cairo_t *cr,
                     gdouble width,
                     gdouble height);

G_END_DECLS
