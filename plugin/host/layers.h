/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Layers, a part of the seam to GIMP; see host.h. */

#pragma once

#include <gegl.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  gint32 id;
  gint32 parent; /* id of the group around it, or -1   */
  gboolean is_group;
  gint x; /* of its top left corner, in the image */
  gint y;
  gint width;
  gint height;
  gchar *name;
  gint kept_role; /* one more than its role, see lp_layers_keep_roles(); 0: unknown */
} LpHostLayer;

void lp_host_layer_free (LpHostLayer *layer);

/**
 * lp_host_list_layers:
 *
 * Returns: (transfer full) (element-type LpHostLayer): all layers and groups from top to
 *   bottom, each group before its members.
 */
GPtrArray *lp_host_list_layers (gint32 image);

/**
 * lp_host_get_layer:
 * @drawable: a layer or its mask
 *
 * Returns: the layer, or -1 when @drawable belongs to none.
 */
gint32 lp_host_get_layer (gint32 drawable);

/**
 * lp_host_get_buffer:
 * @managed: whether the colour profile of an RGB image applies when pixels are converted.
 *   It does to paint, which is a colour, but not to a micrograph, whose numbers are
 *   measurements
 *
 * Returns: (transfer full): the pixels of the layer, or the projection of a group.
 */
GeglBuffer *lp_host_get_buffer (gint32 layer, gboolean managed);

/**
 * lp_host_get_mask_buffer:
 *
 * Returns: (transfer full) (nullable): the layer mask, which has the size of the layer; or
 *   %NULL when there is none or it is not applied.
 */
GeglBuffer *lp_host_get_mask_buffer (gint32 layer);

/**
 * lp_host_get_selection_buffer:
 *
 * Returns: (transfer full) (nullable): the selection, which has the size of the image; or
 *   %NULL when nothing is selected.
 */
GeglBuffer *lp_host_get_selection_buffer (gint32 image);

/**
 * lp_host_select_pixels:
 * @image: an image
 * @pixels: what is selected: "Y u8", 255 where it is; its extent in the image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Replaces the selection.  This can be undone, but as a single step only within an undo
 * group.  Another layer may be active afterwards.
 */
gboolean lp_host_select_pixels (gint32 image, GeglBuffer *pixels, GError **error);

/**
 * lp_host_new_layer:
 * @alpha: whether it has an alpha channel and is transparent at first
 * @opacity: 0 .. 1
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: a layer that is not in the image yet, or -1.
 */
gint32 lp_host_new_layer (gint32 image,
                          const gchar *name,
                          gint width,
                          gint height,
                          gboolean alpha,
                          gdouble opacity,
                          GError **error);
gint32 lp_host_new_group (gint32 image, const gchar *name, GError **error);

/**
 * lp_host_insert_layer:
 * @parent: a group, or -1
 * @position: from the top of the group or image
 * @error: return location for a %LP_HOST_ERROR
 */
gboolean lp_host_insert_layer (gint32 image,
                               gint32 layer,
                               gint32 parent,
                               gint position,
                               GError **error);
gint lp_host_get_layer_position (gint32 image, gint32 layer);
void lp_host_delete_layer (gint32 layer);

/**
 * lp_host_has_layer:
 * @width: that the layer had
 * @height: that the layer had
 *
 * GIMP ends a plug-in that reads or writes a layer which is no longer in its image, or through a
 * buffer from before the layer got another size, so whoever has waited asks.
 *
 * Returns: whether the layer is in an image, and has this size.
 */
gboolean lp_host_has_layer (gint32 layer, gint width, gint height);

/**
 * lp_host_insert_unrecorded:
 * @parent: a group, or -1
 * @position: from the top of the group or image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Inserts a layer without a step of undo: the steps that there are stay as they are, what is
 * selected stays selected, and an image without changes still counts as saved.
 */
gboolean lp_host_insert_unrecorded (gint32 image,
                                    gint32 layer,
                                    gint32 parent,
                                    gint position,
                                    GError **error);

/* Removes a layer likewise. */
void lp_host_delete_unrecorded (gint32 image, gint32 layer);

/* Shows what was written into the buffer of a layer, which is not recorded for undo. */
void lp_host_update_area (gint32 layer, const GeglRectangle *area);
void lp_host_set_layer_offsets (gint32 layer, gint x, gint y);
void lp_host_set_layer_visible (gint32 layer, gboolean visible);
void lp_host_select_layer (gint32 image, gint32 layer);

/**
 * lp_host_get_selected_layer:
 *
 * Returns: the layer that the person's next stroke goes to; -1 if it is none, or several.
 */
gint32 lp_host_get_selected_layer (gint32 image);
gboolean lp_host_is_layer_visible (gint32 layer);

/**
 * lp_host_are_pixels_locked:
 *
 * Returns: whether the pixels of the layer, or of a group around it, are locked.
 */
gboolean lp_host_are_pixels_locked (gint32 layer);
gboolean lp_host_is_alpha_locked (gint32 layer);

/**
 * lp_host_extend_layer:
 * @layer: a layer
 * @extent: what it has to cover at least, in the coordinates of the layer
 * @error: return location for a %LP_HOST_ERROR
 *
 * Enlarges a layer by transparent pixels.  This can be undone.
 */
gboolean lp_host_extend_layer (gint32 layer, const GeglRectangle *extent, GError **error);

/**
 * lp_host_write_pixels:
 * @layer: a layer
 * @pixels: in the format of lp_host_get_buffer(), managed; its extent says which part of
 *   the layer it replaces, and lies within the image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Replaces pixels of a layer, whatever is selected; the selection is kept.  This can be
 * undone, but as a single step only within an undo group.
 */
gboolean lp_host_write_pixels (gint32 layer, GeglBuffer *pixels, GError **error);

G_END_DECLS
