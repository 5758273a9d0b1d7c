/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files of tables that grow by rows. */

#include "files/table.h"

struct _LpTableRows
{
  gchar *path;
  const LlTable *rows;
  guint n_late;
  LlAppendFile *file;
};

static gboolean
prepare_file (LpTableRows *rows, GError **error)
{
  g_autoptr (GString) text = NULL;
  const gchar *old;
  gsize length, keep;

  g_clear_pointer (&rows->file, ll_append_file_free);
  rows->file = ll_append_file_new (rows->path, error);
  if (!rows->file)
    return FALSE;

  old = ll_append_file_get_contents (rows->file, &length);
  text = ll_csv_append (old, length, rows->path, rows->rows, rows->n_late, &keep, error);

  return text && ll_append_file_prepare (rows->file, keep, text->str, text->len, error);
}

LpTableRows *
lp_table_prepare (const gchar *path, const LlTable *rows, guint n_late, GError **error)
{
  g_autoptr (LpTableRows) prepared = g_new0 (LpTableRows, 1);

  prepared->path = g_strdup (path);
  prepared->rows = rows;
  prepared->n_late = n_late;

  return prepare_file (prepared, error) ? g_steal_pointer (&prepared) : NULL;
}

void
lp_table_rows_free (LpTableRows *rows)
{
  if (!rows)
    return;

  ll_append_file_free (rows->file);
  g_free (rows->path);
  g_free (rows);
}

gboolean
lp_table_commit (LpTableRows *rows, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean done = ll_append_file_commit (rows->file, &problem);

  /* Another process has made the file meanwhile, and nothing makes it again. */
  if (!done && g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_EXIST))
    return prepare_file (rows, error) && ll_append_file_commit (rows->file, error);

  if (!done)
    g_propagate_error (error, g_steal_pointer (&problem));

  return done;
}

LlTable *
lp_table_read (const gchar *path, GError **error)
{
  g_autofree gchar *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return ll_csv_read (text, length, path, NULL, error);
}
