/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pending layers: pictures that become a group of layers, either all of them or none. */

#pragma once

#include <cairo.h>
#include <lazylabels/lazylabels.h>

#include "host/host.h"

G_BEGIN_DECLS

typedef struct _LpPictures LpPictures;

/**
 * lp_pictures_new:
 *
 * Returns: (transfer full): an empty list of pictures.
 */
LpPictures *lp_pictures_new (void);
void lp_pictures_free (LpPictures *pictures);

gint lp_pictures_get_n (const LpPictures *pictures);

/**
 * lp_pictures_add:
 * @name: of the layer
 * @pixels: (transfer full): a buffer with alpha, whose extent begins at 0, 0
 * @x: left edge in the image
 * @y: upper edge in the image
 * @opacity: of the layer, 0 .. 1
 *
 * Adds a picture below those that were added before.
 */
void lp_pictures_add (LpPictures *pictures,
                      const gchar *name,
                      GeglBuffer *pixels,
                      gint x,
                      gint y,
                      gdouble opacity);

/**
 * lp_pictures_merge:
 * @above: (transfer full): what lies on top
 * @below: (transfer full): a buffer with alpha of the same size
 *
 * Returns: (transfer full): @below after @above was laid over it.
 */
GeglBuffer *lp_pictures_merge (GeglBuffer *above, GeglBuffer *below);

/**
 * lp_pictures_add_surface:
 * @surface: (transfer full): an image surface of %CAIRO_FORMAT_ARGB32
 *
 * Like lp_pictures_add(), but for what Cairo has drawn.
 */
void lp_pictures_add_surface (LpPictures *pictures,
                              const gchar *name,
                              cairo_surface_t *surface,
                              gint x,
                              gint y,
                              gdouble opacity);

/**
 * lp_pictures_add_contours:
 * @pictures: the pictures to add to
 * @outlines: from ll_outlines_new()
 * @objects: the instance map that @outlines were made from
 * @classes: of @objects
 * @x: left edge of @objects in the image
 * @y: upper edge of @objects in the image
 * @width: see lp_contours_draw()
 * @dash: see lp_contours_draw()
 * @ground: (nullable): the micrograph, for a casing that sets the lines off from it
 *
 * Adds one picture per class, named like "Contours: ice crystal", and below them the casing
 * of their lines.
 */
void lp_pictures_add_contours (LpPictures *pictures,
                               const LlOutlines *outlines,
                               const LlInstances *objects,
                               const LlClasses *classes,
                               gint x,
                               gint y,
                               gdouble width,
                               gdouble dash,
                               const LpHostLayer *ground);

/**
 * lp_pictures_add_casing:
 * @ground: the micrograph
 *
 * Adds the casing alone, with the arguments of lp_pictures_add_contours().
 */
void lp_pictures_add_casing (LpPictures *pictures,
                             const LlOutlines *outlines,
                             const LlInstances *objects,
                             gint x,
                             gint y,
                             gdouble width,
                             gdouble dash,
                             const LpHostLayer *ground);

/**
 * lp_pictures_make_layers:
 * @image: an image
 * @layers: (inout) (element-type gint32): one layer per picture is appended, top to bottom
 * @error: return location for a %LP_HOST_ERROR
 *
 * Makes and fills layers without inserting them.
 *
 * Returns: whether all layers could be made; @layers has those that could.
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
 * Adds the pictures to an image.  All layers are made and filled before the first is
 * inserted.
 *
 * Returns: the group; or -1, and the image is unchanged.
 */
gint32 lp_pictures_insert (const LpPictures *pictures,
                           gint32 image,
                           const gchar *name,
                           const gchar *role,
                           GError **error);

/**
 * lp_pictures_fill:
 * @image: an image without layers
 * @error: return location for a %LP_HOST_ERROR
 *
 * Adds the pictures to a new image, without a group.
 *
 * Returns: whether the image has all of them.
 */
gboolean lp_pictures_fill (const LpPictures *pictures, gint32 image, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPictures, lp_pictures_free)

G_END_DECLS
