/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The live layer of an image, which is drawn in small steps. */

#pragma once

#include "layers/layers.h"
#include "live/picture.h"

G_BEGIN_DECLS

typedef struct _LpLiveShow LpLiveShow;

/**
 * lp_live_show_new:
 * @image: an image without a live layer, or with one as large as the micrograph
 * @layers: from lp_host_list_layers()
 * @micrograph: of @layers
 * @classes: of the image
 * @look: how to draw
 * @error: return location for an error
 *
 * Adds the layer, or takes the one that there is: it was scaled or cropped with the image.
 *
 * Returns: (transfer full): what shows nothing yet; or %NULL.
 */
LpLiveShow *lp_live_show_new (gint32 image,
                              const GPtrArray *layers,
                              const LpHostLayer *micrograph,
                              const LlClasses *classes,
                              const LpLiveLook *look,
                              GError **error);

/* Leaves the layer where it is. */
void lp_live_show_free (LpLiveShow *show);

/* Whether the layer is still there, and has not got another size. */
gboolean lp_live_show_is_there (const LpLiveShow *show);
gint32 lp_live_show_get_image (const LpLiveShow *show);
gint32 lp_live_show_get_layer (const LpLiveShow *show);
void lp_live_show_set_look (LpLiveShow *show, const LpLiveLook *look);
void lp_live_show_add (LpLiveShow *show, const LpLivePicture *picture);

/**
 * lp_live_show_step:
 *
 * Draws some more, which takes a few milliseconds.
 *
 * Returns: whether anything was drawn.
 */
gboolean lp_live_show_step (LpLiveShow *show);

G_END_DECLS
