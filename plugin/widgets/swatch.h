/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small square filled with one colour. */

#pragma once

#include <gtk/gtk.h>
#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_swatch_new:
 * @colour: to show; it must outlive the swatch, which follows its changes when redrawn
 *
 * Returns: (transfer floating): a square whose border can be seen on any background.
 */
GtkWidget *lp_swatch_new (const LlColour *colour);

G_END_DECLS
