/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the header of a tensor file, which is not trusted: every number is checked against
 * the size of the file before it is used.
 */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/json.h"
#include "io/tensor-file-private.h"
#include "lazylabels/error.h"

/* The deepest nesting of a valid header is {"name": {"shape": [. */
#define MAX_DEPTH 8

gboolean
ll_tensor_file_fail (GError **error, const gchar *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error)
    *error =
      g_error_new_valist (LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT, format, values);
  va_end (values);

  return FALSE;
}

static JsonArray *
get_array (JsonObject *object, const gchar *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
get_element (JsonArray *array, guint index, gint64 most, gint64 *value)
{
  JsonNode *node = json_array_get_element (array, index);

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *value = json_node_get_int (node);

  return *value >= 0 && *value <= most;
}

/* Reads a shape with at most @most elements; @n is set to their number. */
static gboolean
read_shape (JsonArray *array, gsize most, gint *n_dims, gint *dims, gsize *n)
{
  guint length = json_array_get_length (array);
  guint i;

  if (length > LL_TENSOR_FILE_MAX_DIMS)
    return FALSE;

  *n_dims = (gint) length;
  *n = 1;
  for (i = 0; i < length; i++)
    {
      gint64 size;

      if (!get_element (array, i, G_MAXINT, &size) ||
          !g_size_checked_mul (n, *n, (gsize) size) || *n > most)
        return FALSE;
      dims[i] = (gint) size;
    }

  return TRUE;
}

static gboolean
read_tensor (LlTensorFile *file,
             const gchar *name,
             JsonNode *node,
             gsize data_size,
             GError **error)
{
  JsonObject *object;
  JsonArray *shape;
  JsonArray *offsets;
  const gchar *dtype;
  LlFileTensor *tensor;
  gint dims[LL_TENSOR_FILE_MAX_DIMS];
  gint n_dims;
  gint64 begin;
  gint64 end;
  gboolean half;
  gsize size, n;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ll_tensor_file_fail (
      error,
      _ ("The weights file '%s' is damaged, because '%.100s' does "
         "not describe a tensor: use another copy of it."),
      file->title, name);

  object = json_node_get_object (node);
  dtype = ll_json_get_string (object, "dtype");
  shape = get_array (object, "shape");
  offsets = get_array (object, "data_offsets");
  if (!dtype || !shape || !offsets || json_array_get_length (offsets) != 2)
    return ll_tensor_file_fail (
      error,
      _ ("The weights file '%s' is damaged, because tensor '%.100s' lacks its type, "
         "shape or offsets: use another copy of it."),
      file->title, name);

  half = strcmp (dtype, "F16") == 0;
  size = half ? sizeof (guint16) : sizeof (gfloat);
  if (!half && strcmp (dtype, "F32") != 0)
    {
      g_set_error (
        error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
        _ ("The tensor '%.100s' of '%s' has the type %.20s, but only F32 and F16 can be "
           "read: convert it to F32 first."),
        name, file->title, dtype);
      return FALSE;
    }

  if (!read_shape (shape, data_size / size, &n_dims, dims, &n))
    return ll_tensor_file_fail (
      error,
      _ ("The weights file '%s' is damaged, because the shape of tensor '%.100s' does "
         "not fit into the file: use another copy of it."),
      file->title, name);

  if (!get_element (offsets, 0, (gint64) data_size, &begin) ||
      !get_element (offsets, 1, (gint64) data_size, &end) || begin > end)
    return ll_tensor_file_fail (
      error,
      _ ("The weights file '%s' is damaged, because tensor '%.100s' "
         "lies outside of the file: use another copy of it."),
      file->title, name);

  if ((gsize) (end - begin) != n * size || (gsize) begin % size != 0)
    return ll_tensor_file_fail (
      error,
      _ ("The weights file '%s' is damaged, because the shape of tensor '%.100s' does "
         "not fit its offsets: use another copy of it."),
      file->title, name);

  tensor = ll_tensor_file_insert (file, name, n_dims, dims);
  if (!tensor)
    return ll_tensor_file_fail (
      error,
      _ ("The weights file '%s' is damaged, because tensor '%.100s' "
         "occurs twice: use another copy of it."),
      file->title, name);
  tensor->offset = (gsize) begin;
  tensor->half = half;

  return TRUE;
}

static gboolean
read_metadata (LlTensorFile *file, JsonNode *node, GError **error)
{
  JsonObject *object;
  JsonObjectIter iter;
  const gchar *key;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ll_tensor_file_fail (
      error,
      _ ("The weights file '%s' is damaged, because its metadata is "
         "not an object: use another copy of it."),
      file->title);

  object = json_node_get_object (node);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, NULL))
    {
      const gchar *value = ll_json_get_string (object, key);

      if (!value)
        return ll_tensor_file_fail (
          error,
          _ ("The weights file '%s' is damaged, because its "
             "metadata is not all text: use another copy of it."),
          file->title);
      ll_tensor_file_set_metadata (file, key, value);
    }

  return TRUE;
}

static gint
compare_offsets (gconstpointer a, gconstpointer b)
{
  const LlFileTensor *first = *(LlFileTensor *const *) a;
  const LlFileTensor *second = *(LlFileTensor *const *) b;

  if (first->offset != second->offset)
    return first->offset < second->offset ? -1 : 1;

  /* Empty tensors occupy no space, and precede a tensor that starts at the
   * same offset.
   */
  return first->n < second->n ? -1 : first->n > second->n;
}

/* In this format, the tensors fill the rest of the file without gaps and overlaps. */
static gboolean
check_places (LlTensorFile *file, gsize data_size, GError **error)
{
  gsize next = 0;
  guint i;

  g_ptr_array_sort (file->tensors, compare_offsets);
  for (i = 0; i < file->tensors->len; i++)
    {
      const LlFileTensor *tensor = g_ptr_array_index (file->tensors, i);

      if (tensor->offset < next)
        return ll_tensor_file_fail (
          error,
          _ ("The weights file '%s' is damaged, because tensor '%.100s' overlaps another "
             "one: use another copy of it."),
          file->title, tensor->name);
      if (tensor->offset > next)
        return ll_tensor_file_fail (
          error,
          _ ("The weights file '%s' is damaged, because there is a "
             "gap before tensor '%.100s': use another copy of it."),
          file->title, tensor->name);
      next += tensor->n * (tensor->half ? sizeof (guint16) : sizeof (gfloat));
    }

  return next == data_size ||
         ll_tensor_file_fail (
           error,
           _ ("The weights file '%s' is damaged, because its length is "
              "wrong: use another copy of it."),
           file->title);
}

gboolean
ll_tensor_file_read_header (LlTensorFile *file,
                            const gchar *header,
                            gsize length,
                            gsize data_size,
                            GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) cause = NULL;
  JsonObjectIter iter;
  const gchar *name;
  JsonNode *node;

  root = ll_json_parse (header, length, MAX_DEPTH, &cause);
  if (!root)
    {
      g_set_error (
        error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
        _ ("The header of the weights file '%s' is damaged (%s): use another copy "
           "of it."),
        file->title, cause->message);
      return FALSE;
    }

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    if (!(strcmp (name, LL_TENSOR_FILE_METADATA) == 0
            ? read_metadata (file, node, error)
            : read_tensor (file, name, node, data_size, error)))
      return FALSE;

  return check_places (file, data_size, error);
}
