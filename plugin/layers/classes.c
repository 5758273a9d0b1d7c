/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Converts lists of classes and colours to text and back. */

#include "layers/classes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
lp_classes_check_colours (const LlClasses *classes, GError **error)
{
  gint n = ll_classes_get_n (classes);

  for (gint i = 1; i < n; i++)
    {
      LlColour colour = ll_classes_get_colour (classes, i);

      for (gint k = 0; k < n + 2; k++)
        {
          LlColour other = k < n    ? ll_classes_get_colour (classes, k)
                           : k == n ? ll_classes_get_interface_colour (classes)
                                    : ll_classes_get_ignore_colour (classes);
          const gchar *name = k < n    ? ll_classes_get_name (classes, k)
                              : k == n ? "interface"
                                       : "ignore";

          if (k == i || !ll_colour_is_near (colour, other))
            continue;

          g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                       _ ("The colours of \"%s\" and \"%s\" are too similar: choose one "
                          "that differs more."),
                       ll_classes_get_name (classes, i), name);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
set_colours (LlClasses *classes, const gchar *text, GError **error)
{
  g_auto (GStrv) colours = g_strsplit (text, ",", -1);
  gint n = ll_classes_get_n (classes) - 1;
  gint n_colours = (gint) g_strv_length (colours);

  if (n_colours != n)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("Give every class a colour, or none of them: \"colours\" has %d, "
                      "\"classes\" has %d."),
                   n_colours, n);
      return FALSE;
    }

  for (gint i = 0; i < n; i++)
    {
      LlColour colour;

      if (!ll_colour_from_text (g_strstrip (colours[i]), &colour))
        {
          g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                       _ ("\"%s\" is not a colour: write it like #0072b2."), colours[i]);
          return FALSE;
        }
      ll_classes_set_colour (classes, i + 1, colour);
    }

  return lp_classes_check_colours (classes, error);
}

LlClasses *
lp_classes_parse (const gchar *names,
                  const gchar *colours,
                  LlPalette palette,
                  GError **error)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);
  g_autofree gchar *plain = g_strstrip (g_strdup (colours));
  g_autoptr (LlClasses) classes = NULL;

  classes = ll_classes_new ((const gchar *const *) parts, (gint) g_strv_length (parts),
                            palette, error);
  if (!classes || (*plain && !set_colours (classes, plain, error)))
    return NULL;

  return g_steal_pointer (&classes);
}

/* Counts the classes whose colour is the one at their place in the palette. */
static gint
count_matches (const LlClasses *classes, LlPalette palette)
{
  const LlColour *colours = ll_palette_get_colours (palette);
  gint n = 0;

  for (gint i = 1; i < ll_classes_get_n (classes); i++)
    {
      LlColour colour = ll_classes_get_colour (classes, i);

      n += memcmp (colour.rgb, colours[i - 1].rgb, sizeof (colour.rgb)) == 0;
    }

  return n;
}

gchar *
lp_classes_find_palette (const LlClasses *classes, LlPalette *palette)
{
  GString *text = g_string_new (NULL);
  gint n = ll_classes_get_n (classes);
  gint best = -1;

  for (gint p = 0; p <= LL_PALETTE_PAPER; p++)
    {
      gint matches = count_matches (classes, (LlPalette) p);

      if (matches > best)
        {
          best = matches;
          *palette = (LlPalette) p;
        }
    }

  for (gint i = 1; best < n - 1 && i < n; i++)
    {
      gchar colour[LL_COLOUR_TEXT_SIZE];

      ll_colour_to_text (ll_classes_get_colour (classes, i), colour);
      g_string_append_printf (text, "%s%s", i > 1 ? ", " : "", colour);
    }

  return g_string_free (text, FALSE);
}
