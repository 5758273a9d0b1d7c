/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target for lists of classes: the JSON of an image's parasite, and what people
 * type, names on the first line and colours on the second.
 */

#include <string.h>

#include "layers/classes.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A list that was taken must be taken again as it is written. */
static void
check_json (const LlClasses *classes)
{
  g_autofree gchar *json = ll_classes_to_json (classes);
  g_autoptr (LlClasses) again = ll_classes_from_json (json, -1, NULL);

  g_assert (again && ll_classes_equal (classes, again));
  for (gint i = 0; i < ll_classes_get_n (classes); i++)
    {
      LlColour a = ll_classes_get_colour (classes, i);
      LlColour b = ll_classes_get_colour (again, i);

      g_assert (memcmp (&a, &b, sizeof (a)) == 0);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree gchar *exact = g_memdup2 (data, size); /* a byte too far is seen */
  g_autofree gchar *names = g_strndup ((const gchar *) data, size);
  gchar *colours = strchr (names, '\n');
  g_autoptr (LlClasses) from_json = NULL;
  g_autoptr (LlClasses) from_text = NULL;

  from_json = ll_classes_from_json (exact ? exact : "", (gssize) size, NULL);
  if (from_json)
    check_json (from_json);

  if (colours)
    *colours++ = '\0';
  from_text =
    lp_classes_parse (names, colours ? colours : "", LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
  if (from_text)
    {
      g_autofree gchar *text = ll_classes_to_text (from_text);
      LlPalette palette = LL_PALETTE_COLOUR_BLIND_SAFE;
      g_autofree gchar *differing = lp_classes_find_palette (from_text, &palette);
      g_autoptr (LlClasses) again = lp_classes_parse (text, differing, palette, NULL);

      check_json (from_text);
      g_assert (again && ll_classes_equal (from_text, again));
    }

  return 0;
}
