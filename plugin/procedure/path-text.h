/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Paths as people and scripts write them, and as messages show them.  A path is any row of
 * bytes, but a text is UTF-8.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_path_from_text:
 * @text: a path, perhaps with "~" or "~user" in front, or a URI of a local file
 *
 * Expands what a shell would expand.  The name of an unknown user is left as it is, because
 * a file may be called so.
 *
 * Returns: (transfer full): the path.
 */
gchar *lp_path_from_text (const gchar *text);

/**
 * lp_path_resolve:
 * @path: a path
 *
 * Follows links and ".." up to the folder of the file, as the system does it; libraries
 * that shorten "link/.." by its letters then have nothing to shorten.
 *
 * Returns: (transfer full): an absolute path of the same file, with the same name.
 */
gchar *lp_path_resolve (const gchar *path);

/**
 * lp_path_to_uri:
 * @path: a path
 *
 * Returns: (transfer full): the URI of the file, which is ASCII.
 */
gchar *lp_path_to_uri (const gchar *path);

/**
 * lp_path_to_text:
 * @path: a path
 *
 * Returns: (transfer full): a single line for lp_path_from_text(): the path itself, or its
 *   URI where the path can't be typed.
 */
gchar *lp_path_to_text (const gchar *path);

/**
 * lp_path_get_label:
 * @path: a path
 *
 * Returns: (transfer full): the name of the file as one line of text; bytes that are not
 *   UTF-8 and control characters become "%" and two digits, such as "5%B5m.png".
 */
gchar *lp_path_get_label (const gchar *path);

G_END_DECLS
