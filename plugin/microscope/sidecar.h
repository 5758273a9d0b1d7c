/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text files that some microscopes write beside an image. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer ones are not read. */
#define LP_SIDECAR_MOST (1024 * 1024)

/**
 * lp_sidecar_decode:
 * @bytes: (array length=size): a text in UTF-16 of either order of bytes, with or without a
 *   byte order mark, or in an encoding with ASCII in it
 * @length: (out): of what is returned
 *
 * Returns: (transfer full): the text in UTF-8 if it was in UTF-16, else its bytes; without
 *   a mark.
 */
gchar *lp_sidecar_decode (const gchar *bytes, gsize size, gsize *length);

/**
 * lp_sidecar_read:
 * @path: of the image
 * @suffix: what the name of the text file has for the ending of the image's, such as ".txt";
 *   "%s" in it stands for that ending without its dot
 * @length: (out): of what is returned
 *
 * Reads a text file beside an image.  Its suffix may be in lower or upper case.
 *
 * Returns: (transfer full) (nullable): the text, from lp_sidecar_decode(); %NULL if there is
 *   no such file, or if it is too long.
 */
gchar *lp_sidecar_read (const gchar *path, const gchar *suffix, gsize *length);

G_END_DECLS
