/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The images that a command works on: files, all images of folders, and each page of a stack
 * as an image of its own.
 */

#pragma once

#include "command.h"

G_BEGIN_DECLS

typedef struct
{
  gchar *path;
  gint page;    /* 0 .. n_pages - 1 */
  gint n_pages; /* of the file */
  gchar *name;  /* of its results, without folder and ending; no two have the same */
  gchar *shown; /* for people: the path, and the page of a stack */
} LcInput;

void lc_input_free (LcInput *input);

/**
 * lc_inputs_new:
 * @paths: (array zero-terminated=1): files and folders
 * @report: gets notes on what is skipped
 * @error: return location for a %LC_ERROR_FILES
 *
 * Of a folder, the images count that are not hidden and not the labels of a sample.  A file
 * counts once, whatever leads to it.  A file that is named is taken whatever its name.
 *
 * Returns: (transfer full) (element-type LcInput): at least one, sorted by their paths within
 *   a folder; or %NULL.
 */
GPtrArray *lc_inputs_new (gchar **paths, LcReport *report, GError **error);

G_END_DECLS
