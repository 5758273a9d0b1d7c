/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tags of the first page of a TIFF file, of either order of bytes and either size. */

#pragma once

#include "microscope/lines.h"

G_BEGIN_DECLS

typedef struct _LpTiffTags LpTiffTags;

/**
 * lp_tiff_tags_open:
 * @path: a file of any kind
 *
 * Returns: (transfer full) (nullable): the tags; %NULL if it is not a TIFF file, or is broken.
 */
LpTiffTags *lp_tiff_tags_open (const gchar *path);
void lp_tiff_tags_free (LpTiffTags *tags);

gint lp_tiff_tags_get_columns (const LpTiffTags *tags);
gint lp_tiff_tags_get_rows (const LpTiffTags *tags);
gboolean lp_tiff_tags_is_big_endian (const LpTiffTags *tags);

/**
 * lp_tiff_tags_get_bytes:
 * @tag: a tag that libtiff does not know, or the description of the image
 * @bytes: (out): its text or bytes, which belong to @tags
 *
 * Returns: whether the file has such a tag, with values of one byte each.
 */
gboolean lp_tiff_tags_get_bytes (const LpTiffTags *tags, guint32 tag, LpSpan *bytes);

/**
 * lp_tiff_tags_get_number:
 * @tag: a tag that libtiff does not know
 * @number: (out): its first value
 *
 * Returns: whether the file has such a tag, with numbers.
 */
gboolean lp_tiff_tags_get_number (const LpTiffTags *tags, guint32 tag, gdouble *number);

/**
 * lp_tiff_tags_get_resolution:
 * @x: (out): pixels per unit, 0 if it is missing
 * @y: (out): likewise
 *
 * Returns: the unit in metres; 0 for a resolution without a unit.
 */
gdouble lp_tiff_tags_get_resolution (const LpTiffTags *tags, gdouble *x, gdouble *y);

/**
 * lp_tiff_tags_read_file:
 * @offset: from the beginning of the file
 * @bytes: (out caller-allocates) (array length=size): what stands there
 *
 * Reads from the file itself, for tags that point into it.
 *
 * Returns: how many bytes there were, at most @size.
 */
gsize
lp_tiff_tags_read_file (const LpTiffTags *tags, guint64 offset, gchar *bytes, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTiffTags, lp_tiff_tags_free)

G_END_DECLS
