/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads untrusted tensor files: every number of the header is checked against the size of
 * the file before it is used.
 */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/json.h"
#include "io/tensor-file-private.h"
#include "lazylabels/error.h"

/* The deepest nesting of a valid header is {"name": {"shape": [. */
#define MAX_DEPTH 8

static gboolean set_read_error (GError **error, const gchar *format, ...)
  G_GNUC_PRINTF (2, 3);

/* @format: a whole sentence */
static gboolean
set_read_error (GError **error, const gchar *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error)
    *error =
      g_error_new_valist (LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT, format, values);
  va_end (values);

  return FALSE;
}

static gboolean
fail_foreign (const LlTensorFile *file, GError **error)
{
  g_set_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
               _ ("'%s' is not a weights file: choose one that Lazy Labels saved."),
               file->title);

  return FALSE;
}

static gboolean
fail_io (const LlTensorFile *file, gint saved, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved),
               _ ("The weights file '%s' can't be read (%s): choose another one."),
               file->title, g_strerror (saved));

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
  gsize n;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_read_error (error,
                           _ ("The weights file '%s' is damaged, because '%.100s' does "
                              "not describe a tensor: use another copy of it."),
                           file->title, name);

  object = json_node_get_object (node);
  dtype = ll_json_get_string (object, "dtype");
  shape = get_array (object, "shape");
  offsets = get_array (object, "data_offsets");
  if (!dtype || !shape || !offsets || json_array_get_length (offsets) != 2)
    return set_read_error (
      error,
      _ ("The weights file '%s' is damaged, because tensor '%.100s' lacks its type, "
         "shape or offsets: use another copy of it."),
      file->title, name);

  if (strcmp (dtype, "F32") != 0)
    {
      g_set_error (
        error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
        _ ("The tensor '%.100s' of '%s' has the type %.20s, but only F32 can be "
           "read: convert it to F32 first."),
        name, file->title, dtype);
      return FALSE;
    }

  if (!read_shape (shape, data_size / sizeof (gfloat), &n_dims, dims, &n))
    return set_read_error (
      error,
      _ ("The weights file '%s' is damaged, because the shape of tensor '%.100s' does "
         "not fit into the file: use another copy of it."),
      file->title, name);

  if (!get_element (offsets, 0, (gint64) data_size, &begin) ||
      !get_element (offsets, 1, (gint64) data_size, &end) || begin > end)
    return set_read_error (error,
                           _ ("The weights file '%s' is damaged, because tensor '%.100s' "
                              "lies outside of the file: use another copy of it."),
                           file->title, name);

  if ((gsize) (end - begin) != n * sizeof (gfloat) || begin % sizeof (gfloat) != 0)
    return set_read_error (
      error,
      _ ("The weights file '%s' is damaged, because the shape of tensor '%.100s' does "
         "not fit its offsets: use another copy of it."),
      file->title, name);

  tensor = ll_tensor_file_insert (file, name, n_dims, dims);
  if (!tensor)
    return set_read_error (error,
                           _ ("The weights file '%s' is damaged, because tensor '%.100s' "
                              "occurs twice: use another copy of it."),
                           file->title, name);
  tensor->offset = (gsize) begin / sizeof (gfloat);

  return TRUE;
}

static gboolean
read_metadata (LlTensorFile *file, JsonNode *node, GError **error)
{
  JsonObject *object;
  JsonObjectIter iter;
  const gchar *key;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_read_error (error,
                           _ ("The weights file '%s' is damaged, because its metadata is "
                              "not an object: use another copy of it."),
                           file->title);

  object = json_node_get_object (node);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, NULL))
    {
      const gchar *value = ll_json_get_string (object, key);

      if (!value)
        return set_read_error (error,
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
        return set_read_error (
          error,
          _ ("The weights file '%s' is damaged, because tensor '%.100s' overlaps another "
             "one: use another copy of it."),
          file->title, tensor->name);
      if (tensor->offset > next)
        return set_read_error (error,
                               _ ("The weights file '%s' is damaged, because there is a "
                                  "gap before tensor '%.100s': use another copy of it."),
                               file->title, tensor->name);
      next += tensor->n;
    }

  return next * sizeof (gfloat) == data_size ||
         set_read_error (error,
                         _ ("The weights file '%s' is damaged, because its length is "
                            "wrong: use another copy of it."),
                         file->title);
}

static gboolean
read_header (LlTensorFile *file,
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
    return fail_foreign (file, error);
  if (length > LL_TENSOR_FILE_MAX_HEADER)
    return set_read_error (error,
                           _ ("The weights file '%s' is damaged, because its header is "
                              "too long: use another copy of it."),
                           file->title);
  if (length > size - LL_TENSOR_FILE_PREFIX)
    return set_read_error (error,
                           _ ("The weights file '%s' is damaged, because it ends within "
                              "its header: use another copy of it."),
                           file->title);

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
    return fail_foreign (file, error);
  if (size > LL_TENSOR_FILE_MAX_SIZE)
    return set_read_error (error,
                           _ ("The weights file '%s' is damaged, because it is too "
                              "large: use another copy of it."),
                           file->title);

  return TRUE;
}

static gboolean
alloc_data (LlTensorFile *file, gsize size, GError **error)
{
  if (size == 0)
    return TRUE;

  file->data = g_try_malloc (size);
  if (file->data)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
               _ ("There is not enough memory for the weights file '%s': close other "
                  "programs or images."),
               file->title);

  return FALSE;
}

static void
place_tensors (LlTensorFile *file, gsize data_size)
{
  static const gfloat nothing[1] = { 0.0f };
  guint i;

  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    {
      gsize k;

      for (k = 0; k < data_size / sizeof (gfloat); k++)
        {
          guint32 bits;

          memcpy (&bits, &file->data[k], sizeof bits);
          bits = GUINT32_FROM_LE (bits);
          memcpy (&file->data[k], &bits, sizeof bits);
        }
    }

  for (i = 0; i < file->tensors->len; i++)
    {
      LlFileTensor *tensor = g_ptr_array_index (file->tensors, i);

      tensor->data = file->data ? file->data + tensor->offset : nothing;
    }
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
      gssize got = read (fd, next, MIN (n, (gsize) 1 << 30));

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

  return saved ? fail_io (file, saved, error)
               : set_read_error (error,
                                 _ ("The weights file '%s' was truncated while it was "
                                    "read: use another copy of it."),
                                 file->title);
}

static gboolean
read_fd (LlTensorFile *file, gint fd, GError **error)
{
  guint8 start[LL_TENSOR_FILE_PREFIX + 1];
  g_autofree gchar *header = NULL;
  gsize length;
  gsize data_size;
  struct stat status;

  if (fstat (fd, &status) != 0)
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
  if (!read_header (file, header, length, data_size, error) ||
      !alloc_data (file, data_size, error))
    return FALSE;
  if (!read_bytes (fd, file->data, data_size))
    return fail_read (file, error);
  place_tensors (file, data_size);

  return TRUE;
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
  if (!read_header (file, (const gchar *) start, length, data_size, error) ||
      !alloc_data (file, data_size, error))
    return NULL;
  if (data_size > 0)
    memcpy (file->data, start + length, data_size);
  place_tensors (file, data_size);

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
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    {
      fail_io (file, errno, error);
      return NULL;
    }

  good = read_fd (file, fd, error);
  close (fd);

  return good ? g_steal_pointer (&file) : NULL;
}
