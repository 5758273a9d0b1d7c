/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the methods of growing share: a box of pixels around one object. */

#pragma once

#include "grow/reach.h"

G_BEGIN_DECLS

typedef enum
{
  LL_SEED_UNKNOWN, /* the method decides                               */
  LL_SEED_OBJECT,  /* the mark                                         */
  LL_SEED_OUTSIDE, /* the background, as far as is known               */
  LL_SEED_OTHER    /* not this object, but perhaps another one: marks,
                    * what is nearer to them, walls, what is kept      */
} LlSeed;

typedef struct
{
  gint width;
  gint height;
  gint channels;
  gfloat *pixels;      /* [channels][height][width], 0 .. 1 */
  guint8 *seeds;       /* [height][width] of #LlSeed         */
  gfloat *odds;        /* [height][width], see odds.h; NULL: not known */
  const guint8 *prior; /* [height][width], the probability in 255ths that a pixel is of
                        * some object; NULL: not known                                  */
} LlGrowBox;

/* Each decides the unknown pixels of a box: @object gets 1 where the object is, [height]
 * [width]; seeds are obeyed.  Holes and stray parts are the caller's to mend.
 */
void ll_grow_box_grabcut (const LlGrowBox *box,
                          const LlGrowSettings *settings,
                          guint8 *object);
void ll_grow_box_contours (const LlGrowBox *box,
                           const LlGrowSettings *settings,
                           guint8 *object);

/* Objects of fewer pixels are noise. */
#define LL_LEAST_OBJECT 6

/**
 * ll_grow_in_box:
 * @hints: what is known; the box is %within
 * @boxed: whether a person drew the box, so that the object lies in its middle, unless a mark
 *   says where it is
 *
 * Returns: (transfer full) (nullable): [height][width], 1 where the object is; %NULL if there is
 *   none.
 */
guint8 *ll_grow_in_box (const LlImage *image,
                        const LlGrowHints *hints,
                        gboolean boxed,
                        const LlGrowSettings *settings);

/**
 * ll_grow_watershed:
 * @image: the micrograph
 * @marks: one marker per object
 * @seeds: [height][width]: %LL_SEED_OUTSIDE is the marker of the background, and pixels
 *   of @marks are %LL_SEED_OBJECT
 * @settings: the method's
 *
 * Returns: (transfer full): the flooded objects, numbered as @marks.
 */
LlInstances *ll_grow_watershed (const LlImage *image,
                                const LlInstances *marks,
                                const guint8 *seeds,
                                const LlGrowSettings *settings);

/**
 * ll_grow_tidy:
 * @blocked: [height][width], non-zero where nothing grows
 * @id: an object
 * @grown: (inout): [height][width], who has taken a pixel: of the object's pixels those
 *   stay that hang on its mark, and its holes are filled
 */
void ll_grow_tidy (const LlReach *reach, const guint8 *blocked, gint32 id, gint32 *grown);

G_END_DECLS
