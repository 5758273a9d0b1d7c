/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Outlines of objects: ellipses that may be boxy, faceted, lobed and bent. */

#pragma once

#include "core/random.h"

G_BEGIN_DECLS

#define SYNTH_TURN 64 /* directions in which the radius is known */

/* What the shapes of a picture have in common. */
typedef struct
{
  gdouble aspect;        /* length by width, >= 1                              */
  gdouble aspect_spread; /* of its logarithm                                   */
  gdouble lobes;         /* the size of bulges and dents, by the radius        */
  gdouble smoothness;    /* how quickly higher harmonics die away, 0.5 .. 2    */
  gdouble exponent;      /* 2: ellipses, more: boxes                           */
  gint facets;           /* 0: round, otherwise the corners of a crystal       */
  gdouble bend;          /* of the long axis                                   */
  gdouble align;         /* 0: all directions, 1: one direction                */
  gdouble angle;         /* that direction, radians                            */
} SynthShapes;

typedef struct
{
  gfloat x, y;     /* the centre, pixels                 */
  gfloat a, b;     /* half the length and half the width */
  gfloat cos, sin; /* the direction of the length        */
  gfloat bend;
  gfloat reach; /* no pixel is farther from the centre */
  gfloat radius[SYNTH_TURN + 1];
} SynthShape;

/* Where a pixel lies in a shape. */
typedef struct
{
  gfloat f;    /* 0 at the centre, 1 at the outline, more outside */
  gfloat edge; /* the distance to the outline, pixels; < 0 outside */
  gfloat p, q; /* along and across, 1 at the ends                 */
} SynthPlace;

/* Draws a shape around (0, 0) whose area is that of a circle of this @diameter. */
void synth_shape_init (SynthShape *shape,
                       const SynthShapes *shapes,
                       gdouble diameter,
                       LlRandom *random);

/* Returns: f, see above, of a point @dx, @dy from the centre. */
gfloat synth_shape_radius (const SynthShape *shape, gfloat dx, gfloat dy);
void
synth_shape_locate (const SynthShape *shape, gfloat dx, gfloat dy, SynthPlace *place);

/* Finds a point at @f and a direction of 0 .. SYNTH_TURN. */
void
synth_shape_point (const SynthShape *shape, gfloat f, gint turn, gfloat *x, gfloat *y);

G_END_DECLS
