/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How marks spread over the image, all at once: the cost of the way from a mark to a pixel,
 * and whose mark is nearest in this measure.
 */

#pragma once

#include "lazylabels/image.h"
#include "lazylabels/instances.h"

G_BEGIN_DECLS

typedef struct
{
  gint width;
  gint height;
  gint32 *owners; /* [height][width]: the nearest mark; 0: out of reach  */
  gfloat *costs;  /* [height][width]: of the way; 0 on marks             */
  gint *order;    /* [n_order]: pixels by cost                           */
  gint n_order;
} LlSpread;

/**
 * ll_spread_new:
 * @image: the micrograph
 * @marks: one mark per object
 * @blocked: (nullable): [height][width], non-zero where no way leads
 *
 * A step costs more where the image is steep, and where it differs from the mean of the
 * mark.  So marks fill their own objects before they cross borders, whatever their width.
 *
 * Returns: (transfer full): the zones of the marks.
 */
LlSpread *
ll_spread_new (const LlImage *image, const LlInstances *marks, const guint8 *blocked);
void ll_spread_free (LlSpread *spread);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlSpread, ll_spread_free)

G_END_DECLS
