/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the live layer looks like.  Independent of GIMP. */

#pragma once

#include "live/patch.h"

G_BEGIN_DECLS

typedef struct
{
  gdouble opacity;   /* of the colours, 0 .. 1                     */
  gboolean outlines; /* lines along the borders instead of areas   */
} LpLiveLook;

/* Width of outlines in an image of this size, pixels. */
gint lp_live_line_width (gint width, gint height);

/**
 * lp_live_draw:
 * @labels: [height][width]: classes; the rest and %LL_LABEL_IGNORE stay transparent
 * @width: of the image
 * @height: of the image
 * @classes: of the labels
 * @look: how to draw them
 * @area: the part to draw
 * @rgba: (out caller-allocates): [height][width][4] of @area, non-linear sRGB and straight
 *   alpha
 */
void lp_live_draw (const guint8 *labels,
                   gint width,
                   gint height,
                   const LlClasses *classes,
                   const LpLiveLook *look,
                   const LpLiveArea *area,
                   guint8 *rgba);

G_END_DECLS
