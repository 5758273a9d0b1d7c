/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes tensor files. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "io/half.h"
#include "io/tensor-file-private.h"
#include "lazylabels/error.h"
#include "lazylabels/part-file.h"

/* The number of floats per conversion. */
#define CHUNK 4096

static void
add_tensor (JsonBuilder *builder,
            const LlFileTensor *tensor,
            gboolean half,
            gsize *offset)
{
  gint i;

  json_builder_set_member_name (builder, tensor->name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dtype");
  json_builder_add_string_value (builder, half ? "F16" : "F32");
  json_builder_set_member_name (builder, "shape");
  json_builder_begin_array (builder);
  for (i = 0; i < tensor->n_dims; i++)
    json_builder_add_int_value (builder, tensor->dims[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "data_offsets");
  json_builder_begin_array (builder);
  json_builder_add_int_value (builder, (gint64) *offset);
  *offset += tensor->n * (half ? sizeof (guint16) : sizeof (gfloat));
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
    add_tensor (builder, g_ptr_array_index (file->tensors, i), file->half, data_size);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  header = g_string_new (json);
  while (header->len % 8 != 0)
    g_string_append_c (header, ' ');

  return header;
}

/* Errors of the stream show when the part file is finished. */
static void
write_floats (FILE *stream, const gfloat *data, gsize n)
{
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    {
      fwrite (data, sizeof (gfloat), n, stream);
      return;
    }

  while (n > 0)
    {
      guint32 chunk[CHUNK];
      gsize m = MIN (n, CHUNK);
      gsize i;

      memcpy (chunk, data, m * sizeof (gfloat));
      for (i = 0; i < m; i++)
        chunk[i] = GUINT32_TO_LE (chunk[i]);
      fwrite (chunk, sizeof (gfloat), m, stream);
      data += m;
      n -= m;
    }
}

static void
write_halves (FILE *stream, const gfloat *data, gsize n)
{
  while (n > 0)
    {
      guint16 chunk[CHUNK];
      gsize m = MIN (n, CHUNK);
      gsize i;

      for (i = 0; i < m; i++)
        chunk[i] = GUINT16_TO_LE (ll_half_from_float (data[i]));
      fwrite (chunk, sizeof (guint16), m, stream);
      data += m;
      n -= m;
    }
}

static void
write_all (const LlTensorFile *file, const GString *header, FILE *stream)
{
  guint64 length = GUINT64_TO_LE ((guint64) header->len);
  guint i;

  fwrite (&length, LL_TENSOR_FILE_PREFIX, 1, stream);
  fwrite (header->str, header->len, 1, stream);
  for (i = 0; i < file->tensors->len && !ferror (stream); i++)
    {
      const LlFileTensor *tensor = g_ptr_array_index (file->tensors, i);

      (file->half ? write_halves : write_floats) (stream, tensor->data, tensor->n);
    }
}

gboolean
ll_tensor_file_write (const LlTensorFile *file, const gchar *path, GError **error)
{
  g_autoptr (LlPartFile) part = NULL;
  g_autoptr (GString) header = NULL;
  gsize data_size;

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

  part = ll_part_file_new (path, error);
  if (!part)
    return FALSE;

  write_all (file, header, ll_part_file_get_stream (part));

  return ll_part_file_commit (part, error);
}
