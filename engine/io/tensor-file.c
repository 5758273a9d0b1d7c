/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A tensor file in memory. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "io/tensor-file-private.h"
#include "lazylabels/error.h"

static void
tensor_free (gpointer data)
{
  LlFileTensor *tensor = data;

  g_free (tensor->name);
  g_free (tensor);
}

static gchar *
describe_shape (gint n_dims, const gint *dims)
{
  GString *text = g_string_new ("[");
  gint i;

  for (i = 0; i < n_dims; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? ", " : "", dims[i]);
  g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

LlFileTensor *
ll_tensor_file_insert (LlTensorFile *file,
                       const gchar *name,
                       gint n_dims,
                       const gint *dims)
{
  LlFileTensor *tensor;
  gint i;

  if (g_hash_table_contains (file->by_name, name))
    return NULL;

  tensor = g_new0 (LlFileTensor, 1);
  tensor->name = g_strdup (name);
  tensor->n_dims = n_dims;
  tensor->n = 1;
  for (i = 0; i < n_dims; i++)
    {
      tensor->dims[i] = dims[i];
      tensor->n *= (gsize) dims[i];
    }
  g_ptr_array_add (file->tensors, tensor);
  g_hash_table_insert (file->by_name, tensor->name, tensor);

  return tensor;
}

LlTensorFile *
ll_tensor_file_new (void)
{
  LlTensorFile *file = g_new0 (LlTensorFile, 1);

  file->tensors = g_ptr_array_new_with_free_func (tensor_free);
  file->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  file->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return file;
}

void
ll_tensor_file_free (LlTensorFile *file)
{
  if (!file)
    return;

  g_hash_table_unref (file->by_name);
  g_ptr_array_unref (file->tensors);
  g_hash_table_unref (file->metadata);
  g_free (file->title);
  g_free (file->data);
  g_free (file);
}

void
ll_tensor_file_add (LlTensorFile *file,
                    const gchar *name,
                    gint n_dims,
                    const gint *dims,
                    const gfloat *data)
{
  LlFileTensor *tensor;

  g_return_if_fail (n_dims >= 0 && n_dims <= LL_TENSOR_FILE_MAX_DIMS);
  g_return_if_fail (strcmp (name, LL_TENSOR_FILE_METADATA) != 0);

  tensor = ll_tensor_file_insert (file, name, n_dims, dims);
  g_return_if_fail (tensor);

  tensor->data = data;
}

void
ll_tensor_file_set_metadata (LlTensorFile *file, const gchar *key, const gchar *value)
{
  g_hash_table_insert (file->metadata, g_strdup (key), g_strdup (value));
}

void
ll_tensor_file_set_half (LlTensorFile *file, gboolean half)
{
  file->half = half;
}

const gchar *
ll_tensor_file_get_title (const LlTensorFile *file)
{
  return file->title ? file->title : "";
}

gint
ll_tensor_file_get_n (const LlTensorFile *file)
{
  return (gint) file->tensors->len;
}

const gchar *
ll_tensor_file_get_name (const LlTensorFile *file, gint index)
{
  const LlFileTensor *tensor;

  g_return_val_if_fail (index >= 0 && index < (gint) file->tensors->len, NULL);
  tensor = g_ptr_array_index (file->tensors, index);

  return tensor->name;
}

gsize
ll_tensor_file_get_n_numbers (const LlTensorFile *file)
{
  gsize n = 0;
  guint i;

  for (i = 0; i < file->tensors->len; i++)
    n += ((const LlFileTensor *) g_ptr_array_index (file->tensors, i))->n;

  return n;
}

gboolean
ll_tensor_file_has (const LlTensorFile *file, const gchar *name)
{
  return g_hash_table_contains (file->by_name, name);
}

const gfloat *
ll_tensor_file_get (const LlTensorFile *file,
                    const gchar *name,
                    gint n_dims,
                    const gint *dims,
                    GError **error)
{
  const LlFileTensor *tensor = g_hash_table_lookup (file->by_name, name);
  g_autofree gchar *found = NULL;
  g_autofree gchar *expected = NULL;

  if (!tensor)
    {
      g_set_error (
        error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK,
        _ ("The weights file '%s' lacks '%s': use another file, or train anew."),
        ll_tensor_file_get_title (file), name);
      return NULL;
    }

  if (tensor->n_dims == n_dims &&
      (n_dims == 0 || memcmp (tensor->dims, dims, (gsize) n_dims * sizeof (gint)) == 0))
    return tensor->data;

  found = describe_shape (tensor->n_dims, tensor->dims);
  expected = describe_shape (n_dims, dims);
  g_set_error (
    error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK,
    _ ("In the weights file '%s' the shape of '%s' is %s where the network needs "
       "%s: use another file, or train anew."),
    ll_tensor_file_get_title (file), name, found, expected);

  return NULL;
}

const gchar *
ll_tensor_file_get_metadata (const LlTensorFile *file, const gchar *key)
{
  return g_hash_table_lookup (file->metadata, key);
}
