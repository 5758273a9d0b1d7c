/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a path that is to be written stands for. */

#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

typedef struct
{
  gchar *title;  /* how messages call it                              */
  gchar *path;   /* of the file itself, after all symbolic links      */
  gchar *folder; /* where @path lies                                  */
  gchar *name;   /* of the file in @folder                            */
  gboolean exists;
  GStatBuf info; /* of the file, if it exists */
} LlTarget;

/**
 * ll_target_find:
 * @target: (out caller-allocates): to be cleared also after a failure
 * @path: a path, of a link perhaps
 * @error: return location for a #GFileError
 *
 * Follows links and checks that @path is a regular file, or does not exist yet.
 */
gboolean ll_target_find (LlTarget *target, const gchar *path, GError **error);
void ll_target_clear (LlTarget *target);

/**
 * ll_targets_check_distinct:
 * @paths: (array zero-terminated=1): the outputs of a call
 * @error: return location for a #GFileError
 *
 * Checks each path as ll_target_find() does, and that no two are the same file.
 */
gboolean ll_targets_check_distinct (const gchar *const *paths, GError **error);

/* Sets the error "can't be written", with the number of a system's error.  Returns FALSE. */
gboolean ll_target_fail (const gchar *title, gint number, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LlTarget, ll_target_clear)

G_END_DECLS
