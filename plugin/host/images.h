/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Images, a part of the seam to GIMP; see host.h. */

#pragma once

#include <gegl.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LP_BASE_RGB,
  LP_BASE_GREY,
  LP_BASE_INDEXED
} LpBase;

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

/* Gives the canvas the size of all layers. */
void lp_host_fit_canvas (gint32 image);

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

G_END_DECLS
