/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Places objects: air bubbles and ice crystals, packed densely. */

#pragma once

#include "conditions.h"
#include "ids.h"

G_BEGIN_DECLS

/* The classes of the paper's example. */
#define SYNTH_BUBBLE  1
#define SYNTH_CRYSTAL 2

#define SYNTH_MAX_SIDES  8
#define SYNTH_MAX_FACETS 5

typedef struct
{
  guint8 klass;
  gint pixels;  /* of the whole shape within the frame */
  guint32 seed; /* of the textures                     */
  gdouble x, y; /* centre, in pixels                   */
  gdouble radius;
  gdouble axis_x, axis_y;             /* of the longer side, a unit vector           */
  gdouble aspect;                     /* longer over shorter side                    */
  gdouble rough;                      /* of the outline, as a share of the radius    */
  gint n_sides;                       /* crystals: half planes that bound it         */
  gdouble side[SYNTH_MAX_SIDES][3];   /* normal and distance, radius = 1             */
  gint n_facets;                      /* crystals: planes of the visible surface     */
  gdouble facet[SYNTH_MAX_FACETS][3]; /* slopes and height at the centre             */
  gdouble grey;                       /* mean of the surface, 0 .. 1                 */
  gdouble relief;                     /* height over the matrix; negative for a hole */
} SynthObject;

typedef struct
{
  SynthConditions conditions;
  SynthObject *objects; /* objects[id]; the first one is unused */
  gint n_objects;       /* including the unused one             */
  SynthIds *ids;
} SynthScene;

/**
 * synth_scene_new:
 * @width: pixels
 * @height: pixels
 * @seed: of everything
 *
 * Objects are placed from the largest to the smallest.  Most of them touch an object that
 * was placed before, and take over a part of its grey.  The ids are 1 .. n - 1 without
 * holes, and each is one 4-connected region.
 *
 * Returns: (transfer full): the scene.
 */
SynthScene *synth_scene_new (gint width, gint height, guint64 seed);
void synth_scene_free (SynthScene *scene);

/* Returns the pixel in the object's own frame, where the outline lies about 1 from
 * (0, 0).
 */
void synth_object_local (const SynthObject *object,
                         gdouble x,
                         gdouble y,
                         gdouble *u,
                         gdouble *v);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SynthScene, synth_scene_free)

G_END_DECLS
