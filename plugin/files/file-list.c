/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/file-list.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "host/host.h"
#include "procedure/path-text.h"

/* As many names as fit into a sentence. */
#define N_NAMED 5

/* What tells the kind of a file whose name does not. */
#define N_MAGIC 4096

static const gchar *const xcf_suffixes[] = { ".xcf", ".xcf.gz", ".xcf.bz2", ".xcf.xz",
                                             NULL };

/* What GIMP opens as pixels.  Drawings such as SVG are not micrographs. */
static const gchar *const picture_suffixes[] = {
  ".png",  ".tif",  ".tiff", ".jpg", ".jpeg", ".jpe",   ".jfif", ".jp2",  ".j2k", ".bmp",
  ".dib",  ".gif",  ".webp", ".pgm", ".ppm",  ".pbm",   ".pnm",  ".pam",  ".pfm", ".tga",
  ".psd",  ".psb",  ".ora",  ".pcx", ".dcm",  ".dicom", ".fit",  ".fits", ".exr", ".hdr",
  ".heic", ".heif", ".avif", ".jxl", ".sgi",  ".ras",   ".dds",  NULL
};

/* Left behind by file managers of Windows and macOS, which hide them. */
static const gchar *const litter[] = { "thumbs.db", "ehthumbs.db", "desktop.ini",
                                       "__macosx", NULL };

/* What is being written by this plug-in itself. */
#define OWN_PREFIX ".lazy-labels-"

static gboolean
has_suffix (const gchar *lower, const gchar *const *suffixes)
{
  for (gint i = 0; suffixes[i]; i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_hidden (const gchar *name)
{
  g_autofree gchar *lower = g_ascii_strdown (name, -1);

  return *name == '.' || g_strv_contains (litter, lower);
}

/* Looks at the first bytes, for a name that says nothing. */
static gboolean
holds_picture (const gchar *path)
{
  guchar magic[N_MAGIC];
  FILE *file = g_fopen (path, "rb");
  gsize n;
  gboolean uncertain = TRUE;
  g_autofree gchar *type = NULL;
  g_autofree gchar *mime = NULL;

  if (!file)
    return FALSE;
  n = fread (magic, 1, sizeof (magic), file);
  fclose (file);

  type = g_content_type_guess (NULL, magic, n, &uncertain);
  mime = type ? g_content_type_get_mime_type (type) : NULL;

  return n > 0 && mime && g_str_has_prefix (mime, "image/") &&
         !g_str_has_prefix (mime, "image/svg");
}

static gboolean
is_wanted (const gchar *path, LpFilesKind kind)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);

  if (has_suffix (lower, xcf_suffixes))
    return TRUE;

  return kind == LP_FILES_PICTURES &&
         (has_suffix (lower, picture_suffixes) || holds_picture (path));
}

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const gchar *const *) a, *(const gchar *const *) b);
}

static LpFileList *
new_list (void)
{
  LpFileList *list = g_new0 (LpFileList, 1);

  list->paths = g_ptr_array_new_with_free_func (g_free);
  list->notes = g_ptr_array_new_with_free_func (g_free);
  list->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return list;
}

void
lp_file_list_free (LpFileList *list)
{
  if (!list)
    return;

  g_ptr_array_unref (list->paths);
  g_ptr_array_unref (list->notes);
  g_hash_table_unref (list->seen);
  g_free (list);
}

/* Adds a file unless another path has led to it. */
static void
add_file (LpFileList *list, const gchar *path)
{
  g_autofree gchar *identity = ll_file_get_identity (path);
  const gchar *first = g_hash_table_lookup (list->seen, identity);

  if (!first)
    {
      g_hash_table_insert (list->seen, g_steal_pointer (&identity), g_strdup (path));
      g_ptr_array_add (list->paths, g_strdup (path));
    }
  else
    {
      g_autofree gchar *ours = lp_path_get_label (path);
      g_autofree gchar *theirs = lp_path_get_label (first);

      g_ptr_array_add (
        list->notes,
        strcmp (ours, theirs) == 0
          ? g_strdup_printf (_ ("\"%s\" is listed more than once and counts once."), ours)
          : g_strdup_printf (_ ("\"%s\" is the same file as \"%s\" and counts once."),
                             ours, theirs));
    }
}

static gchar *
join_names (const GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, N_NAMED); i++)
    g_string_append_printf (text, "%s\"%s\"", i > 0 ? ", " : "",
                            (const gchar *) g_ptr_array_index (names, i));
  if (names->len > N_NAMED)
    g_string_append (text, ", ...");

  return g_string_free (text, FALSE);
}

/* @text: a sentence about a number and names, in its right plural. */
static void
note_names (LpFileList *list, const GPtrArray *names, const gchar *text)
{
  g_autofree gchar *joined = join_names (names);

  if (names->len > 0)
    g_ptr_array_add (list->notes, g_strdup_printf (text, names->len, joined));
}

static void
note_left_out (LpFileList *list,
               const GPtrArray *others,
               const GPtrArray *folders,
               const GPtrArray *hidden,
               LpFilesKind kind)
{
  if (kind == LP_FILES_XCF)
    note_names (
      list, others,
      g_dngettext (GETTEXT_PACKAGE, "Skipped %u file that is not an XCF file (%s).",
                   "Skipped %u files that are not XCF files (%s).", others->len));
  else
    note_names (list, others,
                g_dngettext (GETTEXT_PACKAGE,
                             "Skipped %u file that is not an image (%s).",
                             "Skipped %u files that are not images (%s).", others->len));
  note_names (list, folders,
              g_dngettext (GETTEXT_PACKAGE, "Skipped %u folder within the folder (%s).",
                           "Skipped %u folders within the folder (%s).", folders->len));
  note_names (list, hidden,
              g_dngettext (GETTEXT_PACKAGE, "Skipped %u hidden file (%s).",
                           "Skipped %u hidden files (%s).", hidden->len));
}

/* Lists the names in a folder, and hidden ones for messages in @hidden. */
static GPtrArray *
read_names (const gchar *folder, GPtrArray *hidden, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names;
  const gchar *name;

  if (!dir)
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("The folder \"%s\" can't be read (%s): check its name."), folder,
                   g_strerror (g_access (folder, R_OK) != 0 ? errno : ENOTDIR));
      return NULL;
    }

  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)))
    if (!is_hidden (name))
      g_ptr_array_add (names, g_strdup (name));
    else if (!g_str_has_prefix (name, OWN_PREFIX))
      g_ptr_array_add (hidden, lp_path_get_label (name));
  g_ptr_array_sort (names, compare_paths);
  g_ptr_array_sort (hidden, compare_paths);

  return names;
}

static gboolean
add_folder (LpFileList *list, const gchar *folder, LpFilesKind kind, GError **error)
{
  g_autoptr (GPtrArray) hidden = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = read_names (folder, hidden, error);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  gboolean any = FALSE;

  if (!names)
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree gchar *path =
        g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

      /* A pipe or a device would be waited for, so it is not even looked into. */
      if (!is_folder && g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
          is_wanted (path, kind))
        {
          add_file (list, path);
          any = TRUE;
        }
      else
        {
          g_ptr_array_add (is_folder ? folders : others, lp_path_get_label (path));
        }
    }
  note_left_out (list, others, folders, hidden, kind);

  if (!any && kind == LP_FILES_XCF)
    g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                 _ ("There is no XCF file in the folder \"%s\": choose a folder with "
                    "annotated images saved by GIMP."),
                 folder);
  else if (!any)
    g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                 _ ("There is no TIFF, PNG or XCF file, nor any other image, in the "
                    "folder \"%s\": choose a folder with micrographs."),
                 folder);

  return any;
}

LpFileList *
lp_file_list_new_folder (const gchar *folder, LpFilesKind kind, GError **error)
{
  g_autoptr (LpFileList) list = new_list ();

  return add_folder (list, folder, kind, error) ? g_steal_pointer (&list) : NULL;
}

/* A name may begin or end with a space, but more often the space is a slip. */
static gchar *
read_line (gchar *line)
{
  g_autofree gchar *whole = lp_path_from_text (line);

  return g_file_test (whole, G_FILE_TEST_EXISTS) ? g_steal_pointer (&whole)
                                                 : lp_path_from_text (g_strstrip (line));
}

LpFileList *
lp_file_list_new_text (const gchar *text, LpFilesKind kind, GError **error)
{
  g_autoptr (LpFileList) list = new_list ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gint i = 0; lines[i]; i++)
    {
      g_autofree gchar *path = read_line (lines[i]);
      g_autofree gchar *name = *path ? lp_path_get_label (path) : NULL;

      if (!name)
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (!add_folder (list, path, kind, error))
            return NULL;
        }
      else if (g_str_has_prefix (name, "._"))
        {
          g_ptr_array_add (list->notes,
                           g_strdup_printf (_ ("Skipped \"%s\", in which macOS keeps "
                                               "attributes of another file."),
                                            name));
        }
      else
        {
          add_file (list, path);
        }
    }
  g_ptr_array_sort (list->paths, compare_paths);

  return g_steal_pointer (&list);
}
