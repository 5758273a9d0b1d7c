/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP.  Images and layers are ids, texts are UTF-8, and nothing here belongs
 * to one version of GIMP: gimp2/ and gimp3/ implement it, and a plug-in is built with one
 * of them.  To support another GIMP, implement this header and host/toolkit.h in a folder
 * beside them.
 *
 * Everything here must be called from the main thread, because libgimp talks to GIMP
 * through a single pipe.
 */

#pragma once

#include <gegl.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define LP_HOST_ERROR (lp_host_error_quark ())

typedef enum
{
  LP_HOST_ERROR_FAILED,   /* GIMP refused an operation              */
  LP_HOST_ERROR_NOT_FOUND /* an image, layer or file is not there   */
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
  gint32 parent; /* id of the group around it, or -1   */
  gboolean is_group;
  gint x; /* of its top left corner, in the image */
  gint y;
  gint width;
  gint height;
  gchar *name;
  gint kept_role; /* one more than its role, see lp_layers_keep_roles(); 0: unknown */
} LpHostLayer;

/* The plug-in itself */

/* Folder of the message catalogues beside the program; GIMP 3 looks for this name. */
#define LP_HOST_TRANSLATIONS "locale"

/* Folder of the pages of help beside the program. */
#define LP_HOST_HELP "help"

/**
 * lp_host_init:
 * @program: path of the plug-in's executable
 *
 * Remembers where the program lies.  Its icons and catalogues lie beside it, so that a
 * plug-in that was copied elsewhere keeps them.  GEGL will load no operations.  Must be called
 * before anything else.
 */
void lp_host_init (const gchar *program);

/**
 * lp_host_get_data:
 * @name: of a file or folder beside the program
 *
 * Returns: (transfer full): the path of @name.
 */
gchar *lp_host_get_data (const gchar *name);

/**
 * lp_host_run_script:
 * @code: in Scheme
 * @error: return location for an error
 *
 * Lets Script-Fu evaluate @code; GIMP's scripts are loaded there.
 *
 * Returns: whether it ran to its end.
 */
gboolean lp_host_run_script (const gchar *code, GError **error);

/**
 * lp_host_get_icon:
 * @procedure: the name of a procedure
 *
 * Returns: (transfer full): the path of its icon.
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
 * Opens an image without showing it.
 *
 * Returns: the image, to be closed by lp_host_delete_image(); or -1.
 */
gint32 lp_host_load_image (const gchar *path, GError **error);
void lp_host_delete_image (gint32 image);

/* Whether an image is still open: a person may close it while a window waits. */
gboolean lp_host_has_image (gint32 image);

/**
 * lp_host_check_image:
 * @image: the image of a call; -1 if it takes none
 * @error: return location for a %LP_HOST_ERROR_NOT_FOUND
 *
 * An image can be closed as long as a window waits.  GIMP answers what is asked of it then
 * with messages of its own, so whoever has waited checks.
 *
 * Returns: whether the image is open, or the call takes none.
 */
gboolean lp_host_check_image (gint32 image, GError **error);

/**
 * lp_host_get_image_name:
 *
 * Returns: (transfer full): the name of the file without its folder, or the title that
 *   GIMP gives an image without a file.
 */
gchar *lp_host_get_image_name (gint32 image);

/**
 * lp_host_get_image_file:
 *
 * Returns: (transfer full) (nullable): the XCF file of an image, else the file that it was
 *   opened from; %NULL for an image that never had one.
 */
GFile *lp_host_get_image_file (gint32 image);

/**
 * lp_host_get_image_path:
 *
 * Returns: (transfer full) (nullable): the path of lp_host_get_image_file(), if it is a local
 *   file.
 */
gchar *lp_host_get_image_path (gint32 image);

/**
 * lp_host_save_image:
 * @image: an image
 * @drawable: a drawable of it
 * @path: the file to write, in the format that its ending says
 * @error: return location for a %LP_HOST_ERROR_FAILED
 *
 * Saves an image without a window.
 *
 * Returns: whether GIMP says that it is saved.
 */
gboolean
lp_host_save_image (gint32 image, gint32 drawable, const gchar *path, GError **error);
void lp_host_get_image_size (gint32 image, gint *width, gint *height);
LpBase lp_host_get_image_base (gint32 image);

/**
 * lp_host_new_image:
 * @base: RGB or grey
 * @deep: 16 bits per channel instead of 8
 * @resolution: in pixels per inch
 * @error: return location for a %LP_HOST_ERROR
 *
 * Makes an image without layers.  Changes to it are not recorded for undo until
 * lp_host_release_image().
 *
 * Returns: the image, or -1.
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
 * @show: whether to open a window for it
 *
 * Hands the image over to the person: from now on, changes can be undone.
 */
void lp_host_release_image (gint32 image, gboolean show);

/**
 * lp_host_convert_to_rgb:
 *
 * The colour profile of a grey image is dropped, so that its pixels keep their numbers.
 */
gboolean lp_host_convert_to_rgb (gint32 image, GError **error);

/* Parasites whose content is text, on images and layers.  They are saved in XCF files, and
 * setting one can be undone.  Setting %NULL removes the parasite.
 */
gchar *lp_host_get_image_text (gint32 image, const gchar *key);
void lp_host_set_image_text (gint32 image, const gchar *key, const gchar *text);
gchar *lp_host_get_layer_text (gint32 layer, const gchar *key);
void lp_host_set_layer_text (gint32 layer, const gchar *key, const gchar *text);

/**
 * lp_host_get_resolution:
 * @x: (out): horizontal resolution, in pixels per inch
 * @y: (out): vertical resolution, in pixels per inch
 */
void lp_host_get_resolution (gint32 image, gdouble *x, gdouble *y);

/**
 * lp_host_get_path_length:
 * @key: of a parasite; a path that has it is ignored
 *
 * Returns: the length of the longest stroke of the active path, in pixels; 0 without one.
 */
gdouble lp_host_get_path_length (gint32 image, const gchar *key);

/**
 * lp_host_get_guides_distance:
 *
 * Looks for the two outermost guides of one direction, vertical ones first.
 *
 * Returns: the distance between them in pixels; 0 when neither direction has two guides.
 */
gdouble lp_host_get_guides_distance (gint32 image);

void lp_host_undo_group_start (gint32 image);
void lp_host_undo_group_end (gint32 image);

/* Layers */

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

/* Paths */

/**
 * lp_host_new_path:
 *
 * Returns: a path without strokes that is not in the image yet, or -1.
 */
gint32 lp_host_new_path (gint32 image, const gchar *name, GError **error);

/**
 * lp_host_add_stroke:
 * @path: the path to add to
 * @controls: x and y of three points per anchor, in the image: one handle, the anchor, the
 *   other handle
 * @n: how many anchors
 * @error: return location for a %LP_HOST_ERROR
 *
 * Adds a closed Bezier curve.
 */
gboolean
lp_host_add_stroke (gint32 path, const gdouble *controls, gint n, GError **error);
gboolean lp_host_insert_path (gint32 image, gint32 path, GError **error);
void lp_host_delete_path (gint32 image, gint32 path);

/* Vector layers, which follow a path when a person edits it */

/* What the path of a vector layer is drawn with. */
typedef struct
{
  guint8 rgb[3]; /* non-linear sRGB                                           */
  gdouble width; /* pixels; 0: no line, but what the path encloses is filled  */
  gdouble dash;  /* length of dashes and of gaps, pixels; 0: a solid line     */
} LpHostLine;

/* Whether this GIMP has vector layers. */
gboolean lp_host_has_vector_layers (void);

/**
 * lp_host_insert_vector_layer:
 * @path: of the image, which has it
 * @parent: a group
 * @position: from the top of the group
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: the layer, or -1.
 */
gint32 lp_host_insert_vector_layer (gint32 image,
                                    gint32 path,
                                    const gchar *name,
                                    const LpHostLine *line,
                                    gint32 parent,
                                    gint position,
                                    GError **error);

/* Everything else */

void lp_host_progress_start (const gchar *text);
void lp_host_progress_update (gdouble fraction, const gchar *text);
void lp_host_progress_end (void);

/**
 * lp_host_offer_colours:
 * @palette: name of the palette, which is made or replaced
 * @names: of the colours
 * @colours: non-linear sRGB, 8 bits per channel
 * @n_colours: how many, at least one
 *
 * Makes a palette of the colours, selects it, and sets the foreground to the first colour,
 * so that the person can paint with them at once.
 */
void lp_host_offer_colours (const gchar *palette,
                            const gchar *const *names,
                            const guint8 (*colours)[3],
                            gint n_colours);

/**
 * lp_host_set_foreground:
 * @rgb: non-linear sRGB, 8 bits per channel
 *
 * Sets the colour of the person's next stroke.  No procedure of GIMP changes the tool.
 */
void lp_host_set_foreground (const guint8 rgb[3]);
void lp_host_get_foreground (guint8 rgb[3]);

/**
 * lp_host_set_brush:
 * @name: of the brush, which is made or replaced
 * @diameter: in pixels
 *
 * Makes a round, hard brush and selects it.  The tools of GIMP take over its size, as long as
 * they link their size to that of the brush, which they do unless a person says otherwise.
 */
void lp_host_set_brush (const gchar *name, gdouble diameter);

/* Texts that GIMP keeps until it is closed, for all plug-ins to read; %NULL removes one. */
gchar *lp_host_get_session_text (const gchar *key);
void lp_host_set_session_text (const gchar *key, const gchar *text);

/* Shows a message to the person, wherever GIMP shows messages. */
void lp_host_show_message (const gchar *text);

/* Shows changes at once, although the procedure has not ended. */
void lp_host_update_displays (void);

/**
 * lp_host_get_folder:
 *
 * Returns: (transfer none): the folder of the person's GIMP profile.
 */
const gchar *lp_host_get_folder (void);

void lp_host_layer_free (LpHostLayer *layer);

G_END_DECLS
