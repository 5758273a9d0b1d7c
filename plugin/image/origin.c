/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the rows of a table come from. */

#include "image/origin.h"

#include <gio/gio.h>
#include <stdlib.h>

#include "host/host.h"

/* A folder by one spelling.  Names that are not text, and folders of other machines, are
 * written as addresses.
 */
static gchar *
find_folder (GFile *file)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree gchar *given = parent ? g_file_get_path (parent) : NULL;
  g_autofree gchar *path = NULL;

  if (!parent)
    return g_strdup ("");

#ifndef G_OS_WIN32
  if (given)
    {
      gchar *real = realpath (given, NULL);

      path = g_strdup (real);
      free (real);
    }
#endif
  if (!path)
    path = g_steal_pointer (&given);
  if (!path || !g_utf8_validate (path, -1, NULL))
    return g_file_get_uri (parent);

  return g_steal_pointer (&path);
}

/* What GIMP shows instead of a name that is not text may be the same for two files. */
static gchar *
find_name (gint32 image, GFile *file)
{
  g_autofree gchar *base = file ? g_file_get_basename (file) : NULL;

  if (base && !g_utf8_validate (base, -1, NULL))
    return g_uri_escape_string (base, NULL, FALSE);

  return lp_host_get_image_name (image);
}

LlTable *
lp_origin_add (gint32 image, LlTable *rows, const gchar *settings)
{
  static const gchar *const names[] = { "image", "settings", "folder", "measured" };
  g_autoptr (LlTable) inner = rows;
  g_autoptr (GFile) file = lp_host_get_image_file (image);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree gchar *name = find_name (image, file);
  g_autofree gchar *folder = file ? find_folder (file) : g_strdup ("");
  g_autofree gchar *measured = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
  const gchar *const texts[] = { name, settings, folder, measured };
  const gchar *const plain_names[] = { names[0], names[2], names[3] };
  const gchar *const plain_texts[] = { name, folder, measured };

  if (!settings)
    return ll_table_new_around (inner, plain_names, plain_texts, 1,
                                G_N_ELEMENTS (plain_names));

  return ll_table_new_around (inner, names, texts, 1, G_N_ELEMENTS (names));
}
