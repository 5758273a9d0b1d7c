/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a network has segmented last, among the open images. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct
{
  gchar *name;      /* of the image                                   */
  LlImage *image;   /* the middle of the micrograph: red, green, blue */
  LlLabels *labels; /* the most probable classes there                */
} LpSegmented;

/**
 * lp_segmented_find:
 * @path: of a network
 * @classes: of the network
 *
 * Returns: (transfer full) (nullable): the newest result of that very network; %NULL if no
 *   image has one that still fits its micrograph.
 */
LpSegmented *lp_segmented_find (const gchar *path, const LlClasses *classes);
void lp_segmented_free (LpSegmented *segmented);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpSegmented, lp_segmented_free)

G_END_DECLS
