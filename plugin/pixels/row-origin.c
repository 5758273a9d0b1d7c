/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the rows of a table come from. */

#include "pixels/row-origin.h"

#include <gio/gio.h>
#include <stdlib.h>

#include "host/host.h"

/* Returns the file by one spelling, wherever symbolic links lead. */
static GFile *
resolve_file (GFile *file)
{
#ifndef G_OS_WIN32
  g_autofree gchar *path = g_file_get_path (file);
  gchar *real = path ? realpath (path, NULL) : NULL;

  if (real)
    {
      GFile *resolved = g_file_new_for_path (real);

      free (real);

      return resolved;
    }
#endif

  return g_object_ref (file);
}

/* Names that are not text, and folders of other machines, are written as addresses. */
static gchar *
find_folder (GFile *file)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree gchar *path = parent ? g_file_get_path (parent) : NULL;

  if (!parent)
    return g_strdup ("");
  if (!path || !g_utf8_validate (path, -1, NULL))
    return g_file_get_uri (parent);

  return g_steal_pointer (&path);
}

/* What GIMP shows instead of a name that is not text may be the same for two files. */
static gchar *
find_name (gint32 image, GFile *given, GFile *resolved)
{
  g_autofree gchar *name = given ? g_file_get_basename (given) : NULL;
  g_autofree gchar *own = resolved ? g_file_get_basename (resolved) : NULL;

  if (own && !g_utf8_validate (own, -1, NULL))
    return g_uri_escape_string (own, NULL, FALSE);
  if (own && g_strcmp0 (name, own) != 0)
    return g_steal_pointer (&own);

  return lp_host_get_image_name (image);
}

gchar *
lp_row_origin_get_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_autofree gchar *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  /* No two calls of one GIMP fall into a tenth of a second, and each row has the time. */
  return g_strdup_printf ("%s.%dZ", seconds, g_date_time_get_microsecond (now) / 100000);
}

LlTable *
lp_row_origin_add (gint32 image,
                   LlTable *rows,
                   const gchar *settings,
                   const gchar *measured)
{
  static const gchar *const names[] = { "image", "settings", "folder", "measured" };
  g_autoptr (LlTable) inner = rows;
  g_autoptr (GFile) given = lp_host_get_image_file (image);
  g_autoptr (GFile) file = given ? resolve_file (given) : NULL;
  g_autofree gchar *name = find_name (image, given, file);
  g_autofree gchar *folder = file ? find_folder (file) : g_strdup ("");
  const gchar *const texts[] = { name, settings, folder, measured };
  const gchar *const plain_names[] = { names[0], names[2], names[3] };
  const gchar *const plain_texts[] = { name, folder, measured };

  if (!settings)
    return ll_table_new_around (inner, plain_names, plain_texts, 1,
                                G_N_ELEMENTS (plain_names));

  return ll_table_new_around (inner, names, texts, 1, G_N_ELEMENTS (names));
}
