/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files of named arrays of float32, or of float16 to save space: safetensors (https://huggingface.co/docs/safetensors).
 *
 * 8 bytes: the length of the header, little-endian; the header: JSON with type, shape and
 * place of each tensor, and strings under `__metadata__`; the tensors, little-endian and
 * without gaps.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LL_TENSOR_FILE_MAX_DIMS 4

typedef struct _LlTensorFile LlTensorFile;

/* A file to be: tensors are added, then it is written. */
LlTensorFile *ll_tensor_file_new (void);
void ll_tensor_file_free (LlTensorFile *file);

/**
 * ll_tensor_file_add:
 * @name: not there yet
 * @n_dims: 0 .. %LL_TENSOR_FILE_MAX_DIMS
 * @dims: the shape, row-major
 * @data: (transfer none): the numbers; must stay until @file is freed
 */
void ll_tensor_file_add (LlTensorFile *file,
                         const gchar *name,
                         gint n_dims,
                         const gint *dims,
                         const gfloat *data);

void
ll_tensor_file_set_metadata (LlTensorFile *file, const gchar *key, const gchar *value);

/* Whether the numbers are written with 16 bits instead of 32; each must lie between plus and
 * minus %LL_HALF_MAX.
 */
void ll_tensor_file_set_half (LlTensorFile *file, gboolean half);

/**
 * ll_tensor_file_write:
 * @path: replaced at once, when all is on disk, or not at all
 * @error: return location for a #GFileError or %LL_WEIGHTS_ERROR
 */
gboolean
ll_tensor_file_write (const LlTensorFile *file, const gchar *path, GError **error);

/**
 * ll_tensor_file_read:
 * @path: a file, not trusted
 * @error: return location for a #GFileError or %LL_WEIGHTS_ERROR
 *
 * Memory for the tensors is taken when the header has proved right, and no more than
 * the file has bytes.
 *
 * Returns: (transfer full): the file's contents, or %NULL.
 */
LlTensorFile *ll_tensor_file_read (const gchar *path, GError **error);

/**
 * ll_tensor_file_parse:
 * @bytes: contents of a file, not trusted; copied
 * @name: how messages call it
 *
 * The same from memory.
 */
LlTensorFile *ll_tensor_file_parse (GBytes *bytes, const gchar *name, GError **error);

/* How messages call the file. */
const gchar *ll_tensor_file_get_title (const LlTensorFile *file);

gint ll_tensor_file_get_n (const LlTensorFile *file);
const gchar *ll_tensor_file_get_name (const LlTensorFile *file, gint index);

/* Numbers of all tensors together. */
gsize ll_tensor_file_get_n_numbers (const LlTensorFile *file);

gboolean ll_tensor_file_has (const LlTensorFile *file, const gchar *name);

/**
 * ll_tensor_file_get:
 * @n_dims: dimensions that the tensor must have
 * @dims: and their sizes
 * @error: return location for a %LL_WEIGHTS_ERROR_NETWORK
 *
 * Returns: (transfer none): the numbers, or %NULL: no such tensor, or of another shape.
 */
const gfloat *ll_tensor_file_get (const LlTensorFile *file,
                                  const gchar *name,
                                  gint n_dims,
                                  const gint *dims,
                                  GError **error);

/* %NULL: there is none. */
const gchar *ll_tensor_file_get_metadata (const LlTensorFile *file, const gchar *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlTensorFile, ll_tensor_file_free)

G_END_DECLS
