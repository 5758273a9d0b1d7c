/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "network/paths.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "host/host.h"

gchar *
lp_current_network_path (void)
{
  return g_build_filename (lp_host_get_folder (), "lazy-labels", "current.safetensors",
                           NULL);
}

gchar *
lp_quick_look_path (void)
{
  return g_build_filename (lp_host_get_folder (), "lazy-labels",
                           LP_QUICK_LOOK_NAME ".safetensors", NULL);
}

gchar *
lp_live_network_path (void)
{
  return g_build_filename (lp_host_get_folder (), "lazy-labels", "live.safetensors",
                           NULL);
}

gboolean
lp_network_check_path (const gchar *path, GError **error)
{
  g_autofree gchar *current = lp_current_network_path ();

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;

  if (g_str_equal (path, current))
    g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                 _ ("There is no network yet: train one, load one, or give a weights "
                    "file."));
  else
    g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                 _ ("There is no file \"%s\": check its name."), path);

  return FALSE;
}

gchar *
lp_network_get_sum (const gchar *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  return file ? g_compute_checksum_for_data (
                  G_CHECKSUM_SHA256, (const guchar *) g_mapped_file_get_contents (file),
                  g_mapped_file_get_length (file))
              : NULL;
}

gchar *
lp_network_name (const gchar *path)
{
  gchar *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".safetensors"))
    name[strlen (name) - strlen (".safetensors")] = '\0';

  return name;
}
