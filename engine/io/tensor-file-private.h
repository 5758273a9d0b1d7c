/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the reader and the writer of tensor files share. */

#pragma once

#include "io/tensor-file.h"

G_BEGIN_DECLS

#define LL_TENSOR_FILE_METADATA "__metadata__"

/* Bytes before the header: its length. */
#define LL_TENSOR_FILE_PREFIX 8

/* The longest header (a large network's takes 0.2 MB), and the largest file. */
#define LL_TENSOR_FILE_MAX_HEADER ((gsize) 4 << 20)
#define LL_TENSOR_FILE_MAX_SIZE   ((guint64) 8 << 30)

typedef struct
{
  gchar *name;
  gint n_dims;
  gint dims[LL_TENSOR_FILE_MAX_DIMS];
  gsize n;
  gsize offset;  /* of a file that was read: bytes from the first tensor's begin */
  gboolean half; /* of a file that was read: whether its numbers have 16 bits    */
  const gfloat *data;
} LlFileTensor;

struct _LlTensorFile
{
  gchar *title;         /* how messages call it                  */
  GPtrArray *tensors;   /* LlFileTensor, in the order of the file */
  GHashTable *by_name;  /* gchar * to LlFileTensor                */
  GHashTable *metadata; /* gchar * to gchar *                     */
  gfloat *data;         /* what was read; owned                   */
  gboolean half;        /* whether to write numbers of 16 bits    */
};

/* Takes @name; @dims was checked.  %NULL: the name is there already. */
LlFileTensor *ll_tensor_file_insert (LlTensorFile *file,
                                     const gchar *name,
                                     gint n_dims,
                                     const gint *dims);

/* Sets an error from @format, a whole sentence, and returns %FALSE. */
gboolean ll_tensor_file_fail (GError **error, const gchar *format, ...)
  G_GNUC_PRINTF (2, 3);

/* Reads a header of @length bytes, which @data_size bytes of tensors follow. */
gboolean ll_tensor_file_read_header (LlTensorFile *file,
                                     const gchar *header,
                                     gsize length,
                                     gsize data_size,
                                     GError **error);

G_END_DECLS
