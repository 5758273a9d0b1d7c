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
  gsize offset; /* of a file that was read: floats from the first tensor's begin */
  const gfloat *data;
} LlFileTensor;

struct _LlTensorFile
{
  gchar *title;         /* how messages call it                  */
  GPtrArray *tensors;   /* LlFileTensor, in the order of the file */
  GHashTable *by_name;  /* gchar * to LlFileTensor                */
  GHashTable *metadata; /* gchar * to gchar *                     */
  gfloat *data;         /* what was read; owned                   */
};

/* Takes @name; @dims was checked.  %NULL: the name is there already. */
LlFileTensor *ll_tensor_file_insert (LlTensorFile *file,
                                     const gchar *name,
                                     gint n_dims,
                                     const gint *dims);

G_END_DECLS
