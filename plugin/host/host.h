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

#define LP_HOST_ERROR (lp_host_error_quark ())

typedef enum
{
  LP_HOST_ERROR_FAILED,   /* GIMP refused                 */
  LP_HOST_ERROR_NOT_FOUND /* the image lacks what it must */
} LpHostError;

GQuark lp_host_error_quark (void);

typedef enum
{
  LP_BASE_RGB,
  LP_BASE_GREY,
  LP_BASE_INDEXED
} LpBase;

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
} LpHostLayer;

/* The plug-in itself */

/* Folder of the catalogues, where GIMP 3 looks for it by itself. */
#define LP_HOST_TRANSLATIONS "locale"

/**
 * lp_host_init:
 * @program: path of the plug-in's executable
 *
 * What belongs to the plug-in lies beside its program, so that a plug-in that was copied
 * to another place keeps its icons and languages.  Must come first.
 */
void lp_host_init (const gchar *program);

/**
 * lp_host_get_data:
 * @name: a file or folder beside the program
 *
 * Returns: (transfer full): its path.
 */
gchar *lp_host_get_data (const gchar *name);

/**
 * lp_host_get_icon:
 * @procedure: its name
 *
 * Returns: (transfer full): path of the picture that stands for it.
 */
gchar *lp_host_get_icon (const gchar *procedure);

/* Images */

/**
 * lp_host_list_images:
 *
 * Returns: (transfer full) (element-type gint32): the open images, oldest first.
 */
GArray *lp_host_list_images (void);

/**
 * lp_host_load_image:
 * @path: an image file
 * @error: return location for a %LP_HOST_ERROR that names the file
 *
 * Returns: the image, for lp_host_delete_image(); or -1.
 */
gint32 lp_host_load_image (const gchar *path, GError **error);
void lp_host_delete_image (gint32 image);

/* Whether it is still open: images come and go while a window waits. */
gboolean lp_host_has_image (gint32 image);

/**
 * lp_host_get_image_name:
 *
 * Returns: (transfer full): the file's name without its folder, or what the
 *   window calls the image.
 */
gchar *lp_host_get_image_name (gint32 image);
void lp_host_get_image_size (gint32 image, gint *width, gint *height);
LpBase lp_host_get_image_base (gint32 image);

/**
 * lp_host_new_image:
 * @base: RGB or grey
 * @deep: 16 bits a channel instead of 8
 * @resolution: pixels an inch
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: an image without layers, whose changes can't be undone until
 *   lp_host_release_image(); or -1.
 */
gint32 lp_host_new_image (gint width,
                          gint height,
                          LpBase base,
                          gboolean deep,
                          gdouble resolution,
                          GError **error);

/**
 * lp_host_release_image:
 * @image: from lp_host_new_image(), complete
 * @show: whether it gets a window
 */
void lp_host_release_image (gint32 image, gboolean show);
gboolean lp_host_convert_to_rgb (gint32 image, GError **error);

/* Parasites whose content is text, of layers and of paths; a NULL text removes.  They are
 * kept in XCF files and can be undone.
 */
gchar *lp_host_get_image_text (gint32 image, const gchar *key);
void lp_host_set_image_text (gint32 image, const gchar *key, const gchar *text);
gchar *lp_host_get_layer_text (gint32 layer, const gchar *key);
void lp_host_set_layer_text (gint32 layer, const gchar *key, const gchar *text);

/**
 * lp_host_get_resolution:
 * @x: (out): pixels an inch
 * @y: (out): likewise
 */
void lp_host_get_resolution (gint32 image, gdouble *x, gdouble *y);

/**
 * lp_host_get_path_length:
 * @key: of a parasite; a path that has it does not count
 *
 * Returns: pixels of the longest stroke of the active path; 0 without one.
 */
gdouble lp_host_get_path_length (gint32 image, const gchar *key);

/**
 * lp_host_get_guides_distance:
 *
 * Returns: pixels between the outermost guides of the direction that has two or more,
 *   vertical ones first; 0 when neither has.
 */
gdouble lp_host_get_guides_distance (gint32 image);

void lp_host_undo_group_start (gint32 image);
void lp_host_undo_group_end (gint32 image);

/* Layers */

/**
 * lp_host_list_layers:
 *
 * Returns: (transfer full) (element-type LpHostLayer): every layer and group,
 *   from top to bottom, a group before its members.
 */
GPtrArray *lp_host_list_layers (gint32 image);

/**
 * lp_host_get_layer:
 * @drawable: a layer or its mask
 *
 * Returns: the layer, or -1 when @drawable is no part of one.
 */
gint32 lp_host_get_layer (gint32 drawable);

/**
 * lp_host_get_buffer:
 * @managed: whether an RGB image's colour profile counts when pixels are
 *   converted: it does for paint, which is a colour, and does not for a
 *   micrograph, whose numbers are measurements
 *
 * Returns: (transfer full): the pixels, or the projection of a group.
 */
GeglBuffer *lp_host_get_buffer (gint32 layer, gboolean managed);

/**
 * lp_host_get_mask_buffer:
 *
 * Returns: (transfer full) (nullable): the layer mask, of the layer's size, if
 *   there is one and it is in use.
 */
GeglBuffer *lp_host_get_mask_buffer (gint32 layer);

/**
 * lp_host_get_selection_buffer:
 *
 * Returns: (transfer full) (nullable): the selection, of the image's size; or
 *   %NULL when nothing is selected.
 */
GeglBuffer *lp_host_get_selection_buffer (gint32 image);

/**
 * lp_host_new_layer:
 * @alpha: whether it is to be transparent
 * @opacity: 0 .. 1
 *
 * Returns: a layer that is not yet in the image, or -1.
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
 */
gboolean lp_host_insert_layer (gint32 image,
                               gint32 layer,
                               gint32 parent,
                               gint position,
                               GError **error);
gint lp_host_get_layer_position (gint32 image, gint32 layer);
void lp_host_delete_layer (gint32 layer);
void lp_host_set_layer_offsets (gint32 layer, gint x, gint y);
void lp_host_set_layer_visible (gint32 layer, gboolean visible);
void lp_host_select_layer (gint32 image, gint32 layer);

/**
 * lp_host_are_pixels_locked:
 *
 * Returns: whether the layer, or a group that it lies in, is locked against changes of
 *   its pixels.
 */
gboolean lp_host_are_pixels_locked (gint32 layer);
gboolean lp_host_is_alpha_locked (gint32 layer);

/**
 * lp_host_extend_layer:
 * @layer: a layer
 * @extent: what it is to cover at least, in the layer's coordinates
 * @error: return location for a %LP_HOST_ERROR
 *
 * What is new is transparent.  Can be undone.
 */
gboolean lp_host_extend_layer (gint32 layer, const GeglRectangle *extent, GError **error);

/**
 * lp_host_write_pixels:
 * @layer: a layer
 * @pixels: of the format of lp_host_get_buffer(), managed; its extent says which part of
 *   the layer it replaces, and lies in the image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Whatever is selected stays so and does not matter.  Can be undone, as one step within
 * an undo group only.
 */
gboolean lp_host_write_pixels (gint32 layer, GeglBuffer *pixels, GError **error);

/* Paths */

/**
 * lp_host_new_path:
 *
 * Returns: a path without strokes that is not yet in the image, or -1.
 */
gint32 lp_host_new_path (gint32 image, const gchar *name, GError **error);

/**
 * lp_host_add_stroke:
 * @path: gets a closed Bezier curve
 * @controls: x and y of three points an anchor, in the image: a handle, the anchor itself,
 *   the other handle
 * @n: how many anchors
 * @error: return location for a %LP_HOST_ERROR
 */
gboolean
lp_host_add_stroke (gint32 path, const gdouble *controls, gint n, GError **error);
gboolean lp_host_insert_path (gint32 image, gint32 path, GError **error);
void lp_host_delete_path (gint32 image, gint32 path);

/* Everything else */

void lp_host_progress_start (const gchar *text);
void lp_host_progress_update (gdouble fraction, const gchar *text);
void lp_host_progress_end (void);

/**
 * lp_host_offer_colours:
 * @palette: name of the palette, made or replaced
 * @names: of the colours
 * @colours: non-linear sRGB, 8 bit a channel
 * @n_colours: how many, at least one
 *
 * Puts colours at a person's fingertips: a palette that is chosen at once, and
 * the first colour in the foreground.
 */
void lp_host_offer_colours (const gchar *palette,
                            const gchar *const *names,
                            const guint8 (*colours)[3],
                            gint n_colours);

/**
 * lp_host_set_foreground:
 * @rgb: non-linear sRGB, 8 bit a channel
 *
 * What a person's next stroke has.  The tool is the person's own choice: no procedure of
 * GIMP changes it.
 */
void lp_host_set_foreground (const guint8 rgb[3]);

/* Shows a text to a person, in a window or where GIMP keeps its messages. */
void lp_host_show_message (const gchar *text);

/* Shows changes at once, while a procedure goes on. */
void lp_host_update_displays (void);

/**
 * lp_host_get_folder:
 *
 * Returns: (transfer none): the profile folder.
 */
const gchar *lp_host_get_folder (void);

void lp_host_layer_free (LpHostLayer *layer);

G_END_DECLS
