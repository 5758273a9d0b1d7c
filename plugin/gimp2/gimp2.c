/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 2.10: images, their parasites, and colours. */

#include "gimp2/gimp2.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <libgimp/gimp.h>

#include "procedure/path-text.h"

void
lp_host_set_error (GError **error, const gchar *what)
{
  const gchar *why = gimp_get_pdb_error ();

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED, "%s: %s", what,
               why && *why ? why : _ ("GIMP gives no reason."));
}

gboolean
lp_host_run_script (const gchar *code, GError **error)
{
  gint n = 0;
  GimpParam *values =
    gimp_run_procedure ("plug-in-script-fu-eval", &n, GIMP_PDB_INT32,
                        GIMP_RUN_NONINTERACTIVE, GIMP_PDB_STRING, code, GIMP_PDB_END);
  gboolean done = n > 0 && values[0].data.d_status == GIMP_PDB_SUCCESS;

  gimp_destroy_params (values, n);
  if (!done)
    g_set_error_literal (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                         gimp_get_pdb_error ());

  return done;
}

/* Images */

GArray *
lp_host_list_images (void)
{
  GArray *images = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint n = 0;
  g_autofree gint *ids = gimp_image_list (&n);

  /* GIMP lists the newest first. */
  for (gint i = n; i-- > 0;)
    {
      gint32 id = ids[i];

      g_array_append_val (images, id);
    }

  return images;
}

/* GIMP does not take every path that is not UTF-8, so the file gets a link with a name that
 * is, in a folder of its own.
 *
 * Returns: (transfer full) (nullable): the link, to be removed by remove_link().
 */
static gchar *
make_link (const gchar *path)
{
  g_autofree gchar *label = lp_path_get_label (path);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels.XXXXXX", NULL);
  gchar *link = folder ? g_build_filename (folder, label, NULL) : NULL;

  if (link && symlink (path, link) != 0)
    {
      g_rmdir (folder);
      g_clear_pointer (&link, g_free);
    }

  return link;
}

static void
remove_link (const gchar *link)
{
  g_autofree gchar *folder = g_path_get_dirname (link);

  g_unlink (link);
  g_rmdir (folder);
}

gint32
lp_host_load_image (const gchar *path, GError **error)
{
  g_autofree gchar *shown = g_filename_display_name (path);
  g_autofree gchar *whole = lp_path_resolve (path);
  g_autofree gchar *link = NULL;
  gint32 image = -1;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                   _ ("There is no file \"%s\": check the path."), shown);
      return -1;
    }

  if (!g_utf8_validate (whole, -1, NULL))
    link = make_link (whole);
  image =
    gimp_file_load (GIMP_RUN_NONINTERACTIVE, link ? link : whole, link ? link : whole);
  if (link)
    remove_link (link);
  if (image < 0)
    g_set_error (
      error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
      _ ("\"%s\" can't be opened (%s): give an image file that GIMP can open."), shown,
      gimp_get_pdb_error ());

  return image;
}

void
lp_host_delete_image (gint32 image)
{
  gimp_image_delete (image);
}

void
lp_host_fit_canvas (gint32 image)
{
  gimp_image_resize_to_layers (image);
}

gboolean
lp_host_has_image (gint32 image)
{
  return gimp_image_is_valid (image);
}

gchar *
lp_host_get_image_name (gint32 image)
{
  return gimp_image_get_name (image);
}

GFile *
lp_host_get_image_file (gint32 image)
{
  g_autofree gchar *xcf = gimp_image_get_xcf_uri (image);
  g_autofree gchar *imported = gimp_image_get_imported_uri (image);
  const gchar *uri = xcf && *xcf ? xcf : imported;

  return uri && *uri ? g_file_new_for_uri (uri) : NULL;
}

gboolean
lp_host_save_image (gint32 image, gint32 drawable, const gchar *path, GError **error)
{
  g_autofree gchar *shown = NULL;

  if (gimp_file_save (GIMP_RUN_NONINTERACTIVE, image, drawable, path, path))
    return TRUE;

  shown = g_filename_display_basename (path);
  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
               _ ("GIMP can't save \"%s\" (%s): choose another format or place."), shown,
               gimp_get_pdb_error ());

  return FALSE;
}

void
lp_host_get_image_size (gint32 image, gint *width, gint *height)
{
  *width = gimp_image_width (image);
  *height = gimp_image_height (image);
}

LpBase
lp_host_get_image_base (gint32 image)
{
  switch (gimp_image_base_type (image))
    {
    case GIMP_RGB:
      return LP_BASE_RGB;
    case GIMP_GRAY:
      return LP_BASE_GREY;
    default:
      return LP_BASE_INDEXED;
    }
}

gint32
lp_host_new_image (gint width,
                   gint height,
                   LpBase base,
                   gboolean deep,
                   gdouble resolution,
                   GError **error)
{
  gint32 image = gimp_image_new_with_precision (
    width, height, base == LP_BASE_GREY ? GIMP_GRAY : GIMP_RGB,
    deep ? GIMP_PRECISION_U16_GAMMA : GIMP_PRECISION_U8_GAMMA);

  if (image < 0)
    {
      lp_host_set_error (error, _ ("A new image can't be made"));
      return -1;
    }

  gimp_image_undo_disable (image);
  gimp_image_set_resolution (image, resolution, resolution);

  return image;
}

void
lp_host_release_image (gint32 image, gboolean show)
{
  gimp_image_undo_enable (image);
  if (show)
    gimp_display_new (image);
}

gboolean
lp_host_convert_to_rgb (gint32 image, GError **error)
{
  GimpColorProfile *profile = gimp_image_base_type (image) == GIMP_GRAY
                                ? gimp_image_get_color_profile (image)
                                : NULL;

  /* A conversion from it would change the numbers, which are measurements. */
  if (profile)
    {
      g_object_unref (profile);
      gimp_image_set_color_profile (image, NULL);
    }
  if (gimp_image_convert_rgb (image))
    return TRUE;

  lp_host_set_error (error, _ ("The image can't be converted to RGB"));

  return FALSE;
}

/* Parasites */

static gchar *
take_text (GimpParasite *parasite)
{
  gchar *text;

  if (!parasite)
    return NULL;

  text =
    g_strndup (gimp_parasite_data (parasite), (gsize) gimp_parasite_data_size (parasite));
  gimp_parasite_free (parasite);

  return text;
}

static GimpParasite *
new_parasite (const gchar *key, const gchar *text)
{
  return gimp_parasite_new (key, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                            (guint32) strlen (text), text);
}

gchar *
lp_host_get_image_text (gint32 image, const gchar *key)
{
  return take_text (gimp_image_get_parasite (image, key));
}

void
lp_host_set_image_text (gint32 image, const gchar *key, const gchar *text)
{
  GimpParasite *parasite;

  if (!text)
    {
      gimp_image_detach_parasite (image, key);
      return;
    }

  parasite = new_parasite (key, text);
  gimp_image_attach_parasite (image, parasite);
  gimp_parasite_free (parasite);
}

gchar *
lp_host_get_layer_text (gint32 layer, const gchar *key)
{
  return take_text (gimp_item_get_parasite (layer, key));
}

void
lp_host_set_layer_text (gint32 layer, const gchar *key, const gchar *text)
{
  GimpParasite *parasite;

  if (!text)
    {
      gimp_item_detach_parasite (layer, key);
      return;
    }

  parasite = new_parasite (key, text);
  gimp_item_attach_parasite (layer, parasite);
  gimp_parasite_free (parasite);
}

void
lp_host_undo_group_start (gint32 image)
{
  gimp_image_undo_group_start (image);
}

void
lp_host_undo_group_end (gint32 image)
{
  gimp_image_undo_group_end (image);
}

/* Everything else */

void
lp_host_set_foreground (const guint8 rgb[3])
{
  GimpRGB colour;

  gimp_rgb_set_uchar (&colour, rgb[0], rgb[1], rgb[2]);
  gimp_context_set_foreground (&colour);
}

void
lp_host_get_foreground (guint8 rgb[3])
{
  GimpRGB colour;

  gimp_context_get_foreground (&colour);
  gimp_rgb_get_uchar (&colour, &rgb[0], &rgb[1], &rgb[2]);
}

void
lp_host_offer_colours (const gchar *palette,
                       const gchar *const *names,
                       const guint8 (*colours)[3],
                       gint n_colours)
{
  g_autofree gchar *filter = g_strdup_printf ("^%s$", palette);
  g_autofree gchar *chosen = NULL;
  gchar **found;
  gint n_found = 0;
  GimpRGB rgb;

  /* Looks the name up in a list, because GIMP reports a query for an unknown palette as an
   * error.
   */
  found = gimp_palettes_get_list (filter, &n_found);
  if (n_found > 0 && gimp_palette_is_editable (palette))
    {
      gint n_old = 0;

      gimp_palette_get_info (palette, &n_old);
      while (n_old-- > 0)
        gimp_palette_delete_entry (palette, n_old);
      chosen = g_strdup (palette);
    }
  else
    {
      chosen = gimp_palette_new (palette);
    }
  g_strfreev (found);
  if (!chosen)
    return;

  for (gint i = 0; i < n_colours; i++)
    {
      gint entry;

      gimp_rgb_set_uchar (&rgb, colours[i][0], colours[i][1], colours[i][2]);
      gimp_palette_add_entry (chosen, names[i], &rgb, &entry);
    }
  gimp_context_set_palette (chosen);
  lp_host_set_foreground (colours[0]);
}
