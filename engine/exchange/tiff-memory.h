/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* TIFF in memory and in streams, whose messages are not printed. */

#pragma once

#include <glib.h>
#include <stdio.h>
#include <tiffio.h>

G_BEGIN_DECLS

/* Bytes in memory that libtiff reads as a file. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  gsize at;
} LlTiffBytes;

/**
 * ll_tiff_open_bytes:
 * @bytes: (inout): must outlive the result
 * @most: bytes of the largest piece of memory that libtiff may take
 * @problem: (inout): gets libtiff's first message; to be freed with g_free()
 *
 * Returns: a TIFF to read, for TIFFClose(); or %NULL.
 */
TIFF *ll_tiff_open_bytes (LlTiffBytes *bytes, gsize most, gchar **problem);

/**
 * ll_tiff_open_stream:
 * @stream: where to write, which must be readable as well; it stays open
 * @problem: (inout): gets libtiff's first message; to be freed with g_free()
 *
 * Returns: a TIFF to write, for TIFFClose(); or %NULL.
 */
TIFF *ll_tiff_open_stream (FILE *stream, gchar **problem);

G_END_DECLS
