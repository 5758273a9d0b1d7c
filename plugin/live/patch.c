/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/patch.h"

LpLivePatch *
lp_live_patch_new (gint32 image, const LpLiveArea *area)
{
  LpLivePatch *patch = g_new0 (LpLivePatch, 1);

  patch->image = image;
  patch->area = *area;
  patch->missing = g_new0 (guint8, (gsize) area->width * (gsize) area->height);

  return patch;
}

void
lp_live_patch_free (LpLivePatch *patch)
{
  if (!patch)
    return;

  for (gint task = 0; task < LL_N_TASKS; task++)
    g_free (patch->paint[task]);
  g_free (patch->missing);
  g_free (patch);
}

void
lp_live_picture_free (LpLivePicture *picture)
{
  if (!picture)
    return;

  g_free (picture->labels);
  g_free (picture);
}

gboolean
lp_live_area_intersect (LpLiveArea *area, const LpLiveArea *other)
{
  gint right = MIN (area->x + area->width, other->x + other->width);
  gint bottom = MIN (area->y + area->height, other->y + other->height);

  area->x = MAX (area->x, other->x);
  area->y = MAX (area->y, other->y);
  area->width = MAX (0, right - area->x);
  area->height = MAX (0, bottom - area->y);

  return area->width > 0 && area->height > 0;
}

void
lp_live_area_join (LpLiveArea *area, const LpLiveArea *other)
{
  gint right = MAX (area->x + area->width, other->x + other->width);
  gint bottom = MAX (area->y + area->height, other->y + other->height);

  if (area->width <= 0 || area->height <= 0)
    {
      *area = *other;
      return;
    }

  area->x = MIN (area->x, other->x);
  area->y = MIN (area->y, other->y);
  area->width = right - area->x;
  area->height = bottom - area->y;
}
