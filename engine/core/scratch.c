/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/scratch.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "core/system.h"
#include "lazylabels/error.h"

/* Windows removes such a file when it is closed, and no file that is open. */
#ifndef O_TEMPORARY
#define O_TEMPORARY 0
#endif
#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

typedef struct
{
  GMappedFile *file;
  gint fd; /* -1: closed */
} Mapping;

gchar *
ll_scratch_get_folder (void)
{
  const gchar *folder = g_getenv ("TMPDIR");

  return folder && *folder
           ? g_strdup (folder)
           : g_build_filename (g_get_user_cache_dir (), "lazy-labels", NULL);
}

static void
free_mapping (gpointer data)
{
  Mapping *mapping = data;

  g_mapped_file_unref (mapping->file);
  if (mapping->fd >= 0)
    ll_file_close (mapping->fd);
  g_free (mapping);
}

/* Returns a descriptor of a new file that goes when it is closed, or -1. */
static gint
open_nameless (const gchar *folder)
{
  g_autofree gchar *path = g_build_filename (folder, "lazy-labels-XXXXXX", NULL);
  gint fd;

  g_mkdir_with_parents (folder, 0700);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC | O_BINARY | O_TEMPORARY, 0600);
  if (fd >= 0 && !ll_file_is_bound_to_name ())
    g_unlink (path);

  return fd;
}

/* Returns 0, or the number of a system's error.  A file system that finds out later that it is
 * full would end the process when the bytes are looked at.
 */
static gint
fill (gint fd, gconstpointer data, gsize n)
{
  return ll_file_reserve (fd, 0, n) ? ll_file_write_all (fd, data, n, 0) : errno;
}

GBytes *
ll_scratch_map (gconstpointer data, gsize n, GError **error)
{
  g_autofree gchar *folder = ll_scratch_get_folder ();
  gint fd = open_nameless (folder);
  GMappedFile *file = NULL;
  gint number = fd >= 0 ? fill (fd, data, n) : errno;
  Mapping *mapping;

  if (number == 0)
    {
      file = g_mapped_file_new_from_fd (fd, FALSE, NULL);
      number = errno;
    }
  if (!file)
    {
      g_autofree gchar *shown = g_filename_display_name (folder);

      g_set_error (
        error, LL_DATA_ERROR, LL_DATA_ERROR_SPACE,
        _ ("The images could not be kept in a temporary file in \"%s\" (%s): free "
           "space there, or name another folder by the environment variable "
           "TMPDIR."),
        shown, g_strerror (number));
      if (fd >= 0)
        ll_file_close (fd);
      return NULL;
    }

  if (!ll_file_is_bound_to_name ())
    {
      ll_file_close (fd);
      fd = -1;
    }
  mapping = g_new (Mapping, 1);
  *mapping = (Mapping){ file, fd };

  return g_bytes_new_with_free_func (g_mapped_file_get_contents (file), n, free_mapping,
                                     mapping);
}
