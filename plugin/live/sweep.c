/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/sweep.h"

#include <string.h>

/* The effect of a stroke is seen around it, so far in shares of a part. */
#define AROUND 0.25

void
lp_live_sweep_init (LpLiveSweep *sweep, gint32 image)
{
  *sweep = (LpLiveSweep){ .image = image, .look = 1, .made = NULL };
}

void
lp_live_sweep_clear (LpLiveSweep *sweep)
{
  g_clear_pointer (&sweep->made, g_free);
}

void
lp_live_sweep_set_size (LpLiveSweep *sweep, gint width, gint height, gint block)
{
  if (sweep->made && width == sweep->width && height == sweep->height &&
      block == sweep->block)
    return;

  sweep->width = width;
  sweep->height = height;
  sweep->block = block;
  sweep->columns = (width + block - 1) / block;
  sweep->rows = (height + block - 1) / block;
  g_free (sweep->made);
  sweep->made = g_new0 (gint, (gsize) sweep->columns * (gsize) sweep->rows);
  if (sweep->focus.width == 0)
    {
      sweep->x = width / 2;
      sweep->y = height / 2;
    }
}

void
lp_live_sweep_renew (LpLiveSweep *sweep)
{
  sweep->look++;
}

void
lp_live_sweep_focus (LpLiveSweep *sweep, const LpLiveArea *area)
{
  lp_live_area_join (&sweep->focus, area);
  sweep->done = 0;
  sweep->x = area->x + area->width / 2;
  sweep->y = area->y + area->height / 2;
}

gboolean
lp_live_sweep_next_focus (LpLiveSweep *sweep, LpLiveArea *area)
{
  gint around = (gint) (AROUND * sweep->block);
  LpLiveArea wide = { sweep->focus.x - around, sweep->focus.y - around,
                      sweep->focus.width + 2 * around, sweep->focus.height + 2 * around };
  LpLiveArea all = { 0, 0, sweep->width, sweep->height };
  gint columns;

  if (sweep->focus.width == 0)
    return FALSE;

  /* Wide paint is left to the sweep. */
  lp_live_area_intersect (&wide, &all);
  columns = (wide.width + sweep->block - 1) / sweep->block;
  if (columns * ((wide.height + sweep->block - 1) / sweep->block) > 4 ||
      sweep->done >= columns * ((wide.height + sweep->block - 1) / sweep->block))
    {
      sweep->focus = (LpLiveArea){ 0, 0, 0, 0 };
      return FALSE;
    }

  *area = (LpLiveArea){ wide.x + sweep->done % columns * sweep->block,
                        wide.y + sweep->done / columns * sweep->block, sweep->block,
                        sweep->block };
  lp_live_area_intersect (area, &wide);
  sweep->done++;

  return TRUE;
}

/* Squared distance of the middle of a part from the middle of the last focus. */
static gint64
get_distance (const LpLiveSweep *sweep, gint column, gint row)
{
  gint64 x = (gint64) column * sweep->block + sweep->block / 2 - sweep->x;
  gint64 y = (gint64) row * sweep->block + sweep->block / 2 - sweep->y;

  return x * x + y * y;
}

gboolean
lp_live_sweep_next (LpLiveSweep *sweep, LpLiveArea *area)
{
  LpLiveArea all = { 0, 0, sweep->width, sweep->height };
  gint best = -1;

  for (gint i = 0; i < sweep->columns * sweep->rows; i++)
    if (sweep->made[i] < sweep->look &&
        (best < 0 || sweep->made[i] < sweep->made[best] ||
         (sweep->made[i] == sweep->made[best] &&
          get_distance (sweep, i % sweep->columns, i / sweep->columns) <
            get_distance (sweep, best % sweep->columns, best / sweep->columns))))
      best = i;
  if (best < 0)
    return FALSE;

  sweep->made[best] = sweep->look;
  *area =
    (LpLiveArea){ best % sweep->columns * sweep->block,
                  best / sweep->columns * sweep->block, sweep->block, sweep->block };
  lp_live_area_intersect (area, &all);

  return TRUE;
}
