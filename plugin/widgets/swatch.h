/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small field of one colour. */

#pragma once

#include <gtk/gtk.h>
#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_swatch_new:
 * @colour: shown; must outlive the swatch
 *
 * Returns: (transfer floating): a square with a border that is seen on any ground.
 */
GtkWidget *lp_swatch_new (const LlColour *colour);

G_END_DECLS
