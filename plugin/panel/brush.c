/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/brush.h"

#include <math.h>

#include "host/host.h"

/* The sizes fit an image whose longer side has so many pixels. */
#define SIDE 1280

#define MARK_SIZE     13
#define SCRIBBLE_SIZE 3

gint
lp_brushes_get_size (const LpBrushes *brushes, LlTask task, gint width, gint height)
{
  gdouble scale = CLAMP (MAX (width, height) / (gdouble) SIDE, 0.5, 8.0);

  if (brushes->chosen[task] > 0)
    return brushes->chosen[task];

  /* Odd sizes have a middle.  An interface is a line of few pixels in any image. */
  if (task == LL_TASK_SEPARATION)
    return 2 * (gint) (SCRIBBLE_SIZE * MAX (1.0, sqrt (scale)) / 2) + 1;

  return 2 * (gint) (MARK_SIZE * scale / 2) + 1;
}

void
lp_brush_take (LlTask task, gint size)
{
  g_autofree gchar *name = g_strdup_printf ("Lazy Labels: %s", ll_task_get_title (task));

  lp_host_set_brush (name, size);
}
