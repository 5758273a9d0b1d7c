/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything that makes up a look.  A look draws these numbers at random, and painting
 * reads them.
 *
 * Greys are about 0 .. 1 before imaging; in stained pictures they are optical densities.
 * The tint, 0 .. 1, lies between the two colours of a palette.
 */

#pragma once

#include "looks/layout.h"
#include "looks/textures.h"

G_BEGIN_DECLS

/* How objects look.  Lengths "by the diameter" belong to each object's own. */
typedef struct
{
  gboolean add; /* whether they are added to the ground, as light or as stain      */
  gboolean
    see_through; /* whether what lies below others is painted, too                */
  gdouble level; /* the grey                                                        */
  gdouble
    level_spread; /* from object to object: of the grey; if added, of its logarithm */
  gdouble tint, tint_spread;
  gdouble opacity;  /* of what replaces the ground                                     */
  gdouble softness; /* of the outline, by the diameter, where objects are added        */
  gdouble gradient; /* across an object, in a direction of its own                     */
  gdouble dome;     /* how much brighter the centre is than the outline                */
  gdouble light;    /* as if a ball were lit from one side                             */
  gdouble edge;     /* how bright an electron microscope shows steep sides             */
  gdouble rim, rim_width; /* a line along the outline; pixels                       */
  gdouble inner, inner_width,
    inner_offset; /* another one, this far inside              */
  gdouble core, core_size,
    core_shift;      /* a nucleus, lumen or lens; by the radius        */
  gdouble core_tint; /* added to the tint                                               */
  gdouble
    texture[2]; /* the strength of two textures                                    */
  SynthTexture textures[2];
  gdouble spots; /* the grey that nucleoli or grains add                            */
  gdouble
    spot_count;      /* per object, the mean                                            */
  gdouble spot_size; /* by the diameter                                                 */
  gdouble seam, seam_width; /* a line where it meets others and the rest; pixels */
  gdouble highlight; /* a reflection, towards the light                                 */
  gdouble depth;     /* how much darker the last object is than the first               */
  gdouble nuclei;    /* glands: the grey that nuclei along the outline add              */
  gdouble
    nucleus_size; /* pixels                                                        */
  gdouble nucleus_tint;
} SynthMaterial;

/* What isn't an object. */
typedef struct
{
  gdouble level, tint;
  gdouble texture[2];
  SynthTexture textures[2];
  gdouble
    tint_texture; /* how much the first texture changes the tint                   */
  gdouble gaps;   /* the share of the area without any tissue                      */
  gdouble gap_level;
  gdouble halo,
    halo_width; /* around objects; pixels                                    */
  gdouble shadow,
    shadow_size; /* beside objects; pixels                                 */
  gdouble fibres,
    fibre_width; /* the grey that each adds; pixels                        */
  gint fibre_count;
  gdouble dust,
    dust_size; /* the grey that each speck adds; pixels                      */
  gint dust_count;
  gdouble glow,
    glow_size; /* objects out of focus; pixels                               */
  gint glow_count;
  gdouble cells,
    cell_size; /* pale cells around or under the objects; pixels            */
  gdouble cell_tint;
  gint cell_count;
  gboolean
    cells_hold; /* whether each surrounds an object                               */
  gdouble rings,
    ring_size; /* rings of dirt and bubbles; pixels                         */
  gint ring_count;
} SynthGround;

typedef enum
{
  SYNTH_PALETTE_GREY,
  SYNTH_PALETTE_STAIN, /* light that dyes absorb                 */
  SYNTH_PALETTE_GLOW,  /* light of dyes on black                 */
  SYNTH_PALETTE_TONE,  /* a tone for dark, and another for light */
  SYNTH_PALETTE_HUES   /* the tint is a hue: polarised light     */
} SynthPaletteKind;

typedef struct
{
  SynthPaletteKind kind;
  gfloat first[3], second[3]; /* the colours, or densities, at tint 0 and 1 */
  gfloat white[3];
} SynthPalette;

/* What the microscope and the camera add; noise is relative to the picture's contrast. */
typedef struct
{
  gdouble blur;             /* pixels                                                  */
  gdouble glow, glow_width; /* light scattered far: its share; pixels               */
  gdouble shading;          /* uneven light                                            */
  gdouble vignette;         /* darker corners                                          */
  gdouble noise;            /* the same in all pixels                                  */
  gdouble shot;             /* more where it is bright                                 */
  gdouble grain;            /* the noise's width, pixels                               */
  gdouble smear;            /* along scan lines, 0 .. 0.7                              */
  gdouble stripes;          /* lines that are brighter or darker                       */
  gdouble charging;         /* streaks                                                 */
  gdouble coarseness;       /* the factor of a low resolution, 1: none                 */
  gdouble gamma;
  gdouble low, high; /* where darkest and brightest end up                      */
  gboolean invert;
  gint jpeg; /* the step of the coarsest quantisation, in 255ths; 0: none */
} SynthImaging;

typedef struct
{
  SynthArrangement arrangement;
  SynthMaterial material;
  SynthMaterial other; /* of a part of the objects */
  gdouble other_share;
  SynthGround ground;
  SynthPalette palette;
  SynthImaging imaging;
} SynthRecipe;

G_END_DECLS
