/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The image files of a folder, or of a list that a person gave: each file once, whatever
 * leads to it, with a sentence about everything that is skipped, hidden files and those
 * that file managers leave behind (Thumbs.db, ._name, ...) included.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LP_FILES_XCF,     /* files of GIMP, packed ones too */
  LP_FILES_PICTURES /* all images                     */
} LpFilesKind;

typedef struct
{
  GPtrArray *paths; /* element-type filename, sorted                              */
  GPtrArray *notes; /* element-type utf8: what was skipped, in whole sentences */
  GHashTable *seen; /* identity -> path, of all paths                              */
} LpFileList;

/**
 * lp_file_list_new_folder:
 * @folder: a folder
 * @kind: what to take of it; subfolders are not searched
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: (transfer full): at least one file, or %NULL.
 */
LpFileList *
lp_file_list_new_folder (const gchar *folder, LpFilesKind kind, GError **error);

/**
 * lp_file_list_new_text:
 * @text: folders and files, one per line, each as lp_path_from_text() takes it
 * @kind: what to take of folders; a file that is named is taken whatever its name
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: (transfer full): the files, which may be none and need not exist; %NULL after
 *   an error.
 */
LpFileList *lp_file_list_new_text (const gchar *text, LpFilesKind kind, GError **error);
void lp_file_list_free (LpFileList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFileList, lp_file_list_free)

G_END_DECLS
