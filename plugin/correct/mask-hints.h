/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an image says about where one object is. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "correct/correction.h"

G_BEGIN_DECLS

/* Pixels around a dot that is looked at, and around a selection at least. */
#define LP_MASK_AROUND_DOT 128
#define LP_MASK_AROUND     16

typedef struct
{
  GeglRectangle area; /* in the image */
  LlImage *image;
  guint8 *within;
  guint8 *mark;
  guint8 *others;
  guint8 *blocked;
  guint8 *prior;
  guint8 *replaced; /* accepted objects that the mask takes the place of */
  guint8 klass;     /* of the mark; 0: there is none */
} LpMaskHints;

/**
 * lp_mask_hints_find_dot:
 * @correction: of the whole micrograph
 * @x: (out): of a pixel of it, in the image
 * @y: (out): of the same pixel
 * @error: return location for a %LP_HOST_ERROR_NOT_FOUND
 *
 * Looks for the only detection mark without a mask.
 */
gboolean
lp_mask_hints_find_dot (const LpCorrection *correction, gint *x, gint *y, GError **error);

/**
 * lp_mask_hints_read:
 * @hints: (out caller-allocates)
 * @correction: of the area around the object
 * @drawable: the micrograph, or a layer of a result, or -1
 * @selected: (nullable): which pixels of the area are selected
 * @x: of a dot in the image, or -1
 * @y: of the same
 * @error: return location for an error
 *
 * Reads what ll_grow_one() takes.
 */
gboolean lp_mask_hints_read (LpMaskHints *hints,
                             const LpCorrection *correction,
                             gint32 drawable,
                             const LpThere *selected,
                             gint x,
                             gint y,
                             GError **error);
void lp_mask_hints_clear (LpMaskHints *hints);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LpMaskHints, lp_mask_hints_clear)

G_END_DECLS
