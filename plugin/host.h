/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP.  Images and layers are ids, texts are UTF-8, and nothing
 * here belongs to one version of GIMP: only the files host-gimp2* and host-gimp3*
 * make calls that do, and a plug-in is built with either.
 *
 * All of it must be called from the main thread: libgimp speaks to GIMP
 * through one pipe.
 */

#pragma once

#include <gegl.h>

G_BEGIN_DECLS

#define LL_HOST_ERROR (ll_host_error_quark ())

typedef enum
{
  LL_HOST_ERROR_FAILED,   /* GIMP refused                 */
  LL_HOST_ERROR_NOT_FOUND /* the image lacks what it must */
} LlHostError;

GQuark ll_host_error_quark (void);

typedef enum
{
  LL_BASE_RGB,
  LL_BASE_GREY,
  LL_BASE_INDEXED
} LlBase;

typedef struct
{
  gint32 id;
  gint32 parent; /* the group that it lies in, or -1    */
  gboolean is_group;
  gint x; /* of its top left corner in the image */
  gint y;
  gint width;
  gint height;
  gchar *name;
} LlHostLayer;

/* Images */

/**
 * ll_host_list_images:
 *
 * Returns: (transfer full) (element-type gint32): the open images, oldest first.
 */
GArray *ll_host_list_images (void);

/**
 * ll_host_load_image:
 * @path: an image file
 * @error: return location for a %LL_HOST_ERROR that names the file
 *
 * Returns: the image, for ll_host_delete_image(); or -1.
 */
gint32 ll_host_load_image (const gchar *path, GError **error);
void ll_host_delete_image (gint32 image);

/* Whether it is still open: images come and go while a window waits. */
gboolean ll_host_has_image (gint32 image);

/**
 * ll_host_get_image_name:
 *
 * Returns: (transfer full): the file's name without its folder, or what the
 *   window calls the image.
 */
gchar *ll_host_get_image_name (gint32 image);
void ll_host_get_image_size (gint32 image, gint *width, gint *height);
LlBase ll_host_get_image_base (gint32 image);

/**
 * ll_host_new_image:
 * @base: RGB or grey
 * @deep: 16 bits a channel instead of 8
 * @resolution: pixels an inch
 * @error: return location for a %LL_HOST_ERROR
 *
 * Returns: an image without layers, whose changes can't be undone until
 *   ll_host_release_image(); or -1.
 */
gint32 ll_host_new_image (gint width,
                          gint height,
                          LlBase base,
                          gboolean deep,
                          gdouble resolution,
                          GError **error);

/**
 * ll_host_release_image:
 * @image: from ll_host_new_image(), complete
 * @show: whether it gets a window
 */
void ll_host_release_image (gint32 image, gboolean show);
gboolean ll_host_convert_to_rgb (gint32 image, GError **error);

/* Parasites whose content is text, of layers and of paths; a NULL text removes.  They are
 * kept in XCF files and can be undone.
 */
gchar *ll_host_get_image_text (gint32 image, const gchar *key);
void ll_host_set_image_text (gint32 image, const gchar *key, const gchar *text);
gchar *ll_host_get_layer_text (gint32 layer, const gchar *key);
void ll_host_set_layer_text (gint32 layer, const gchar *key, const gchar *text);

/**
 * ll_host_get_resolution:
 * @x: (out): pixels an inch
 * @y: (out): likewise
 */
void ll_host_get_resolution (gint32 image, gdouble *x, gdouble *y);

/**
 * ll_host_get_path_length:
 * @key: of a parasite; a path that has it does not count
 *
 * Returns: pixels of the longest stroke of the active path; 0 without one.
 */
gdouble ll_host_get_path_length (gint32 image, const gchar *key);

/**
 * ll_host_get_guides_distance:
 *
 * Returns: pixels between the outermost guides of the direction that has two or more,
 *   vertical ones first; 0 when neither has.
 */
gdouble ll_host_get_guides_distance (gint32 image);

void ll_host_undo_group_start (gint32 image);
void ll_host_undo_group_end (gint32 image);

/* Layers */

/**
 * ll_host_list_layers:
 *
 * Returns: (transfer full) (element-type LlHostLayer): every layer and group,
 *   from top to bottom, a group before its members.
 */
GPtrArray *ll_host_list_layers (gint32 image);

/**
 * ll_host_get_layer:
 * @drawable: a layer or its mask
 *
 * Returns: the layer, or -1 when @drawable is no part of one.
 */
gint32 ll_host_get_layer (gint32 drawable);

/**
 * ll_host_get_buffer:
 * @managed: whether an RGB image's colour profile counts when pixels are
 *   converted: it does for paint, which is a colour, and does not for a
 *   micrograph, whose numbers are measurements
 *
 * Returns: (transfer full): the pixels, or the projection of a group.
 */
GeglBuffer *ll_host_get_buffer (gint32 layer, gboolean managed);

/**
 * ll_host_get_mask_buffer:
 *
 * Returns: (transfer full) (nullable): the layer mask, of the layer's size, if
 *   there is one and it is in use.
 */
GeglBuffer *ll_host_get_mask_buffer (gint32 layer);

/**
 * ll_host_get_selection_buffer:
 *
 * Returns: (transfer full) (nullable): the selection, of the image's size; or
 *   %NULL when nothing is selected.
 */
GeglBuffer *ll_host_get_selection_buffer (gint32 image);

/**
 * ll_host_new_layer:
 * @alpha: whether it is to be transparent
 * @opacity: 0 .. 1
 *
 * Returns: a layer that is not yet in the image, or -1.
 */
gint32 ll_host_new_layer (gint32 image,
                          const gchar *name,
                          gint width,
                          gint height,
                          gboolean alpha,
                          gdouble opacity,
                          GError **error);
gint32 ll_host_new_group (gint32 image, const gchar *name, GError **error);

/**
 * ll_host_insert_layer:
 * @parent: a group, or -1
 * @position: from the top of the group or image
 */
gboolean ll_host_insert_layer (gint32 image,
                               gint32 layer,
                               gint32 parent,
                               gint position,
                               GError **error);
gint ll_host_get_layer_position (gint32 image, gint32 layer);
void ll_host_delete_layer (gint32 layer);
void ll_host_set_layer_offsets (gint32 layer, gint x, gint y);
void ll_host_set_layer_visible (gint32 layer, gboolean visible);
void ll_host_select_layer (gint32 image, gint32 layer);

/**
 * ll_host_are_pixels_locked:
 *
 * Returns: whether the layer, or a group that it lies in, is locked against changes of
 *   its pixels.
 */
gboolean ll_host_are_pixels_locked (gint32 layer);
gboolean ll_host_is_alpha_locked (gint32 layer);

/**
 * ll_host_extend_layer:
 * @layer: a layer
 * @extent: what it is to cover at least, in the layer's coordinates
 * @error: return location for a %LL_HOST_ERROR
 *
 * What is new is transparent.  Can be undone.
 */
gboolean ll_host_extend_layer (gint32 layer, const GeglRectangle *extent, GError **error);

/**
 * ll_host_write_pixels:
 * @layer: a layer
 * @pixels: of the format of ll_host_get_buffer(), managed; its extent says which part of
 *   the layer it replaces, and lies in the image
 * @error: return location for a %LL_HOST_ERROR
 *
 * Whatever is selected stays so and does not matter.  Can be undone, as one step within
 * an undo group only.
 */
gboolean ll_host_write_pixels (gint32 layer, GeglBuffer *pixels, GError **error);

/* Paths */

/**
 * ll_host_new_path:
 *
 * Returns: a path without strokes that is not yet in the image, or -1.
 */
gint32 ll_host_new_path (gint32 image, const gchar *name, GError **error);

/**
 * ll_host_add_stroke:
 * @path: gets a closed Bezier curve
 * @controls: x and y of three points an anchor, in the image: a handle, the anchor itself,
 *   the other handle
 * @n: how many anchors
 * @error: return location for a %LL_HOST_ERROR
 */
gboolean
ll_host_add_stroke (gint32 path, const gdouble *controls, gint n, GError **error);
gboolean ll_host_insert_path (gint32 image, gint32 path, GError **error);
void ll_host_delete_path (gint32 image, gint32 path);

/* Everything else */

void ll_host_progress_start (const gchar *text);
void ll_host_progress_update (gdouble fraction, const gchar *text);
void ll_host_progress_end (void);

/**
 * ll_host_offer_colours:
 * @palette: name of the palette, made or replaced
 * @names: of the colours
 * @colours: non-linear sRGB, 8 bit a channel
 * @n_colours: how many, at least one
 *
 * Puts colours at a person's fingertips: a palette that is chosen at once, and
 * the first colour in the foreground.
 */
void ll_host_offer_colours (const gchar *palette,
                            const gchar *const *names,
                            const guint8 (*colours)[3],
                            gint n_colours);

/**
 * ll_host_set_foreground:
 * @rgb: non-linear sRGB, 8 bit a channel
 *
 * What a person's next stroke has.  The tool is the person's own choice: no procedure of
 * GIMP changes it.
 */
void ll_host_set_foreground (const guint8 rgb[3]);

/* Shows changes at once, while a procedure goes on. */
void ll_host_update_displays (void);

/**
 * ll_host_get_folder:
 *
 * Returns: (transfer none): the profile folder.
 */
const gchar *ll_host_get_folder (void);

void ll_host_layer_free (LlHostLayer *layer);

G_END_DECLS
