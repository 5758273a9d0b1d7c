/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Classes and their colours as people and scripts write them: lists with commas. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* "#rrggbb" and its end. */
#define LL_COLOUR_SIZE 8

void ll_colour_to_text (LlColour colour, gchar text[LL_COLOUR_SIZE]);

/**
 * ll_colour_from_text:
 * @text: "#rrggbb", with or without space around it
 * @colour: (out): only set on success
 *
 * Returns: whether it is a colour.
 */
gboolean ll_colour_from_text (const gchar *text, LlColour *colour);

/**
 * ll_colours_are_close:
 *
 * Returns: whether paint of one colour could be taken for the other.
 */
gboolean ll_colours_are_close (LlColour a, LlColour b);

/**
 * ll_palette_get:
 * @palette: a palette
 * @colours: (out caller-allocates): its colours, in their order
 */
void ll_palette_get (LlPalette palette, LlColour colours[LL_MAX_CLASSES - 1]);

/**
 * ll_classes_parse:
 * @names: of the object classes, separated by commas
 * @colours: likewise, "#rrggbb" each; empty: from @palette
 * @palette: where interface, rest and missing colours come from
 * @error: return location for a %LL_DATA_ERROR_CLASSES
 *
 * Returns: (transfer full): the classes, all of whose colours can be told apart; or
 *   %NULL.
 */
LlClasses *ll_classes_parse (const gchar *names,
                             const gchar *colours,
                             LlPalette palette,
                             GError **error);

/**
 * ll_classes_check_colours:
 *
 * Returns: whether all colours can be told apart, also from those of rest, interface and
 *   ignored places.
 */
gboolean ll_classes_check_colours (const LlClasses *classes, GError **error);

/**
 * ll_classes_to_text:
 *
 * Returns: (transfer full): the object classes' names, separated by commas.
 */
gchar *ll_classes_to_text (const LlClasses *classes);

/**
 * ll_classes_find_palette:
 * @palette: (out): the palette that the colours are from, or the nearest one
 *
 * Returns: (transfer full): the object classes' colours, separated by commas; empty when
 *   they are those of @palette.
 */
gchar *ll_classes_find_palette (const LlClasses *classes, LlPalette *palette);

G_END_DECLS
