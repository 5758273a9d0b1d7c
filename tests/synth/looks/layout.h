/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the objects of a picture lie, and which pixel belongs to which of them. */

#pragma once

#include "ids.h"
#include "looks/plane.h"
#include "looks/shapes.h"

G_BEGIN_DECLS

/* Which of two objects gets the pixels that both cover. */
typedef enum
{
  SYNTH_CONTACT_FLAT,  /* the one whose centre is nearer, by its size: a flat contact */
  SYNTH_CONTACT_ABOVE, /* the later one lies on the earlier one                      */
  SYNTH_CONTACT_BELOW  /* the earlier one lies on the later one                      */
} SynthContact;

typedef struct
{
  gboolean grains; /* whether they fill the plane, up to their boundaries           */
  SynthContact
    contact;        /* of objects that are no grains                                 */
  gdouble diameter; /* the typical one: of a circle of the same area, pixels         */
  gdouble spread;   /* of the diameter's logarithm                                   */
  gdouble fill;     /* the share of the area to cover, as far as there is room       */
  gint most;        /* objects at most                                               */
  gboolean
    large_first;     /* whether small ones fill the room that large ones leave        */
  gdouble cluster;   /* the share of objects that are put beside another              */
  gdouble overlap;   /* how much of its outline an object may have in others          */
  gdouble gap;       /* pixels between objects; of grains, the width of boundaries    */
  gdouble irregular; /* of grains: 0 as in a honeycomb, 1 at random                   */
  gdouble rounding;  /* of grains: how far corners recede, pixels                     */
  gdouble warp;      /* of grains: how far boundaries bend, by the diameter           */
  gdouble merge;     /* of grains: the share that is united with a neighbour          */
  gdouble missing;   /* of grains: the share that is rest                             */
  SynthShapes shapes;
} SynthArrangement;

typedef struct
{
  SynthShape shape;
  gfloat diameter;
  gfloat rank; /* 0 for the first, 1 for the last that was placed */
} SynthObject;

typedef struct
{
  gint width;
  gint height;
  GArray *objects;  /* of SynthObject; the first one stands for the rest     */
  guint16 *owner;   /* the object of each pixel, 0: rest                     */
  SynthPlane *edge; /* pixels to the nearest pixel that isn't the same's     */
  gboolean grains;  /* whether outlines are where owners change, not by shapes */
  gboolean flat;    /* whether outlines are by shapes, and where owners change */
} SynthLayout;

SynthLayout *synth_layout_new (gint width,
                               gint height,
                               const SynthArrangement *arrangement,
                               LlRandom *random);
void synth_layout_free (SynthLayout *layout);

/* Fills the plane with grains; synth_layout_new() calls it. */
void synth_grains_fill (SynthLayout *layout,
                        const SynthArrangement *arrangement,
                        LlRandom *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SynthLayout, synth_layout_free)

G_END_DECLS
