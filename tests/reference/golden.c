/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Safetensors: eight bytes of header length, a header of JSON, float32 numbers; the numbers and
 * the length are little-endian.
 */

#include <string.h>

#include <json-glib/json-glib.h>

#include "golden.h"

static void
add_tensor (G_GNUC_UNUSED JsonObject *object,
            const gchar *name,
            JsonNode *node,
            gpointer data)
{
  LlGolden *golden = data;
  JsonObject *entry = json_node_get_object (node);
  LlGoldenTensor *tensor;
  JsonArray *shape, *offsets;

  if (g_str_equal (name, "__metadata__"))
    return;

  tensor = g_new0 (LlGoldenTensor, 1);
  shape = json_object_get_array_member (entry, "shape");
  offsets = json_object_get_array_member (entry, "data_offsets");
  tensor->n_dims = (gint) json_array_get_length (shape);
  g_assert_cmpint (tensor->n_dims, <=, 4);
  tensor->n = 1;
  for (gint i = 0; i < tensor->n_dims; i++)
    {
      tensor->dims[i] = (gint) json_array_get_int_element (shape, (guint) i);
      tensor->n *= (gsize) tensor->dims[i];
    }
  tensor->offset = (gsize) json_array_get_int_element (offsets, 0);
  tensor->data = golden->data + tensor->offset / sizeof (gfloat);
  g_hash_table_insert (golden->tensors, g_strdup (name), tensor);
}

LlGolden *
ll_golden_read (const gchar *path, GError **error)
{
  g_autoptr (LlGolden) golden = g_new0 (LlGolden, 1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint64 length;
  gsize bytes;

  golden->tensors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!g_file_get_contents (path, &golden->contents, &bytes, error))
    return NULL;
  memcpy (&length, golden->contents, sizeof (length));
  length = GUINT64_FROM_LE (length);
  g_assert_cmpuint (length + 8, <=, bytes);
  /* The header is padded to eight bytes, and so the numbers are aligned. */
  golden->data = (gfloat *) (gpointer) (golden->contents + 8 + length);
  for (gsize i = 0; i < (bytes - 8 - length) / sizeof (gfloat); i++)
    {
      guint32 bits;

      memcpy (&bits, &golden->data[i], sizeof (bits));
      bits = GUINT32_FROM_LE (bits);
      memcpy (&golden->data[i], &bits, sizeof (bits));
    }
  if (!json_parser_load_from_data (parser, golden->contents + 8, (gssize) length, error))
    return NULL;
  json_object_foreach_member (json_node_get_object (json_parser_get_root (parser)),
                              add_tensor, golden);
  return g_steal_pointer (&golden);
}

void
ll_golden_free (LlGolden *golden)
{
  g_hash_table_unref (golden->tensors);
  g_free (golden->contents);
  g_free (golden);
}

const LlGoldenTensor *
ll_golden_find (const LlGolden *golden, const gchar *prefix, const gchar *name)
{
  g_autofree gchar *key = g_strconcat (prefix, name, NULL);

  return g_hash_table_lookup (golden->tensors, key);
}
