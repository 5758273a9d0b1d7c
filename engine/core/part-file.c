/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A part file is named .lazy-labels-RANDOM-NAME, after the NAME of its target, so that it
 * keeps the suffix.  It is locked as long as its process lives: one that nobody has locked
 * was left by a process that was killed.
 */

#include "core/part-file-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/system.h"
#include "core/target.h"
#include "lazylabels/error.h"

#define MARK        ".lazy-labels-"
#define RANDOM_SIZE 8 /* hexadecimal digits */

/* Bytes of a target's name that fit into that of its part file: the usual limit is 255. */
#define MAX_NAME (255 - (gsize) (sizeof (MARK) - 1) - RANDOM_SIZE - 1)

/* Random names that are tried before a folder is taken to be broken. */
#define TRIES 100

struct _LlPartFile
{
  LlTarget target;
  gchar *path;  /* NULL once it is there no more */
  FILE *stream; /* its descriptor holds the lock */
  gboolean exclusive;
  gboolean finished;
};

/* Returns the end of the target's name that fits; letters of several bytes stay whole. */
static const gchar *
get_tail (const gchar *name)
{
  gsize n = strlen (name);

  if (n > MAX_NAME)
    for (name += n - MAX_NAME; (*name & 0xc0) == 0x80;)
      name++;

  return name;
}

/* Whether @name is that of a part file of @tail, or of a file whose name begins so: what a
 * training has left beside its checkpoint goes when its weights are written.
 */
static gboolean
is_part_of (const gchar *name, const gchar *tail)
{
  if (!g_str_has_prefix (name, MARK))
    return FALSE;

  name += sizeof (MARK) - 1;
  for (gint i = 0; i < RANDOM_SIZE; i++)
    if (!g_ascii_isxdigit (*name++))
      return FALSE;

  return *name == '-' && g_str_has_prefix (name + 1, tail);
}

static void
remove_if_stale (const gchar *path)
{
  gint fd = ll_file_open (path, O_RDWR | O_NOFOLLOW, 0);
  GStatBuf info;
  gboolean supported;

  if (fd < 0)
    return;

  if (ll_file_stat (fd, &info) && S_ISREG (info.st_mode) &&
      ll_file_lock (fd, &supported) && supported && ll_file_is_at (fd, path))
    g_unlink (path);
  ll_file_close (fd);
}

/* A folder that can't be listed may still be written to. */
static void
remove_stale (const LlTarget *target)
{
  g_autoptr (GDir) dir = g_dir_open (target->folder, 0, NULL);
  const gchar *tail = get_tail (target->name);
  const gchar *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (is_part_of (name, tail))
      {
        g_autofree gchar *path = g_build_filename (target->folder, name, NULL);

        remove_if_stale (path);
      }
}

/* Returns a descriptor of a new part file that is locked, or -1. */
static gint
create_part (LlPartFile *part)
{
  const LlTarget *target = &part->target;

  for (gint i = 0; i < TRIES; i++)
    {
      g_autofree gchar *path =
        g_strdup_printf ("%s" G_DIR_SEPARATOR_S MARK "%0*x-%s", target->folder,
                         RANDOM_SIZE, g_random_int (), get_tail (target->name));
      gint fd = ll_file_open (path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW,
                              target->exists ? S_IRUSR | S_IWUSR : 0666);
      gboolean supported;

      if (fd < 0 && errno == EEXIST)
        continue;
      if (fd < 0)
        return -1;

      /* Before it was locked, another process may have taken it for a stale one. */
      if (ll_file_lock (fd, &supported) && ll_file_is_at (fd, path))
        {
          part->path = g_steal_pointer (&path);
          return fd;
        }
      ll_file_close (fd);
    }

  errno = EEXIST;

  return -1;
}

LlPartFile *
ll_part_file_new (const gchar *path, GError **error)
{
  g_autoptr (LlPartFile) part = g_new0 (LlPartFile, 1);
  gint fd;

  if (!ll_target_find (&part->target, path, error))
    return NULL;

  remove_stale (&part->target);
  fd = create_part (part);
  if (fd < 0)
    {
      ll_target_fail (part->target.title, errno, error);
      return NULL;
    }
  if (part->target.exists)
    ll_file_copy_permissions (fd, &part->target.info);
  part->stream = fdopen (fd, "w+b");
  g_assert (part->stream);

  return g_steal_pointer (&part);
}

void
ll_part_file_free (LlPartFile *part)
{
  if (!part)
    return;

  if (part->stream && ll_file_is_bound_to_name ())
    g_clear_pointer (&part->stream, fclose);
  if (part->path)
    g_unlink (part->path);
  if (part->stream)
    fclose (part->stream);
  ll_target_clear (&part->target);
  g_free (part->path);
  g_free (part);
}

FILE *
ll_part_file_get_stream (LlPartFile *part)
{
  return part->stream;
}

void
ll_part_file_set_exclusive (LlPartFile *part)
{
  part->exclusive = TRUE;
}

gboolean
ll_part_file_finish (LlPartFile *part, GError **error)
{
  gint number;

  if (part->finished)
    return TRUE;

  /* A stream remembers that there was an error, but not which. */
  if (fflush (part->stream) != 0)
    number = errno;
  else if (ferror (part->stream))
    number = ENOSPC;
  else
    number = ll_file_sync (fileno (part->stream));
  part->finished = number == 0;

  return part->finished || ll_target_fail (part->target.title, number, error);
}

gboolean
ll_part_file_commit (LlPartFile *part, GError **error)
{
  if (!ll_part_file_finish (part, error))
    return FALSE;

  if (ll_file_is_bound_to_name ())
    g_clear_pointer (&part->stream, fclose);
  if (!(part->exclusive ? ll_file_rename_to_new (part->path, part->target.path)
                        : g_rename (part->path, part->target.path) == 0))
    return ll_target_fail (part->target.title, errno, error);

  g_clear_pointer (&part->path, g_free);
  ll_folder_sync (part->target.folder);

  return TRUE;
}

gboolean
ll_part_files_commit (GPtrArray *parts, GError **error)
{
  for (guint i = 0; i < parts->len; i++)
    if (!ll_part_file_finish (g_ptr_array_index (parts, i), error))
      return FALSE;
  for (guint i = 0; i < parts->len; i++)
    if (!ll_part_file_commit (g_ptr_array_index (parts, i), error))
      return FALSE;

  return TRUE;
}

gboolean
ll_part_files_check (const gchar *const *paths, GError **error)
{
  if (!ll_targets_check_distinct (paths, error))
    return FALSE;

  for (gint i = 0; paths[i]; i++)
    {
      g_autoptr (LlPartFile) part = ll_part_file_new (paths[i], error);

      if (!part)
        return FALSE;
    }

  return TRUE;
}

gboolean
ll_part_file_set_contents (const gchar *path,
                           gconstpointer contents,
                           gsize length,
                           GError **error)
{
  g_autoptr (LlPartFile) part = ll_part_file_new (path, error);

  if (!part)
    return FALSE;

  fwrite (contents, 1, length, part->stream);

  return ll_part_file_commit (part, error);
}

LlPartFile *
ll_part_file_end (LlPartFile *part,
                  const gchar *problem,
                  const gchar *path,
                  GError **error)
{
  g_autoptr (LlPartFile) ended = part;
  g_autofree gchar *name = g_filename_display_name (path);

  if (!ll_part_file_finish (ended, error))
    return NULL;
  if (!problem)
    return g_steal_pointer (&ended);

  g_set_error (
    error, LL_DATA_ERROR, LL_DATA_ERROR_EXCHANGE,
    _ ("\"%s\" can't be written (%s): choose another place or make room there."), name,
    problem);

  return NULL;
}
