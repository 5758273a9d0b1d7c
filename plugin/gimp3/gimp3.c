/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 3: images, their parasites, and colours. */

#include "gimp3/gimp3.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "procedure/path-text.h"

/* The URI of the file that an image was opened from. */
#define FILE_PARASITE "lazy-labels-file"

void
lp_host_set_error (GError **error, const gchar *what)
{
  const gchar *why = gimp_pdb_get_last_error (gimp_get_pdb ());

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED, "%s: %s", what,
               why && *why ? why : _ ("GIMP gives no reason."));
}

gboolean
lp_host_run_script (const gchar *code, GError **error)
{
  GimpProcedure *procedure =
    gimp_pdb_lookup_procedure (gimp_get_pdb (), "plug-in-script-fu-eval");
  GimpValueArray *values =
    procedure ? gimp_procedure_run (procedure, "run-mode", GIMP_RUN_NONINTERACTIVE,
                                    "script", code, NULL)
              : NULL;
  gboolean done = values && GIMP_VALUES_GET_ENUM (values, 0) == GIMP_PDB_SUCCESS;

  if (!done)
    g_set_error_literal (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                         gimp_pdb_get_last_error (gimp_get_pdb ()));
  if (values)
    gimp_value_array_unref (values);

  return done;
}

/* Images */

GArray *
lp_host_list_images (void)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autofree GimpImage **images = gimp_get_images ();
  gint n = 0;

  while (images && images[n])
    n++;

  /* GIMP lists the newest first. */
  while (n-- > 0)
    {
      gint32 id = gimp_image_get_id (images[n]);

      g_array_append_val (ids, id);
    }

  return ids;
}

/* GIMP 3 forgets from which file a plug-in has opened an image.  The parasite is not saved. */
static void
remember_file (GimpImage *image, GFile *file)
{
  g_autofree gchar *uri = g_file_get_uri (file);
  GFile *xcf = gimp_image_get_xcf_file (image);
  GFile *imported = gimp_image_get_imported_file (image);
  GimpParasite *parasite;

  if (!xcf && !imported)
    {
      parasite = gimp_parasite_new (FILE_PARASITE, 0, (guint32) strlen (uri) + 1, uri);
      gimp_image_attach_parasite (image, parasite);
      gimp_parasite_free (parasite);
    }
  g_clear_object (&xcf);
  g_clear_object (&imported);
}

/* Returns: (transfer full) (nullable): the file that an image was opened from. */
static GFile *
get_imported_file (GimpImage *image)
{
  GFile *file = gimp_image_get_imported_file (image);
  g_autofree gchar *uri = NULL;

  if (file)
    return file;

  uri = lp_host_get_image_text (gimp_image_get_id (image), FILE_PARASITE);

  return uri ? g_file_new_for_uri (uri) : NULL;
}

gint32
lp_host_load_image (const gchar *path, GError **error)
{
  g_autofree gchar *shown = g_filename_display_name (path);
  g_autofree gchar *whole = lp_path_resolve (path);
  g_autoptr (GFile) file = g_file_new_for_path (whole);
  GimpImage *image;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                   _ ("There is no file \"%s\": check the path."), shown);
      return -1;
    }

  image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, file);
  if (image)
    {
      remember_file (image, file);
      return gimp_image_get_id (image);
    }

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
               _ ("\"%s\" can't be opened (%s): give an image file that GIMP can open."),
               shown, gimp_pdb_get_last_error (gimp_get_pdb ()));

  return -1;
}

void
lp_host_delete_image (gint32 image)
{
  gimp_image_delete (gimp_image_get_by_id (image));
}

void
lp_host_fit_canvas (gint32 image)
{
  gimp_image_resize_to_layers (gimp_image_get_by_id (image));
}

gboolean
lp_host_has_image (gint32 image)
{
  return gimp_image_id_is_valid (image);
}

gchar *
lp_host_get_image_name (gint32 id)
{
  GimpImage *image = gimp_image_get_by_id (id);
  g_autoptr (GFile) imported = get_imported_file (image);
  g_autofree gchar *name = NULL;

  /* GIMP itself calls what was never saved as XCF "[Untitled]". */
  if (!imported || gimp_image_get_xcf_file (image))
    return gimp_image_get_name (image);

  name = g_file_get_basename (imported);

  return lp_path_get_label (name);
}

GFile *
lp_host_get_image_file (gint32 id)
{
  GimpImage *image = gimp_image_get_by_id (id);
  GFile *xcf = gimp_image_get_xcf_file (image);

  return xcf ? xcf : get_imported_file (image);
}

gboolean
lp_host_save_image (gint32 image, gint32 drawable, const gchar *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree gchar *shown = NULL;

  (void) drawable;
  if (gimp_file_save (GIMP_RUN_NONINTERACTIVE, gimp_image_get_by_id (image), file, NULL))
    return TRUE;

  shown = g_filename_display_basename (path);
  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
               _ ("GIMP can't save \"%s\" (%s): choose another format or place."), shown,
               gimp_pdb_get_last_error (gimp_get_pdb ()));

  return FALSE;
}

void
lp_host_get_image_size (gint32 image, gint *width, gint *height)
{
  *width = gimp_image_get_width (gimp_image_get_by_id (image));
  *height = gimp_image_get_height (gimp_image_get_by_id (image));
}

LpBase
lp_host_get_image_base (gint32 image)
{
  switch (gimp_image_get_base_type (gimp_image_get_by_id (image)))
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
  GimpImage *image = gimp_image_new_with_precision (
    width, height, base == LP_BASE_GREY ? GIMP_GRAY : GIMP_RGB,
    deep ? GIMP_PRECISION_U16_NON_LINEAR : GIMP_PRECISION_U8_NON_LINEAR);

  if (!image)
    {
      lp_host_set_error (error, _ ("A new image can't be made"));
      return -1;
    }

  gimp_image_undo_disable (image);
  gimp_image_set_resolution (image, resolution, resolution);

  return gimp_image_get_id (image);
}

void
lp_host_release_image (gint32 image, gboolean show)
{
  gimp_image_undo_enable (gimp_image_get_by_id (image));
  if (show)
    gimp_display_new (gimp_image_get_by_id (image));
}

/* Parasites */

static gchar *
take_text (GimpParasite *parasite)
{
  guint32 size = 0;
  const gchar *data;
  gchar *text;

  if (!parasite)
    return NULL;

  data = gimp_parasite_get_data (parasite, &size);
  text = g_strndup (data, size);
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
  return take_text (gimp_image_get_parasite (gimp_image_get_by_id (image), key));
}

void
lp_host_set_image_text (gint32 image, const gchar *key, const gchar *text)
{
  GimpParasite *parasite;

  if (!text)
    {
      gimp_image_detach_parasite (gimp_image_get_by_id (image), key);
      return;
    }

  parasite = new_parasite (key, text);
  gimp_image_attach_parasite (gimp_image_get_by_id (image), parasite);
  gimp_parasite_free (parasite);
}

gchar *
lp_host_get_layer_text (gint32 layer, const gchar *key)
{
  return take_text (gimp_item_get_parasite (gimp_item_get_by_id (layer), key));
}

void
lp_host_set_layer_text (gint32 layer, const gchar *key, const gchar *text)
{
  GimpParasite *parasite;

  if (!text)
    {
      gimp_item_detach_parasite (gimp_item_get_by_id (layer), key);
      return;
    }

  parasite = new_parasite (key, text);
  gimp_item_attach_parasite (gimp_item_get_by_id (layer), parasite);
  gimp_parasite_free (parasite);
}

void
lp_host_undo_group_start (gint32 image)
{
  gimp_image_undo_group_start (gimp_image_get_by_id (image));
}

void
lp_host_undo_group_end (gint32 image)
{
  gimp_image_undo_group_end (gimp_image_get_by_id (image));
}

/* Colours */

static GeglColor *
new_colour (const guint8 colour[3])
{
  GeglColor *result = gegl_color_new (NULL);

  gegl_color_set_pixel (result, babl_format ("R'G'B' u8"), colour);

  return result;
}

void
lp_host_set_foreground (const guint8 rgb[3])
{
  GeglColor *colour = new_colour (rgb);

  gimp_context_set_foreground (colour);
  g_object_unref (colour);
}

void
lp_host_get_foreground (guint8 rgb[3])
{
  GeglColor *colour = gimp_context_get_foreground ();

  gegl_color_get_pixel (colour, babl_format ("R'G'B' u8"), rgb);
  g_object_unref (colour);
}

void
lp_host_offer_colours (const gchar *palette,
                       const gchar *const *names,
                       const guint8 (*colours)[3],
                       gint n_colours)
{
  GimpPalette *chosen = gimp_palette_get_by_name (palette);

  if (chosen && gimp_resource_is_editable (GIMP_RESOURCE (chosen)))
    {
      gint n_old = gimp_palette_get_color_count (chosen);

      while (n_old-- > 0)
        gimp_palette_delete_entry (chosen, n_old);
    }
  else
    {
      chosen = gimp_palette_new (palette);
    }
  if (!chosen)
    return;

  for (gint i = 0; i < n_colours; i++)
    {
      GeglColor *colour = new_colour (colours[i]);
      gint entry;

      gimp_palette_add_entry (chosen, names[i], colour, &entry);
      g_object_unref (colour);
    }
  gimp_context_set_palette (chosen);
  lp_host_set_foreground (colours[0]);
}
