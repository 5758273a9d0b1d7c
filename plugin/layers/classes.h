/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Classes and their colours as people and scripts write them: lists with commas. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_classes_parse:
 * @names: of the object classes, separated by commas
 * @colours: likewise, "#rrggbb" each; empty: from @palette
 * @palette: where interface, rest and missing colours come from
 * @error: return location for a %LL_DATA_ERROR_CLASSES
 *
 * Returns: (transfer full): the classes, all of whose colours can be told apart; or
 *   %NULL.
 */
LlClasses *lp_classes_parse (const gchar *names,
                             const gchar *colours,
                             LlPalette palette,
                             GError **error);

/**
 * lp_classes_check_colours:
 *
 * Returns: whether all colours can be told apart, also from those of rest, interface and
 *   ignored places.
 */
gboolean lp_classes_check_colours (const LlClasses *classes, GError **error);

/**
 * lp_classes_find_palette:
 * @palette: (out): the palette that the colours are from, or the nearest one
 *
 * Returns: (transfer full): the object classes' colours, separated by commas; empty when
 *   they are those of @palette.
 */
gchar *lp_classes_find_palette (const LlClasses *classes, LlPalette *palette);

G_END_DECLS
