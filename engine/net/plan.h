/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Memory planning: places for buffers of which some never live at the same time. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gsize size; /* in any unit                              */
  gint begin; /* first and last time at which it is needed */
  gint end;
} LlLifetime;

/**
 * ll_plan:
 * @lifetimes: [n] sizes and lifetimes of the buffers
 * @n: how many
 * @places: (out caller-allocates): [n] where each buffer begins, in the unit of the sizes
 *
 * Places the buffers, largest first, each as low as possible without meeting one that
 * lives at the same time.  Depends on nothing but its arguments.  A place is 0 or where
 * another buffer ends: when all sizes are multiples of an alignment, so are the places.
 *
 * Returns: the size of the memory that holds all of them.
 */
gsize ll_plan (const LlLifetime *lifetimes, gsize n, gsize *places);

/**
 * ll_plan_lower_bound:
 *
 * Returns: the largest sum of the sizes of buffers that live at the same time, which no
 *   plan can beat.
 */
gsize ll_plan_lower_bound (const LlLifetime *lifetimes, gsize n);

G_END_DECLS
