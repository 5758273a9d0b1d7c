/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/picture.h"

#include <math.h>
#include <string.h>

/* Lines are a pixel wide in an image of this many pixels along its longer side, or less. */
#define THIN_SIDE 700

gint
lp_live_line_width (gint width, gint height)
{
  return 1 + MIN (MAX (width, height) / THIN_SIDE, 4);
}

/* Whether a pixel of another label lies within @line pixels, up, down, left or right. */
static gboolean
is_border (const guint8 *labels, gint width, gint height, gint x, gint y, gint line)
{
  const guint8 *here = labels + (gsize) y * (gsize) width + (gsize) x;

  for (gint d = 1; d <= line; d++)
    if ((x >= d && here[-d] != *here) || (x + d < width && here[d] != *here) ||
        (y >= d && here[-(gssize) d * width] != *here) ||
        (y + d < height && here[(gssize) d * width] != *here))
      return TRUE;

  return FALSE;
}

void
lp_live_draw (const guint8 *labels,
              gint width,
              gint height,
              const LlClasses *classes,
              const LpLiveLook *look,
              const LpLiveArea *area,
              guint8 *rgba)
{
  gint line = lp_live_line_width (width, height);
  /* Lines hide little, so they are stronger than areas. */
  gdouble opacity = look->outlines ? sqrt (look->opacity) : look->opacity;
  guint8 alpha = (guint8) lround (255.0 * CLAMP (opacity, 0.0, 1.0));

  for (gint y = area->y; y < area->y + area->height; y++)
    for (gint x = area->x; x < area->x + area->width; x++, rgba += 4)
      {
        guint8 label = labels[(gsize) y * (gsize) width + (gsize) x];

        memset (rgba, 0, 4);
        if (label == 0 || label >= ll_classes_get_n (classes) ||
            (look->outlines && !is_border (labels, width, height, x, y, line)))
          continue;
        memcpy (rgba, ll_classes_get_colour (classes, label).rgb, 3);
        rgba[3] = alpha;
      }
}
