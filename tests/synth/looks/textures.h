/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Textures that fill a plane, each with a mean of 0 and a standard deviation of 1. */

#pragma once

#include "looks/plane.h"

G_BEGIN_DECLS

typedef enum
{
  SYNTH_TEXTURE_FRACTAL, /* clouds                                */
  SYNTH_TEXTURE_FINE,    /* small grains of about one size        */
  SYNTH_TEXTURE_CELLS,   /* a net, such as on a solidified drop   */
  SYNTH_TEXTURE_STRIPES, /* bent stripes, such as on a diatom     */
  SYNTH_TEXTURE_PITS,    /* dark or bright dots                   */
  SYNTH_N_TEXTURES
} SynthTextureKind;

typedef struct
{
  SynthTextureKind kind;
  gdouble scale;   /* the width of features, pixels            */
  gint octaves;    /* of clouds: each of half the width        */
  gdouble stretch; /* length of features by their width, >= 1  */
  gdouble angle;   /* radians                                  */
} SynthTexture;

/* Returns: (transfer full): the texture. */
SynthPlane *
synth_texture_new (const SynthTexture *texture, gint width, gint height, guint32 seed);

G_END_DECLS
