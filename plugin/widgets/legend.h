/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the colours of the classes mean, as a text. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_legend_markup:
 *
 * Returns: (transfer full): Pango's markup: a square in its colour before the name of each
 *   class, and one for the interface.
 */
gchar *lp_legend_markup (const LlClasses *classes);

G_END_DECLS
