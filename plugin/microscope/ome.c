/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

#include <string.h>

#include "microscope/length.h"

typedef struct
{
  gboolean found;
  gdouble width; /* in metres */
  gdouble height;
} Pixels;

static gdouble
get_length (const gchar *value, const gchar *unit)
{
  gdouble number;

  if (!value || lp_number_parse (value, strlen (value), &number) == 0)
    return 0.0;

  return number * (unit ? lp_length_get_metres (unit, strlen (unit)) : 1e-6);
}

/* The first image counts, as it is the one that the first page shows. */
static void
on_start (GMarkupParseContext *context,
          const gchar *element,
          const gchar **names,
          const gchar **values,
          gpointer data,
          GError **error)
{
  const gchar *colon = strchr (element, ':'); /* "OME:Pixels" */
  const gchar *width = NULL, *height = NULL, *unit_x = NULL, *unit_y = NULL;
  Pixels *pixels = data;

  if (pixels->found || strcmp (colon ? colon + 1 : element, "Pixels") != 0)
    return;

  for (gint i = 0; names[i]; i++)
    if (strcmp (names[i], "PhysicalSizeX") == 0)
      width = values[i];
    else if (strcmp (names[i], "PhysicalSizeY") == 0)
      height = values[i];
    else if (strcmp (names[i], "PhysicalSizeXUnit") == 0)
      unit_x = values[i];
    else if (strcmp (names[i], "PhysicalSizeYUnit") == 0)
      unit_y = values[i];

  pixels->found = TRUE;
  pixels->width = get_length (width, unit_x);
  pixels->height = get_length (height, unit_y);
}

gboolean
lp_ome_read (LpSpan text, gint columns, gint rows, LpTold *told)
{
  static const GMarkupParser parser = { .start_element = on_start };
  g_autoptr (GMarkupParseContext) context = NULL;
  Pixels pixels = { FALSE, 0.0, 0.0 };

  if (text.size == 0 || !g_strstr_len (text.start, (gssize) text.size, "PhysicalSizeX") ||
      !g_utf8_validate (text.start, (gssize) text.size, NULL))
    return FALSE;

  /* What was read before an error, such as the end of a file that was cut off, is right. */
  context = g_markup_parse_context_new (&parser, 0, &pixels, NULL);
  g_markup_parse_context_parse (context, text.start, (gssize) text.size, NULL);

  return lp_told_set (told, LP_SCALE_FROM_OME, pixels.width, pixels.height);
}
