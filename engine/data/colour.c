/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Colours come from tables.  The colour-blind safe one begins with Okabe and Ito's
 * (https://jfly.uni-koeln.de/color/); the rest of both tables was found by taking, again
 * and again, the colour farthest (CIELAB; for the first table also as seen with each kind
 * of colour blindness) from all taken before, black, grey and the interface's among them.
 * Any two of a table lie at least %LL_COLOUR_NEAR apart.
 */

#include "lazylabels/colour.h"

#include <string.h>

static const LlColour interface_colours[] = {
  { { 0x00, 0xff, 0xff } }, /* cyan: Okabe and Ito's purple looks grey to many */
  { { 0x00, 0x00, 0xff } }  /* blue                                            */
};

static const LlColour palettes[][LL_PALETTE_SIZE] = {
  {
    { { 0x00, 0x72, 0xb2 } }, /* blue           */
    { { 0xe6, 0x9f, 0x00 } }, /* orange         */
    { { 0x00, 0x9e, 0x73 } }, /* bluish green   */
    { { 0xf0, 0xe4, 0x42 } }, /* yellow         */
    { { 0xd5, 0x5e, 0x00 } }, /* vermilion     */
    { { 0xcc, 0x79, 0xa7 } }, /* reddish purple */
    { { 0x56, 0xb4, 0xe9 } }, /* sky blue       */
    { { 0x99, 0x00, 0xff } },
    { { 0x33, 0x11, 0x88 } },
    { { 0xdd, 0xff, 0xbb } },
    { { 0x88, 0x11, 0x22 } },
    { { 0x99, 0xff, 0x77 } },
    { { 0x99, 0x88, 0xff } },
    { { 0x99, 0x00, 0x77 } },
    { { 0xdd, 0x11, 0x33 } },
  },
  {
    { { 0xff, 0x00, 0x00 } }, /* red   */
    { { 0x00, 0xc0, 0x00 } }, /* green */
    { { 0xff, 0x00, 0xbb } },
    { { 0xff, 0xcc, 0x00 } },
    { { 0x33, 0x88, 0xff } },
    { { 0x00, 0xff, 0xdd } },
    { { 0x88, 0x00, 0x33 } },
    { { 0xff, 0xff, 0xbb } },
    { { 0x66, 0x77, 0x00 } },
    { { 0x00, 0x00, 0x77 } },
    { { 0xff, 0x99, 0x77 } },
    { { 0xff, 0xaa, 0xff } },
    { { 0xbb, 0x55, 0xff } },
    { { 0x66, 0xdd, 0xff } },
    { { 0x55, 0x33, 0x66 } },
  },
};

void
ll_colour_to_text (LlColour colour, gchar text[LL_COLOUR_TEXT_SIZE])
{
  g_snprintf (text, LL_COLOUR_TEXT_SIZE, "#%02x%02x%02x", colour.rgb[0], colour.rgb[1],
              colour.rgb[2]);
}

gboolean
ll_colour_from_text (const gchar *text, LlColour *colour)
{
  LlColour result;

  if (!text || strlen (text) != LL_COLOUR_TEXT_SIZE - 1 || text[0] != '#')
    return FALSE;

  for (gint i = 0; i < 3; i++)
    {
      gint high = g_ascii_xdigit_value (text[1 + 2 * i]);
      gint low = g_ascii_xdigit_value (text[2 + 2 * i]);

      if (high < 0 || low < 0)
        return FALSE;
      result.rgb[i] = (guint8) (16 * high + low);
    }
  *colour = result;

  return TRUE;
}

gboolean
ll_colour_is_near (LlColour a, LlColour b)
{
  gint sum = 0;

  for (gint i = 0; i < 3; i++)
    sum += (a.rgb[i] - b.rgb[i]) * (a.rgb[i] - b.rgb[i]);

  /* No side is rounded: both are multiples of 1 / 16 below 2^18. */
  return (gfloat) sum < LL_COLOUR_NEAR * LL_COLOUR_NEAR * (G_MAXUINT8 * G_MAXUINT8);
}

const LlColour *
ll_palette_get_colours (LlPalette palette)
{
  g_return_val_if_fail ((gsize) palette < G_N_ELEMENTS (palettes), palettes[0]);

  return palettes[palette];
}

LlColour
ll_palette_get_interface_colour (LlPalette palette)
{
  g_return_val_if_fail ((gsize) palette < G_N_ELEMENTS (interface_colours),
                        interface_colours[0]);

  return interface_colours[palette];
}
