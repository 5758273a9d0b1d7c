/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Generated micrographs of many kinds, so that a network which learned from them alone
 * knows others: a seed draws a look, and the look draws arrangement, shapes, materials,
 * background and imaging over wide ranges.
 */

#pragma once

#include "ids.h"

G_BEGIN_DECLS

typedef enum
{
  SYNTH_LOOK_BLOBS,        /* bright or dark objects of any kind on any background    */
  SYNTH_LOOK_PHASE,        /* cells in phase contrast: halos                          */
  SYNTH_LOOK_POLYCRYSTAL,  /* grains with thin boundaries fill the plane              */
  SYNTH_LOOK_FOAM,         /* bubbles, drops: rims, reflections                       */
  SYNTH_LOOK_POWDER,       /* lit balls and lumps, one on the other                   */
  SYNTH_LOOK_FLUORESCENCE, /* bright nuclei or cells on black                         */
  SYNTH_LOOK_STAINED,      /* nuclei in stained tissue                                */
  SYNTH_LOOK_SMEAR,        /* stained cells on a bright ground                        */
  SYNTH_LOOK_PALE,         /* unstained or faint cells, or dark nuclei in pale cells  */
  SYNTH_LOOK_GLANDS,       /* rings of cells around a lumen: the gland is the object  */
  SYNTH_LOOK_RODS,         /* bacteria, needles, short fibres                         */
  SYNTH_LOOK_IRREGULAR,    /* lobed and faceted particles, flakes, starch             */
  SYNTH_LOOK_SECTIONS,     /* cross sections of fibres, plant cells                   */
  SYNTH_LOOK_PORES,        /* holes in a textured matrix                              */
  SYNTH_LOOK_MEMBRANES,    /* cells that bright or dark walls separate                */
  SYNTH_LOOK_RELIEF,       /* cells lit from one side: interference contrast          */
  SYNTH_N_LOOKS
} SynthLookKind;

#define SYNTH_LOOK_ANY (-1)

typedef struct
{
  LlImage *image; /* in whole 255ths                                        */
  SynthIds *ids;  /* 1 .. n without holes, each one connected region; or 0  */
  SynthLookKind kind;
  gdouble diameter; /* the typical one, pixels                              */
} SynthLook;

/**
 * synth_look_draw:
 * @seed: the same seed and arguments give the same picture, in any thread
 * @width: pixels, 32 or more
 * @height: pixels, 32 or more
 * @channels: 1 (grey) or 3 (RGB)
 * @diameter: the typical diameter of objects in pixels, 8 .. 160, or 0: the seed draws it
 * @kind: a #SynthLookKind, or %SYNTH_LOOK_ANY: the seed draws it
 *
 * Draws a picture and its truth, which has one object at least.  Threads may call this at
 * the same time.
 *
 * Returns: (transfer full): the picture.
 */
SynthLook *synth_look_draw (guint64 seed,
                            gint width,
                            gint height,
                            gint channels,
                            gdouble diameter,
                            gint kind);
void synth_look_free (SynthLook *look);

/* Returns: (nullable): the look's name, such as "foam"; %NULL for others. */
const gchar *synth_look_get_name (gint kind);

/* Returns: the look of this name, or %SYNTH_LOOK_ANY. */
gint synth_look_from_name (const gchar *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SynthLook, synth_look_free)

G_END_DECLS
