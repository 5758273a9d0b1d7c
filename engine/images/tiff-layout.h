/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The head of a TIFF file whose pages lie one after the other, uncompressed: where each row
 * lies is known before any is written.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint width;
  gint height;
  gint samples;              /* of a pixel: 1 or 3                    */
  gint bits;                 /* of a sample: 8, 16, or 32 for floating point */
  const gchar *const *names; /* of the pages, NULL-terminated         */
} LlTiffLayout;

/**
 * ll_tiff_layout_make_head:
 * @layout: what the file holds
 * @first: (out): the byte at which the pixels of the first page begin
 *
 * Returns: (transfer full): all bytes up to @first, in the order of this machine.
 */
GByteArray *ll_tiff_layout_make_head (const LlTiffLayout *layout, guint64 *first);

/* Bytes of a page. */
guint64 ll_tiff_layout_get_page_bytes (const LlTiffLayout *layout);

G_END_DECLS
