/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes tensor files: the new file is written next to the old one, flushed, and renamed
 * over it, so that a process that is killed at any moment leaves one or the other.
 */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "io/tensor-file-private.h"
#include "lazylabels/error.h"

/* The number of floats per swap of byte order on a big-endian machine. */
#define CHUNK 4096

static gboolean
set_write_error (const gchar *path, GError **error)
{
  gint saved = errno;
  g_autofree gchar *name = g_filename_display_name (path);

  g_set_error (
    error, G_FILE_ERROR, g_file_error_from_errno (saved),
    _ ("The weights file '%s' can't be written (%s): choose another place or make "
       "room there."),
    name, g_strerror (saved));

  return FALSE;
}

static void
add_tensor (JsonBuilder *builder, const LlFileTensor *tensor, gsize *offset)
{
  gint i;

  json_builder_set_member_name (builder, tensor->name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dtype");
  json_builder_add_string_value (builder, "F32");
  json_builder_set_member_name (builder, "shape");
  json_builder_begin_array (builder);
  for (i = 0; i < tensor->n_dims; i++)
    json_builder_add_int_value (builder, tensor->dims[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "data_offsets");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, (gint64) *offset);
  *offset += tensor->n * sizeof (gfloat);
  json_builder_add_int_value (builder, (gint64) *offset);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* The header is padded by spaces, so that the tensors start at a multiple of 8 bytes. */
static GString *
make_header (const LlTensorFile *file, gsize *data_size)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GList) keys = g_hash_table_get_keys (file->metadata);
  g_autoptr (JsonNode) root = NULL;
  g_autofree gchar *json = NULL;
  GString *header;
  GList *key;
  guint i;

  *data_size = 0;
  json_builder_begin_object (builder);

  /* The keys are sorted, so that a network always gives the same file. */
  keys = g_list_sort (keys, compare_keys);
  json_builder_set_member_name (builder, LL_TENSOR_FILE_METADATA);
  json_builder_begin_object (builder);
  for (key = keys; key; key = key->next)
    {
      json_builder_set_member_name (builder, key->data);
      json_builder_add_string_value (builder,
                                     g_hash_table_lookup (file->metadata, key->data));
    }
  json_builder_end_object (builder);

  for (i = 0; i < file->tensors->len; i++)
    add_tensor (builder, g_ptr_array_index (file->tensors, i), data_size);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  header = g_string_new (json);
  while (header->len % 8 != 0)
    g_string_append_c (header, ' ');

  return header;
}

static gboolean
write_floats (FILE *stream, const gfloat *data, gsize n)
{
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    return fwrite (data, sizeof (gfloat), n, stream) == n;

  while (n > 0)
    {
      guint32 chunk[CHUNK];
      gsize m = MIN (n, CHUNK);
      gsize i;

      memcpy (chunk, data, m * sizeof (gfloat));
      for (i = 0; i < m; i++)
        chunk[i] = GUINT32_TO_LE (chunk[i]);
      if (fwrite (chunk, sizeof (gfloat), m, stream) != m)
        return FALSE;
      data += m;
      n -= m;
    }

  return TRUE;
}

static gboolean
write_all (const LlTensorFile *file, const GString *header, FILE *stream)
{
  guint64 length = GUINT64_TO_LE ((guint64) header->len);
  guint i;

  if (fwrite (&length, LL_TENSOR_FILE_PREFIX, 1, stream) != 1 ||
      fwrite (header->str, header->len, 1, stream) != 1)
    return FALSE;

  for (i = 0; i < file->tensors->len; i++)
    {
      const LlFileTensor *tensor = g_ptr_array_index (file->tensors, i);

      if (!write_floats (stream, tensor->data, tensor->n))
        return FALSE;
    }

  return fflush (stream) == 0 && fsync (fileno (stream)) == 0;
}

static gboolean
sync_folder (const gchar *path)
{
  g_autofree gchar *folder = g_path_get_dirname (path);
  gint fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced;
  gint saved;

  if (fd < 0)
    return FALSE;

  /* Some file systems can't flush a folder, and report EINVAL. */
  synced = fsync (fd) == 0 || errno == EINVAL;
  saved = errno;
  close (fd);
  errno = saved;

  return synced;
}

static gboolean
write_beside (const LlTensorFile *file,
              const GString *header,
              const gchar *temporary,
              gint fd,
              const gchar *path)
{
  FILE *stream = fdopen (fd, "wb");
  gboolean written;
  gint saved;

  if (!stream)
    {
      saved = errno;
      close (fd);
      errno = saved;
      return FALSE;
    }

  written = write_all (file, header, stream);
  saved = errno;
  if (fclose (stream) != 0 && written)
    return FALSE;
  errno = saved;

  return written && g_rename (temporary, path) == 0;
}

gboolean
ll_tensor_file_write (const LlTensorFile *file, const gchar *path, GError **error)
{
  g_autofree gchar *temporary = g_strconcat (path, ".XXXXXX", NULL);
  g_autoptr (GString) header = NULL;
  gsize data_size;
  gint fd;

  header = make_header (file, &data_size);
  if (header->len > LL_TENSOR_FILE_MAX_HEADER ||
      (guint64) data_size + header->len + LL_TENSOR_FILE_PREFIX > LL_TENSOR_FILE_MAX_SIZE)
    {
      g_set_error (
        error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK,
        _ ("The network is too large for a weights file: choose a smaller width "
           "or fewer levels."));
      return FALSE;
    }

  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (fd < 0)
    return set_write_error (path, error);

  if (!write_beside (file, header, temporary, fd, path))
    {
      gint saved = errno;

      g_unlink (temporary);
      errno = saved;
      return set_write_error (path, error);
    }

  return sync_folder (path) || set_write_error (path, error);
}
