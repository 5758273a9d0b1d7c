/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Layers to be: pictures in a group, which comes into the image whole or not at all. */

#pragma once

#include "host.h"

G_BEGIN_DECLS

typedef struct _LlPictures LlPictures;

/**
 * ll_pictures_new:
 *
 * Returns: (transfer full): no picture yet.
 */
LlPictures *ll_pictures_new (void);
void ll_pictures_free (LlPictures *pictures);

gint ll_pictures_get_n (const LlPictures *pictures);

/**
 * ll_pictures_add:
 * @name: of the layer
 * @pixels: (transfer full): with transparency; begins at 0, 0
 * @x: of its corner in the image
 * @y: likewise
 * @opacity: of the layer, 0 .. 1
 *
 * It lies below those that were added before.
 */
void ll_pictures_add (LlPictures *pictures,
                      const gchar *name,
                      GeglBuffer *pixels,
                      gint x,
                      gint y,
                      gdouble opacity);

/**
 * ll_pictures_insert:
 * @image: an image
 * @name: of the group
 * @role: of the group, see layers.h
 * @error: return location for a %LL_HOST_ERROR
 *
 * Makes all layers and fills them before the first goes into the image.
 *
 * Returns: the group, or -1 and the image is as before.
 */
gint32 ll_pictures_insert (LlPictures *pictures,
                           gint32 image,
                           const gchar *name,
                           const gchar *role,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPictures, ll_pictures_free)

G_END_DECLS
