/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Names for the results of many files: "a" for "a.tif", but "a.tif" where there is an
 * "a.png" as well, so that no result overwrites another.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_result_names_new:
 * @paths: (element-type filename): files, each of them once
 * @endings: of the results of a file; none: a result has the name of its file
 *
 * Names are also told apart where capitals do not count, and from "a-page1", which is the
 * result of the first page of "a".
 *
 * Returns: (transfer full) (element-type utf8): a name per path, without folder and ending.
 */
GPtrArray *lp_result_names_new (const GPtrArray *paths, const gchar *const *endings);

G_END_DECLS
