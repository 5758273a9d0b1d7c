/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Colours of classes, and the palettes that they come from. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of "#rrggbb" and its end. */
#define LL_COLOUR_TEXT_SIZE 8

/* Distance in the unit cube of non-linear sRGB up to which paint is taken for a colour. */
#define LL_COLOUR_NEAR 0.25f

/* Colours of a palette: one for each class besides the rest. */
#define LL_PALETTE_SIZE 15

typedef enum
{
  LL_PALETTE_COLOUR_BLIND_SAFE, /* Okabe and Ito's colours               */
  LL_PALETTE_PAPER              /* red air bubbles, green ice crystals   */
} LlPalette;

/* A colour in non-linear sRGB, 8 bits per channel: red, green, blue. */
typedef struct
{
  guint8 rgb[3];
} LlColour;

/**
 * ll_colour_to_text:
 * @colour: a colour
 * @text: (out caller-allocates): "#rrggbb"
 *
 * Writes a colour as it stands in lists of classes and in messages.
 */
void ll_colour_to_text (LlColour colour, gchar text[LL_COLOUR_TEXT_SIZE]);

/**
 * ll_colour_from_text:
 * @text: (nullable): "#rrggbb", without space around it
 * @colour: (out): only set on success
 *
 * Returns: whether @text is a colour.
 */
gboolean ll_colour_from_text (const gchar *text, LlColour *colour);

/**
 * ll_colour_is_near:
 * @a: a colour
 * @b: another one
 *
 * Returns: whether paint of one colour could be taken for the other: whether they lie
 *   less than %LL_COLOUR_NEAR apart.
 */
gboolean ll_colour_is_near (LlColour a, LlColour b);

/**
 * ll_palette_get_colours:
 * @palette: a palette
 *
 * Returns: its %LL_PALETTE_SIZE colours in the order in which classes get them.
 */
const LlColour *ll_palette_get_colours (LlPalette palette);

/**
 * ll_palette_get_interface_colour:
 * @palette: a palette
 *
 * Returns: the colour of separation scribbles beside its other colours.
 */
LlColour ll_palette_get_interface_colour (LlPalette palette);

G_END_DECLS
