/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Classes and their colours as people and scripts write them: lists with commas. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* "#rrggbb" and its end. */
#define LP_COLOUR_SIZE 8

void lp_colour_to_text (LlColour colour, gchar text[LP_COLOUR_SIZE]);

/**
 * lp_colour_from_text:
 * @text: "#rrggbb", with or without space around it
 * @colour: (out): only set on success
 *
 * Returns: whether it is a colour.
 */
gboolean lp_colour_from_text (const gchar *text, LlColour *colour);

/**
 * lp_colours_are_close:
 *
 * Returns: whether paint of one colour could be taken for the other.
 */
gboolean lp_colours_are_close (LlColour a, LlColour b);

/**
 * lp_palette_get:
 * @palette: a palette
 * @colours: (out caller-allocates): its colours, in their order
 */
void lp_palette_get (LlPalette palette, LlColour colours[LL_MAX_CLASSES - 1]);

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
 * lp_classes_to_text:
 *
 * Returns: (transfer full): the object classes' names, separated by commas.
 */
gchar *lp_classes_to_text (const LlClasses *classes);

/**
 * lp_classes_find_palette:
 * @palette: (out): the palette that the colours are from, or the nearest one
 *
 * Returns: (transfer full): the object classes' colours, separated by commas; empty when
 *   they are those of @palette.
 */
gchar *lp_classes_find_palette (const LlClasses *classes, LlPalette *palette);

G_END_DECLS
