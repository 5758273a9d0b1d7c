/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which paint is the old mask of a mark that grows anew. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_old_masks_find:
 * @marks: detection marks, one per object
 * @grows: [marks->n + 1]: non-zero for marks that grow anew
 * @painted: paint on the layer for masks
 *
 * Paint belongs to a mark of its class that it lies under or touches, with all that hangs on
 * it.  Where several marks share connected paint, a pixel belongs to the nearest one, by
 * ways within the paint.  Paint that no mark of its class touches belongs to whatever marks
 * lie on it.
 *
 * Returns: (transfer full): [height][width], 1 where paint belongs to a mark that grows.
 */
guint8 *lp_old_masks_find (const LlInstances *marks,
                           const guint8 *grows,
                           const LlLabels *painted);

G_END_DECLS
