/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of places as the text of a parasite: a line each. */

#include <stdio.h>

#include "correct/places.h"
#include "layers/layers.h"
#include "layers/sources.h"

/* A file may have been changed by other programs. */
#define MOST_PLACES 1000

static gboolean
parse_place (const gchar *line, LpPlace *place)
{
  gint permille;
  LlPlace *at = &place->place;

  if (sscanf (line, "%d %d %d %d %d %d", &at->x, &at->y, &at->width, &at->height,
              &permille, &place->painted) != 6)
    return FALSE;
  at->doubt = permille / 1000.0;

  return at->width > 0 && at->height > 0 && at->width <= LL_MAX_SIDE &&
         at->height <= LL_MAX_SIDE && ABS (at->x) <= LL_MAX_SIDE &&
         ABS (at->y) <= LL_MAX_SIDE;
}

GArray *
lp_places_read (gint32 image)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (LpPlace));
  g_autofree gchar *text = lp_host_get_image_text (image, LP_PARASITE_PLACES);
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", MOST_PLACES);

  for (gint i = 0; lines[i]; i++)
    {
      LpPlace place;

      if (parse_place (lines[i], &place))
        g_array_append_val (places, place);
    }

  return places;
}

void
lp_places_write (gint32 image, const GArray *places)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const LpPlace *place = &g_array_index (places, LpPlace, i);

      g_string_append_printf (text, "%d %d %d %d %d %d\n", place->place.x, place->place.y,
                              place->place.width, place->place.height,
                              (gint) (1000.0 * place->place.doubt + 0.5), place->painted);
    }
  lp_host_set_image_text (image, LP_PARASITE_PLACES, text->len > 0 ? text->str : NULL);
}

gint
lp_places_count_paint (gint32 image, const LlPlace *place)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  g_autoptr (LpSources) sources = lp_sources_find (layers);
  GeglRectangle area = { place->x, place->y, place->width, place->height };
  gsize n = (gsize) area.width * area.height;
  g_autofree gfloat *rgba = g_new (gfloat, 4 * n);
  gint painted = 0;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      if (sources->sources[task]->len == 0)
        continue;
      lp_sources_read (sources, (LlTask) task, &area, rgba);
      for (gsize i = 0; i < n; i++)
        painted += rgba[4 * i + 3] >= 0.5f;
    }

  return painted;
}
