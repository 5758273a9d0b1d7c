/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Layers to be: pictures in a group, which comes into the image whole or not at all. */

#pragma once

#include <cairo.h>
#include <lazylabels/lazylabels.h>

#include "host/host.h"

G_BEGIN_DECLS

typedef struct _LpPictures LpPictures;

/**
 * lp_pictures_new:
 *
 * Returns: (transfer full): no picture yet.
 */
LpPictures *lp_pictures_new (void);
void lp_pictures_free (LpPictures *pictures);

gint lp_pictures_get_n (const LpPictures *pictures);

/**
 * lp_pictures_add:
 * @name: of the layer
 * @pixels: (transfer full): with transparency; begins at 0, 0
 * @x: of its corner in the image
 * @y: likewise
 * @opacity: of the layer, 0 .. 1
 *
 * It lies below those that were added before.
 */
void lp_pictures_add (LpPictures *pictures,
                      const gchar *name,
                      GeglBuffer *pixels,
                      gint x,
                      gint y,
                      gdouble opacity);

/**
 * lp_pictures_add_surface:
 * @surface: (transfer full): an image surface of %CAIRO_FORMAT_ARGB32
 *
 * The same for what Cairo has drawn.
 */
void lp_pictures_add_surface (LpPictures *pictures,
                              const gchar *name,
                              cairo_surface_t *surface,
                              gint x,
                              gint y,
                              gdouble opacity);

/**
 * lp_pictures_add_contours:
 * @pictures: gets "Contours: ice crystal" for each class
 * @outlines: from ll_outlines_new()
 * @objects: what they are the borders of
 * @classes: of the objects
 * @x: of @objects in the image
 * @y: likewise
 * @width: see lp_contours_draw()
 * @dash: likewise
 */
void lp_pictures_add_contours (LpPictures *pictures,
                               const LlOutlines *outlines,
                               const LlInstances *objects,
                               const LlClasses *classes,
                               gint x,
                               gint y,
                               gdouble width,
                               gdouble dash);

/**
 * lp_pictures_make_layers:
 * @image: an image
 * @layers: (inout) (element-type gint32): gets a layer for each picture, top to bottom
 * @error: return location for a %LP_HOST_ERROR
 *
 * The layers are filled but not yet in the image.
 *
 * Returns: whether there is one for each; @layers has those that could be made.
 */
gboolean lp_pictures_make_layers (const LpPictures *pictures,
                                  gint32 image,
                                  GArray *layers,
                                  GError **error);

/**
 * lp_pictures_insert:
 * @image: an image
 * @name: of the group
 * @role: of the group, see layers.h
 * @error: return location for a %LP_HOST_ERROR
 *
 * Makes all layers and fills them before the first goes into the image.
 *
 * Returns: the group, or -1 and the image is as before.
 */
gint32 lp_pictures_insert (const LpPictures *pictures,
                           gint32 image,
                           const gchar *name,
                           const gchar *role,
                           GError **error);

/**
 * lp_pictures_fill:
 * @image: a new image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Its layers are those of the pictures.
 *
 * Returns: whether it has all of them.
 */
gboolean lp_pictures_fill (const LpPictures *pictures, gint32 image, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPictures, lp_pictures_free)

G_END_DECLS
