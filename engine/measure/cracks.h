/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cracks: the edges between pixels of an object and others.  They join to closed walks. */

#pragma once

#include "lazylabels/instances.h"

G_BEGIN_DECLS

/* Steps from one corner of pixels to the next; the object lies on the right. */
enum
{
  LL_STEP_EAST,
  LL_STEP_SOUTH,
  LL_STEP_WEST,
  LL_STEP_NORTH
};

extern const gint ll_step_x[4];
extern const gint ll_step_y[4];

typedef struct
{
  gint32 id;
  gint x; /* of the corner where it starts: the pixel (x, y) lies south-east of it */
  gint y;
  gsize n;
  const guint8 *steps; /* n steps that lead back to the start */
} LlWalk;

typedef void (*LlWalkFunc) (const LlWalk *walk, gpointer data);

/**
 * ll_walks_trace:
 *
 * Calls @func for each closed walk around an object or one of its holes, in the order in
 * which rows from top to bottom meet them.
 */
void ll_walks_trace (const LlInstances *instances, LlWalkFunc func, gpointer data);

/**
 * ll_step_outside:
 * @x: of the corner where the step starts
 * @outside_x: (out): the pixel on the left, which may lie beyond the frame
 *
 * Returns: whether that pixel lies in the image.
 */
gboolean ll_step_outside (const LlInstances *instances,
                          gint x,
                          gint y,
                          guint8 step,
                          gint *outside_x,
                          gint *outside_y);

/**
 * ll_walk_lengths:
 * @lengths: (out caller-allocates): walk->n lengths, whose sum is that of the smooth line
 *   of which the walk is the stairs
 */
void ll_walk_lengths (const LlWalk *walk, gfloat *lengths);

G_END_DECLS
