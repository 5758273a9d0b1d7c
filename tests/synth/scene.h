/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which objects lie where: air bubbles and ice crystals, packed densely. */

#pragma once

#include "conditions.h"
#include "ids.h"

G_BEGIN_DECLS

/* Classes as in the paper's example. */
#define SYNTH_BUBBLE  1
#define SYNTH_CRYSTAL 2

#define SYNTH_MAX_SIDES  8
#define SYNTH_MAX_FACETS 5

typedef struct
{
  guint8 klass;
  gint pixels;  /* of its whole shape within the frame          */
  guint32 seed; /* of its textures                              */
  gdouble x, y; /* middle, pixels                               */
  gdouble radius;
  gdouble axis_x, axis_y;             /* of its longer side, length 1                */
  gdouble aspect;                     /* longer over shorter side                    */
  gdouble rough;                      /* of its outline, share of the radius         */
  gint n_sides;                       /* crystals: half planes that cut it out       */
  gdouble side[SYNTH_MAX_SIDES][3];   /* normal and distance, radius = 1             */
  gint n_facets;                      /* crystals: planes of the visible surface     */
  gdouble facet[SYNTH_MAX_FACETS][3]; /* slopes and height at the middle            */
  gdouble grey;                       /* mean of its surface, 0 .. 1                */
  gdouble relief; /* height over the matrix: above 0 stands out, below is a hole */
} SynthObject;

typedef struct
{
  SynthConditions conditions;
  SynthObject *objects; /* objects[id], the first one is unused */
  gint n_objects;       /* that one counted in                  */
  SynthIds *ids;
} SynthScene;

/**
 * synth_scene_new:
 * @width: pixels
 * @height: pixels
 * @seed: of everything
 *
 * Objects are placed from the largest to the smallest.  Most come to lie against one that
 * is there already, and take a part of its grey with it; the ids are then 1 .. n - 1
 * without holes, each one 4-connected region.
 *
 * Returns: (transfer full): the scene.
 */
SynthScene *synth_scene_new (gint width, gint height, guint64 seed);
void synth_scene_free (SynthScene *scene);

/* The pixel in the object's own frame: its outline lies about 1 from (0, 0). */
void synth_object_local (const SynthObject *object,
                         gdouble x,
                         gdouble y,
                         gdouble *u,
                         gdouble *v);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SynthScene, synth_scene_free)

G_END_DECLS
