/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the pixels of a micrograph in small steps. */

#pragma once

#include "layers/layers.h"

G_BEGIN_DECLS

typedef struct _LpLiveLoad LpLiveLoad;

/**
 * lp_live_load_new:
 * @image: an image, which may be closed at any time
 * @micrograph: its micrograph
 *
 * Returns: (transfer full): what has read nothing yet.
 */
LpLiveLoad *lp_live_load_new (gint32 image, const LpHostLayer *micrograph);
void lp_live_load_free (LpLiveLoad *load);

/* Reads a few rows; returns whether there are more. */
gboolean lp_live_load_step (LpLiveLoad *load);

/**
 * lp_live_load_take:
 * @absent: (out) (transfer full) (nullable): [height][width]: 1 where a pixel isn't there
 *
 * Returns: (transfer full) (nullable): the pixels in three channels, with NAN where a row has
 *   no value; %NULL if the image was closed meanwhile.
 */
LlImage *lp_live_load_take (LpLiveLoad *load, guint8 **absent);

G_END_DECLS
