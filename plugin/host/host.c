/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The part of the seam that is the same in all versions of GIMP. */

#include "host/host.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <libgimp/gimp.h>

/* clang-format off */
G_DEFINE_QUARK (lp-host-error-quark, lp_host_error)
/* clang-format on */

static gchar *data_folder; /* where the program lies */

void
lp_host_init (const gchar *program)
{
  data_folder = g_path_get_dirname (program);

  /* Of GEGL, the plug-in uses buffers alone.  The modules with its operations, and the libraries
   * that these need, take longer to load than all else; in this folder there are none.
   */
  g_setenv ("GEGL_PATH", data_folder, TRUE);
}

gboolean
lp_host_check_image (gint32 image, GError **error)
{
  if (image < 0 || lp_host_has_image (image))
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
               _ ("The image was closed: open it again, then repeat this step."));

  return FALSE;
}

gchar *
lp_host_get_data (const gchar *name)
{
  return g_build_filename (data_folder, name, NULL);
}

gchar *
lp_host_get_icon (const gchar *procedure)
{
  g_autofree gchar *name =
    g_strdup_printf ("icons/%s.svg", procedure + strlen ("plug-in-"));

  return lp_host_get_data (name);
}

gchar *
lp_host_get_image_path (gint32 image)
{
  g_autoptr (GFile) file = lp_host_get_image_file (image);

  return file ? g_file_get_path (file) : NULL;
}

void
lp_host_layer_free (LpHostLayer *layer)
{
  if (!layer)
    return;

  g_free (layer->name);
  g_free (layer);
}

void
lp_host_progress_start (const gchar *text)
{
  gimp_progress_init (text);
}

void
lp_host_progress_update (gdouble fraction, const gchar *text)
{
  if (text)
    gimp_progress_set_text (text);
  gimp_progress_update (fraction);
}

void
lp_host_progress_end (void)
{
  gimp_progress_end ();
}

void
lp_host_update_displays (void)
{
  gimp_displays_flush ();
}

const gchar *
lp_host_get_folder (void)
{
  return gimp_directory ();
}

void
lp_host_show_message (const gchar *text)
{
  gimp_message (text);
}
