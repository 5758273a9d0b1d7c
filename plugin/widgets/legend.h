/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A legend for the colours of the classes. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_legend_markup:
 *
 * Returns: (transfer full): Pango markup with a coloured square before the name of each
 *   class and before the word for interfaces.
 */
gchar *lp_legend_markup (const LlClasses *classes);

G_END_DECLS
