/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Folders of tests that write files. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full): a new empty folder. */
gchar *folder_new (void);

/* Deletes a folder with the files in it, and frees @folder. */
void folder_free (gchar *folder);

/* Returns: how many files there are, hidden ones included. */
gint folder_count (const gchar *folder);

void folder_write (const gchar *folder, const gchar *name, const gchar *text);
void folder_assert (const gchar *folder, const gchar *name, const gchar *text);

/* Modes do not bind root: turns root into a user whom they bind, and back.  Nothing happens
 * where the user is another one from the start.
 */
void folder_drop_rights (void);
void folder_regain_rights (void);

typedef gchar Folder;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Folder, folder_free)

G_END_DECLS
