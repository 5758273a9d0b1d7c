/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A closed curve as the zero of a function, and how it moves. */

#pragma once

#include "grow/grow-private.h"

G_BEGIN_DECLS

/* Pixels this near to the curve, on either side, move with it. */
#define LL_FRONT_BAND 4

/* Maps have a frame of one pixel around the box, so that each pixel of the box has
 * neighbours: [height + 2][width + 2].
 */
typedef struct
{
  gint width;  /* of the box */
  gint height; /* of the box */
  gint stride; /* width + 2  */

  gfloat *level; /* signed distance to the curve in pixels, below 0 inside      */
  gfloat *edge;  /* g: 1 where nothing stops the curve, towards 0 on edges      */
  gfloat *dx;    /* gradient of g per pixel                                     */
  gfloat *dy;
  guint8 *seeds; /* of #LlSeed; the frame is unknown                            */

  gint *band;     /* pixels near the curve, which alone move                      */
  gfloat *change; /* scratch: of each of them in one step */
  gint n_band;
} LlFront;

/* Where a pixel of the box is in the maps. */
static inline gsize
ll_front_position (const LlFront *front, gint x, gint y)
{
  return (gsize) (y + 1) * (gsize) front->stride + (gsize) (x + 1);
}

/**
 * ll_front_new:
 * @box: whose objects' seeds are inside at first
 *
 * Returns: (transfer full): the curve around the seeds.  Fill in @edge and call
 *   ll_front_set_edges(), then ll_front_measure().
 */
LlFront *ll_front_new (const LlGrowBox *box);
void ll_front_free (LlFront *front);

/* Computes the gradient of g; called once @edge is filled in. */
void ll_front_set_edges (LlFront *front);

/**
 * ll_front_measure:
 *
 * Makes the function a distance again, without moving the curve, and finds the pixels
 * near it.
 */
void ll_front_measure (LlFront *front);

/**
 * ll_front_move:
 * @balloon: c, in units of curvature (1 / pixels); below 0 the curve shrinks
 * @steps: number of steps, few enough for the curve, which moves by at most one
 *   pixel per step, to stay near its band
 */
void ll_front_move (LlFront *front, gdouble balloon, gint steps);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlFront, ll_front_free)

G_END_DECLS
