/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads untrusted tensor files: the header says how much follows, once it has proved right.
 */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/system.h"
#include "io/half.h"
#include "io/tensor-file-private.h"
#include "lazylabels/error.h"

/* Whether the name is that of a model or package that the engine writes itself. */
static gboolean
is_exported (const LlTensorFile *file)
{
  g_autofree gchar *lower = g_ascii_strdown (file->title, -1);

  return g_str_has_suffix (lower, ".onnx") || g_str_has_suffix (lower, ".zip");
}

static void
set_foreign (const LlTensorFile *file, GError **error)
{
  if (is_exported (file))
    g_set_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
                 _ ("'%s' is a network for other programs, which Lazy Labels can't read "
                    "back: choose the weights file (.safetensors) instead."),
                 file->title);
  else
    g_set_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
                 _ ("'%s' is not a weights file: choose one that Lazy Labels saved."),
                 file->title);
}

static gboolean
fail_io (const LlTensorFile *file, gint saved, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved),
               _ ("The weights file '%s' can't be read (%s): choose another one."),
               file->title, g_strerror (saved));

  return FALSE;
}

/* Reads the prefix of the file.  @start holds the prefix, of %LL_TENSOR_FILE_PREFIX
 * bytes, and the first byte of the header, which together distinguish a damaged file from
 * one of another kind.
 */
static gboolean
read_prefix (const LlTensorFile *file,
             const guint8 start[LL_TENSOR_FILE_PREFIX + 1],
             guint64 size,
             gsize *header_length,
             GError **error)
{
  guint64 length;

  memcpy (&length, start, LL_TENSOR_FILE_PREFIX);
  length = GUINT64_FROM_LE (length);

  if (start[LL_TENSOR_FILE_PREFIX] != '{' || length < 2)
    {
      set_foreign (file, error);
      return FALSE;
    }
  if (length > LL_TENSOR_FILE_MAX_HEADER)
    {
      ll_tensor_file_fail (error,
                           _ ("The weights file '%s' is damaged, because its header is "
                              "too long: use another copy of it."),
                           file->title);
      return FALSE;
    }
  if (length > size - LL_TENSOR_FILE_PREFIX)
    {
      ll_tensor_file_fail (error,
                           _ ("The weights file '%s' is damaged, because it ends within "
                              "its header: use another copy of it."),
                           file->title);
      return FALSE;
    }

  *header_length = (gsize) length;

  return TRUE;
}

static gboolean
check_size (const LlTensorFile *file, guint64 size, GError **error)
{
  if (size == 0)
    {
      g_set_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
                   _ ("The weights file '%s' is empty: use another copy of it."),
                   file->title);
      return FALSE;
    }
  if (size <= LL_TENSOR_FILE_PREFIX)
    {
      set_foreign (file, error);
      return FALSE;
    }
  if (size > LL_TENSOR_FILE_MAX_SIZE)
    return ll_tensor_file_fail (error,
                                _ ("The weights file '%s' is damaged, because it is too "
                                   "large: use another copy of it."),
                                file->title);

  return TRUE;
}

static gboolean
alloc_bytes (const LlTensorFile *file, gsize size, guint8 **bytes, GError **error)
{
  *bytes = g_try_malloc (MAX (1, size));
  if (*bytes)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
               _ ("There is not enough memory for the weights file '%s': close other "
                  "programs or images."),
               file->title);

  return FALSE;
}

/* The numbers of @tensor, which lie little-endian in the file. */
static void
convert_numbers (const LlFileTensor *tensor, const guint8 *from, gfloat *to)
{
  gsize i;

  for (i = 0; i < tensor->n; i++)
    if (tensor->half)
      {
        guint16 bits;

        memcpy (&bits, from + i * sizeof bits, sizeof bits);
        to[i] = ll_half_to_float (GUINT16_FROM_LE (bits));
      }
    else
      {
        guint32 bits;

        memcpy (&bits, from + i * sizeof bits, sizeof bits);
        bits = GUINT32_FROM_LE (bits);
        memcpy (&to[i], &bits, sizeof bits);
      }
}

static gboolean
place_tensors (LlTensorFile *file, const guint8 *bytes, GError **error)
{
  gsize n = ll_tensor_file_get_n_numbers (file);
  guint8 *data;
  gfloat *next;
  guint i;

  if (!alloc_bytes (file, n * sizeof (gfloat), &data, error))
    return FALSE;

  next = file->data = (gfloat *) (gpointer) data;
  for (i = 0; i < file->tensors->len; i++)
    {
      LlFileTensor *tensor = g_ptr_array_index (file->tensors, i);

      convert_numbers (tensor, bytes + tensor->offset, next);
      tensor->data = next;
      next += tensor->n;
    }

  return TRUE;
}

/* Reads exactly @n bytes.  If the file has been truncated meanwhile, returns %FALSE with
 * errno 0.
 */
static gboolean
read_bytes (gint fd, gpointer buffer, gsize n)
{
  gchar *next = buffer;

  while (n > 0)
    {
      gssize got = ll_file_read (fd, next, MIN (n, (gsize) 1 << 30));

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        {
          if (got == 0)
            errno = 0;
          return FALSE;
        }
      next += got;
      n -= (gsize) got;
    }

  return TRUE;
}

static gboolean
fail_read (const LlTensorFile *file, GError **error)
{
  gint saved = errno;

  return saved
           ? fail_io (file, saved, error)
           : ll_tensor_file_fail (error,
                                  _ ("The weights file '%s' was truncated while it was "
                                     "read: use another copy of it."),
                                  file->title);
}

static gboolean
read_fd (LlTensorFile *file, gint fd, GError **error)
{
  guint8 start[LL_TENSOR_FILE_PREFIX + 1];
  g_autofree gchar *header = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize length;
  gsize data_size;
  GStatBuf status;

  if (!ll_file_stat (fd, &status))
    return fail_io (file, errno, error);
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, G_FILE_ERROR,
                   S_ISDIR (status.st_mode) ? G_FILE_ERROR_ISDIR : G_FILE_ERROR_INVAL,
                   S_ISDIR (status.st_mode) ? _ ("'%s' is a folder, not a weights file: "
                                                 "choose a file that Lazy Labels saved.")
                                            : _ ("'%s' is a device, not a weights file: "
                                                 "choose a file that Lazy Labels saved."),
                   file->title);
      return FALSE;
    }

  if (!check_size (file, (guint64) status.st_size, error))
    return FALSE;
  if (!read_bytes (fd, start, sizeof start))
    return fail_read (file, error);
  if (!read_prefix (file, start, (guint64) status.st_size, &length, error))
    return FALSE;

  header = g_malloc (length);
  header[0] = (gchar) start[LL_TENSOR_FILE_PREFIX];
  if (!read_bytes (fd, header + 1, length - 1))
    return fail_read (file, error);

  data_size = (gsize) status.st_size - LL_TENSOR_FILE_PREFIX - length;
  if (!ll_tensor_file_read_header (file, header, length, data_size, error) ||
      !alloc_bytes (file, data_size, &bytes, error))
    return FALSE;
  if (!read_bytes (fd, bytes, data_size))
    return fail_read (file, error);

  return place_tensors (file, bytes, error);
}

LlTensorFile *
ll_tensor_file_parse (GBytes *bytes, const gchar *name, GError **error)
{
  g_autoptr (LlTensorFile) file = ll_tensor_file_new ();
  gsize size;
  const guint8 *start = g_bytes_get_data (bytes, &size);
  gsize length;
  gsize data_size;

  file->title = g_filename_display_name (name);
  if (!check_size (file, size, error) || !read_prefix (file, start, size, &length, error))
    return NULL;

  start += LL_TENSOR_FILE_PREFIX;
  data_size = size - LL_TENSOR_FILE_PREFIX - length;
  if (!ll_tensor_file_read_header (file, (const gchar *) start, length, data_size,
                                   error) ||
      !place_tensors (file, start + length, error))
    return NULL;

  return g_steal_pointer (&file);
}

LlTensorFile *
ll_tensor_file_read (const gchar *path, GError **error)
{
  g_autoptr (LlTensorFile) file = ll_tensor_file_new ();
  gboolean good;
  gint fd;

  file->title = g_filename_display_name (path);

  /* Opening a pipe must not block before it is rejected. */
  fd = ll_file_open (path, O_RDONLY, 0);
  if (fd < 0)
    {
      fail_io (file, errno, error);
      return NULL;
    }

  good = read_fd (file, fd, error);
  ll_file_close (fd);

  return good ? g_steal_pointer (&file) : NULL;
}
