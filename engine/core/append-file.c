/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lock is on the file itself.  Since an addition replaces it, whoever has waited for
 * the lock looks whether the file still goes by its name.
 */

#include "lazylabels/append-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/part-file-private.h"
#include "core/system.h"
#include "core/target.h"

/* How long another process is waited for, and how often it is looked at. */
#define WAIT_SECONDS      30
#define WAIT_MICROSECONDS 10000

struct _LlAppendFile
{
  LlTarget target;
  gint fd; /* holds the lock; -1: the file does not exist yet */
  gchar *contents;
  gsize length;

  LlPartFile *part; /* NULL: the addition is made in place */
  gsize keep;
  gchar *text; /* what is added in place, until it is */
  gsize text_length;
};

static gboolean
fail_locked (const LlTarget *target, GError **error)
{
  g_set_error (
    error, G_FILE_ERROR, G_FILE_ERROR_AGAIN,
    _ ("Another program is writing to \"%s\": try again when it has finished."),
    target->title);

  return FALSE;
}

/* Opens and locks the file, which another process may replace or remove meanwhile. */
static gboolean
open_locked (LlAppendFile *append, GError **error)
{
  const LlTarget *target = &append->target;
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
  gboolean supported;

  for (; g_get_monotonic_time () < end; g_usleep (WAIT_MICROSECONDS))
    {
      append->fd = ll_file_open (target->path, O_RDWR | O_NOFOLLOW, 0);
      if (append->fd < 0 && errno == ENOENT)
        return TRUE;
      if (append->fd < 0)
        return ll_target_fail (target->title, errno, error);

      if (ll_file_lock (append->fd, &supported) &&
          ll_file_is_at (append->fd, target->path))
        return TRUE;

      ll_file_close (append->fd);
      append->fd = -1;
    }

  return fail_locked (target, error);
}

static gboolean
read_contents (LlAppendFile *append, GError **error)
{
  GStatBuf info;

  if (append->fd < 0)
    {
      append->contents = g_strdup ("");
      return TRUE;
    }

  if (!ll_file_stat (append->fd, &info))
    return ll_target_fail (append->target.title, errno, error);

  append->contents = g_malloc ((gsize) info.st_size + 1);
  while (append->length < (gsize) info.st_size)
    {
      gssize n = ll_file_read_at (append->fd, append->contents + append->length,
                                  (gsize) info.st_size - append->length, append->length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return ll_target_fail (append->target.title, errno, error);
      if (n == 0)
        break;
      append->length += (gsize) n;
    }
  append->contents[append->length] = '\0';

  return TRUE;
}

LlAppendFile *
ll_append_file_new (const gchar *path, GError **error)
{
  g_autoptr (LlAppendFile) append = g_new0 (LlAppendFile, 1);

  append->fd = -1;
  if (!ll_target_find (&append->target, path, error) || !open_locked (append, error) ||
      !read_contents (append, error))
    return NULL;

  return g_steal_pointer (&append);
}

/* Gives back what was reserved, and undoes what was written. */
static void
roll_back (LlAppendFile *append)
{
  gint number = ll_file_write_all (append->fd, append->contents + append->keep,
                                   append->length - append->keep, append->keep);

  if (!ll_file_truncate (append->fd, append->length))
    number = errno;
  if (number == 0)
    number = ll_file_sync (append->fd);
  if (number != 0)
    g_warning ("\"%s\" is damaged: %s", append->target.title, g_strerror (number));
}

void
ll_append_file_free (LlAppendFile *append)
{
  if (!append)
    return;

  if (append->text)
    roll_back (append);
  ll_part_file_free (append->part);
  if (append->fd >= 0)
    ll_file_close (append->fd);
  ll_target_clear (&append->target);
  g_free (append->contents);
  g_free (append->text);
  g_free (append);
}

const gchar *
ll_append_file_get_contents (const LlAppendFile *append, gsize *length)
{
  if (length)
    *length = append->length;

  return append->contents;
}

static LlPartFile *
write_copy (const LlAppendFile *append,
            gsize keep,
            const gchar *text,
            gsize length,
            GError **error)
{
  g_autoptr (LlPartFile) part = ll_part_file_new (append->target.path, error);
  FILE *stream;

  if (!part)
    return NULL;

  stream = ll_part_file_get_stream (part);
  fwrite (append->contents, 1, keep, stream);
  fwrite (text, 1, length, stream);
  if (append->fd < 0)
    ll_part_file_set_exclusive (part);

  return ll_part_file_finish (part, error) ? g_steal_pointer (&part) : NULL;
}

gboolean
ll_append_file_prepare (LlAppendFile *append,
                        gsize keep,
                        const gchar *text,
                        gsize length,
                        GError **error)
{
  g_autoptr (GError) copy_error = NULL;

  append->part = write_copy (append, keep, text, length, &copy_error);
  if (append->part)
    return TRUE;

  if (append->fd < 0 || !ll_file_reserve (append->fd, keep, length))
    {
      g_propagate_error (error, g_steal_pointer (&copy_error));
      return FALSE;
    }

  append->keep = keep;
  append->text = g_memdup2 (text, MAX (1, length));
  append->text_length = length;

  return TRUE;
}

static gboolean
write_in_place (LlAppendFile *append, GError **error)
{
  gsize end = append->keep + append->text_length;
  gint number =
    ll_file_write_all (append->fd, append->text, append->text_length, append->keep);

  if (number == 0 && end < append->length && !ll_file_truncate (append->fd, end))
    number = errno;
  if (number == 0)
    number = ll_file_sync (append->fd);
  if (number != 0)
    return ll_target_fail (append->target.title, number, error);

  g_clear_pointer (&append->text, g_free);

  return TRUE;
}

gboolean
ll_append_file_commit (LlAppendFile *append, GError **error)
{
  if (append->part && append->fd >= 0 && ll_file_is_bound_to_name ())
    {
      ll_file_close (append->fd);
      append->fd = -1;
    }

  return append->part ? ll_part_file_commit (append->part, error)
                      : write_in_place (append, error);
}

/* A file that can be written in a folder that can't is added to in place. */
static gboolean
check_place (const gchar *path, GError **error)
{
  g_auto (LlTarget) target = { 0 };
  g_autoptr (LlPartFile) part = NULL;

  if (!ll_target_find (&target, path, error))
    return FALSE;
  if (target.exists)
    return TRUE;

  part = ll_part_file_new (path, error);

  return part != NULL;
}

gboolean
ll_append_files_check (const gchar *const *paths, GError **error)
{
  if (!ll_targets_check_distinct (paths, error))
    return FALSE;

  for (gint i = 0; paths[i]; i++)
    if (!check_place (paths[i], error))
      return FALSE;

  return TRUE;
}
