/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GIMP's savers write some formats straight into the file, and on a full disk not all of
 * them say so.  An image is therefore saved in a folder of its own first, and then copied
 * as a part file.
 */

#include "files/save-file.h"

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>
#include <string.h>

#include <glib/gstdio.h>

#include "host/host.h"
#include "procedure/names.h"

/* What every whole PNG file ends with: the chunk IEND (RFC 2083, section 4.1.4). */
static const guint8 png_end[] = {
  0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82
};

static gboolean
fail_cut (const gchar *path, GError **error)
{
  g_autofree gchar *folder = g_filename_display_name (g_get_tmp_dir ());
  g_autofree gchar *shown = g_filename_display_name (path);

  g_set_error (
    error, G_FILE_ERROR, G_FILE_ERROR_NOSPC,
    _ ("\"%s\" can't be written, because GIMP could not save it in \"%s\" first: "
       "make room there."),
    shown, folder);

  return FALSE;
}

/* Copies the saved file; @is_png: look whether it is whole. */
static gboolean
copy_file (const gchar *saved, const gchar *path, gboolean is_png, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (saved, FALSE, error);
  const gchar *contents;
  gsize length;

  if (!file)
    return FALSE;

  contents = g_mapped_file_get_contents (file);
  length = g_mapped_file_get_length (file);
  if (length == 0 || (is_png && (length < sizeof (png_end) ||
                                 memcmp (contents + length - sizeof (png_end), png_end,
                                         sizeof (png_end)) != 0)))
    return fail_cut (path, error);

  return ll_part_file_set_contents (path, contents, length, error);
}

gboolean
lp_save_file_run (LpCall *call, GError **error)
{
  const gchar *path = lp_arguments_get_string (call->in, LP_ARG_FILE);
  const gchar *const paths[] = { path, NULL };
  g_autofree gchar *folder = NULL;
  g_autofree gchar *name = g_path_get_basename (path);
  g_autofree gchar *lower = g_ascii_strdown (name, -1);
  g_autofree gchar *saved = NULL;
  gboolean done;

  if (!*path)
    {
      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("\"%s\" is empty: give the path of the file to write."),
                   LP_ARG_FILE);
      return FALSE;
    }
  if (!ll_part_files_check (paths, error))
    return FALSE;

  folder = g_dir_make_tmp ("lazy-labels-XXXXXX", error);
  if (!folder)
    return FALSE;

  saved = g_build_filename (folder, name, NULL);
  done = lp_host_save_image (call->image, call->drawable, saved, error) &&
         copy_file (saved, path, g_str_has_suffix (lower, ".png"), error);
  g_unlink (saved);
  g_rmdir (folder);

  return done;
}
