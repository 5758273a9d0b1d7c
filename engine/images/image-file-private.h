/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the readers of the formats fill in. */

#pragma once

#include "lazylabels/image-file.h"

G_BEGIN_DECLS

typedef enum
{
  LL_PIXELS_U8,
  LL_PIXELS_U16,
  LL_PIXELS_U32,
  LL_PIXELS_FLOAT
} LlPixelType;

struct _LlImageFile
{
  gint width;
  gint height;
  gint components; /* of a pixel: 1 grey, 2 with alpha, 3 RGB, 4 with alpha */
  LlPixelType type;
  gboolean inverted;    /* 0 is white                                   */
  const guint8 *pixels; /* [height][width][components]                  */
  guint8 *own;          /* the same where they were read, else NULL     */
  GMappedFile *mapped;  /* the file where it was mapped, else NULL      */
};

/**
 * ll_image_file_allocate:
 * @file: (inout): with size, components and type
 * @path: for messages
 * @error: return location for an error
 *
 * Returns: whether there is room for the pixels, now in @file->own.
 */
gboolean ll_image_file_allocate (LlImageFile *file, const gchar *path, GError **error);

/* Bytes of a row. */
gsize ll_image_file_get_row_bytes (const LlImageFile *file);

/* Sets an error that names the file; FALSE. */
gboolean ll_image_file_fail (const gchar *path, const gchar *problem, GError **error);

/* The readers; each returns whether @file holds the pixels. */
gboolean
ll_image_file_read_tiff (LlImageFile *file, const gchar *path, gint page, GError **error);
gboolean ll_image_file_read_png (LlImageFile *file, const gchar *path, GError **error);
gboolean ll_image_file_read_jpeg (LlImageFile *file, const gchar *path, GError **error);
GArray *ll_image_file_list_tiff (const gchar *path);

G_END_DECLS
