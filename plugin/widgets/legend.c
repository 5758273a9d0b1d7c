/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "widgets/legend.h"

static void
append_colour (GString *markup, LlColour colour, const gchar *name)
{
  g_autofree gchar *escaped = g_markup_escape_text (name, -1);
  gchar text[LL_COLOUR_TEXT_SIZE];

  ll_colour_to_text (colour, text);
  g_string_append_printf (markup,
                          "%s<span foreground=\"%s\">\342\226\240</span>\302\240%s",
                          markup->len > 0 ? "   " : "", text, escaped);
}

gchar *
lp_legend_markup (const LlClasses *classes)
{
  GString *markup = g_string_new (NULL);

  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    append_colour (markup, ll_classes_get_colour (classes, c),
                   ll_classes_get_name (classes, c));
  append_colour (markup, ll_classes_get_interface_colour (classes), "interface");

  g_string_prepend (markup, "<small>");
  g_string_append (markup, "</small>");

  return g_string_free (markup, FALSE);
}
