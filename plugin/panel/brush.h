/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The brush that each task is painted with. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* The sizes that a person has chosen; 0: none, so that the image decides. */
typedef struct
{
  gint chosen[LL_N_TASKS];
} LpBrushes;

/* Range of the sizes, in pixels. */
#define LP_BRUSH_LEAST 1
#define LP_BRUSH_MOST  500

/**
 * lp_brushes_get_size:
 * @task: a task
 * @width: of the image
 * @height: of the image
 *
 * Returns: the size that the person has chosen for the task, else one that suits the image:
 *   marks of 13 pixels and scribbles of 3 in one of 1280, and more in a larger one.
 */
gint lp_brushes_get_size (const LpBrushes *brushes, LlTask task, gint width, gint height);

/**
 * lp_brush_take:
 * @task: the task to paint for
 * @size: of the brush in pixels
 *
 * Makes the brush GIMP's.
 */
void lp_brush_take (LlTask task, gint size);

G_END_DECLS
