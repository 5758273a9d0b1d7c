/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whole tiles of GIMP's are drawn, and only those in which something has changed. */

#include "live/show.h"

#include <string.h>

#include "layers/live-layer.h"

#define TILE 64
#define RUN  8 /* tiles that are drawn at once */

struct _LpLiveShow
{
  gint32 image;
  gint32 layer;
  gint width;
  gint height;
  LlClasses *classes;
  LpLiveLook look;
  guint8 *labels; /* [height][width]                         */
  gint columns;   /* of tiles                                */
  gint rows;
  guint8 *dirty; /* [rows][columns]: 1 where to draw        */
  gint next;     /* where the search for dirty tiles begins */
};

LpLiveShow *
lp_live_show_new (gint32 image,
                  const GPtrArray *layers,
                  const LpHostLayer *micrograph,
                  const LlClasses *classes,
                  const LpLiveLook *look,
                  GError **error)
{
  const LpHostLayer *old = lp_live_layer_find (layers);
  gint32 layer = old ? old->id : lp_live_layer_add (image, layers, micrograph, error);
  LpLiveShow *show;

  if (layer < 0)
    return NULL;

  show = g_new0 (LpLiveShow, 1);
  show->image = image;
  show->layer = layer;
  show->width = micrograph->width;
  show->height = micrograph->height;
  show->classes = ll_classes_copy (classes);
  show->look = *look;
  show->labels = g_malloc0 ((gsize) show->width * (gsize) show->height);
  show->columns = (show->width + TILE - 1) / TILE;
  show->rows = (show->height + TILE - 1) / TILE;
  show->dirty = g_malloc ((gsize) show->columns * (gsize) show->rows);
  memset (show->dirty, old != NULL, (gsize) show->columns * (gsize) show->rows);

  return show;
}

void
lp_live_show_free (LpLiveShow *show)
{
  if (!show)
    return;

  ll_classes_free (show->classes);
  g_free (show->labels);
  g_free (show->dirty);
  g_free (show);
}

gint32
lp_live_show_get_image (const LpLiveShow *show)
{
  return show->image;
}

gint32
lp_live_show_get_layer (const LpLiveShow *show)
{
  return show->layer;
}

gboolean
lp_live_show_is_there (const LpLiveShow *show)
{
  return lp_host_has_image (show->image) &&
         lp_host_has_layer (show->layer, show->width, show->height);
}

void
lp_live_show_set_look (LpLiveShow *show, const LpLiveLook *look)
{
  if (memcmp (&show->look, look, sizeof (*look)) == 0)
    return;

  show->look = *look;
  memset (show->dirty, 1, (gsize) show->columns * (gsize) show->rows);
}

/* Marks the tiles of an area that differ from @area of @labels. */
static void
mark_tiles (LpLiveShow *show, const LpLiveArea *area)
{
  for (gint row = area->y / TILE; row * TILE < area->y + area->height; row++)
    for (gint column = area->x / TILE; column * TILE < area->x + area->width; column++)
      if (row < show->rows && column < show->columns)
        show->dirty[(gsize) row * (gsize) show->columns + (gsize) column] = 1;
}

void
lp_live_show_add (LpLiveShow *show, const LpLivePicture *picture)
{
  LpLiveArea all = { 0, 0, show->width, show->height };
  LpLiveArea area = picture->area;
  gint line = lp_live_line_width (show->width, show->height);

  if (picture->image != show->image || !lp_live_area_intersect (&area, &all))
    return;

  for (gint y = area.y; y < area.y + area.height; y++)
    {
      guint8 *row = show->labels + (gsize) y * (gsize) show->width;
      const guint8 *new = picture->labels +
                          (gsize) (y - picture->area.y) * (gsize) picture->area.width -
                          picture->area.x;

      for (gint x = area.x; x < area.x + area.width; x++)
        if (row[x] != new[x])
          {
            /* Outlines near the pixel change as well. */
            LpLiveArea around = { MAX (0, x - line), MAX (0, y - line), 2 * line + 1,
                                  2 * line + 1 };

            mark_tiles (show, &around);
            row[x] = new[x];
          }
    }
}

/* Finds a row of dirty tiles that lie side by side. */
static gboolean
find_run (LpLiveShow *show, LpLiveArea *area)
{
  gint n = show->columns * show->rows;
  gint first = -1;
  gint length = 0;

  for (gint i = 0; i < n && first < 0; i++)
    if (show->dirty[(show->next + i) % n])
      first = (show->next + i) % n;
  if (first < 0)
    return FALSE;

  while (length < RUN && first % show->columns + length < show->columns &&
         show->dirty[first + length])
    show->dirty[first + length++] = 0;
  show->next = (first + length) % n;
  *area = (LpLiveArea){ first % show->columns * TILE, first / show->columns * TILE,
                        length * TILE, TILE };
  area->width = MIN (area->width, show->width - area->x);
  area->height = MIN (area->height, show->height - area->y);

  return TRUE;
}

gboolean
lp_live_show_step (LpLiveShow *show)
{
  g_autofree guint8 *rgba = NULL;
  g_autoptr (GeglBuffer) buffer = NULL;
  GeglRectangle place;
  LpLiveArea area;

  /* GIMP ends whoever writes into a locked layer. */
  if (!lp_live_show_is_there (show) || lp_host_are_pixels_locked (show->layer) ||
      !find_run (show, &area))
    return FALSE;

  rgba = g_malloc ((gsize) 4 * (gsize) area.width * (gsize) area.height);
  lp_live_draw (show->labels, show->width, show->height, show->classes, &show->look,
                &area, rgba);
  place = (GeglRectangle){ area.x, area.y, area.width, area.height };
  buffer = lp_host_get_buffer (show->layer, TRUE);
  gegl_buffer_set (buffer, &place, 0, babl_format ("R'G'B'A u8"), rgba,
                   GEGL_AUTO_ROWSTRIDE);
  gegl_buffer_flush (buffer);
  lp_host_update_area (show->layer, &place);

  return TRUE;
}
