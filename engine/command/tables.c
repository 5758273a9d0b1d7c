/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tables.h"

#include "measured.h"

/* Rows wait no longer than this, in microseconds. */
#define INTERVAL (5 * G_USEC_PER_SEC)

struct _LcTable
{
  gchar *path; /* empty: none */
  guint n_late;
  GHashTable *done; /* of images, see make_key(); or NULL */
  GMutex mutex;
  LlTable *waiting;
  gint64 written; /* when rows were written last */
};

/* What tells an image from all others. */
static gchar *
make_key (const gchar *folder, const gchar *image)
{
  return g_strconcat (folder, "\n", image, NULL);
}

static gboolean
read_done (LcTable *table, GError **error)
{
  g_autoptr (LlTable) old = NULL;
  g_autofree gchar *text = NULL;
  gint image, folder;
  gsize length;

  table->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_file_test (table->path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_get_contents (table->path, &text, &length, error))
    return FALSE;
  if (length == 0)
    return TRUE;

  old = ll_csv_read (text, length, table->path, NULL, error);
  if (!old)
    return FALSE;
  image = ll_table_find_column (old, "image");
  folder = ll_table_find_column (old, "folder");
  for (guint row = 1; image >= 0 && folder >= 0 && row < ll_table_get_n_rows (old); row++)
    g_hash_table_add (table->done,
                      make_key (ll_table_get_text (old, row, (guint) folder),
                                ll_table_get_text (old, row, (guint) image)));

  return TRUE;
}

LcTable *
lc_table_new (const gchar *path, guint n_late, gboolean resume, GError **error)
{
  g_autoptr (LcTable) table = g_new0 (LcTable, 1);
  const gchar *const paths[] = { *path ? path : NULL, NULL };

  g_mutex_init (&table->mutex);
  table->path = g_strdup (path);
  table->n_late = n_late;
  if (!ll_append_files_check (paths, error))
    return NULL;
  if (resume && *path && !read_done (table, error))
    return NULL;

  return g_steal_pointer (&table);
}

void
lc_table_free (LcTable *table)
{
  if (!table)
    return;

  g_free (table->path);
  g_clear_pointer (&table->done, g_hash_table_unref);
  ll_table_free (table->waiting);
  g_mutex_clear (&table->mutex);
  g_free (table);
}

gboolean
lc_table_has (const LcTable *table, const LcInput *input)
{
  g_autoptr (LlTable) names = NULL;
  g_autofree gchar *key = NULL;

  if (!*table->path)
    return TRUE;
  if (!table->done)
    return FALSE;

  /* The same words as in the rows. */
  names = ll_table_new ();
  ll_table_add_text (names, "");
  ll_table_end_row (names);
  ll_table_add_text (names, "");
  ll_table_end_row (names);
  names = lc_table_add_origin (g_steal_pointer (&names), input, NULL);
  key = make_key (ll_table_get_text (names, 1, 2), ll_table_get_text (names, 1, 0));

  return g_hash_table_contains (table->done, key);
}

static gboolean
append (const LcTable *table, const LlTable *rows, GError **error)
{
  for (gint tries = 0;; tries++)
    {
      g_autoptr (LlAppendFile) file = ll_append_file_new (table->path, error);
      g_autoptr (GString) text = NULL;
      g_autoptr (GError) reason = NULL;
      const gchar *old;
      gsize length, keep;

      if (!file)
        return FALSE;
      old = ll_append_file_get_contents (file, &length);
      text = ll_csv_append (old, length, table->path, rows, table->n_late, &keep, error);
      if (!text || !ll_append_file_prepare (file, keep, text->str, text->len, error))
        return FALSE;
      if (ll_append_file_commit (file, &reason))
        return TRUE;
      /* Another process has made the file meanwhile. */
      if (tries > 0 || !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_EXIST))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
    }
}

static gboolean
flush (LcTable *table, GError **error)
{
  g_autoptr (LlTable) rows = g_steal_pointer (&table->waiting);

  table->written = g_get_monotonic_time ();

  return !rows || append (table, rows, error);
}

gboolean
lc_table_flush (LcTable *table, GError **error)
{
  gboolean done;

  g_mutex_lock (&table->mutex);
  done = flush (table, error);
  g_mutex_unlock (&table->mutex);

  return done;
}

gboolean
lc_table_add (LcTable *table, const LlTable *rows, GError **error)
{
  gboolean done = TRUE;

  if (!*table->path)
    return TRUE;

  g_mutex_lock (&table->mutex);
  if (!table->waiting)
    table->waiting = ll_table_new ();
  /* Images with and without a scale have other columns, which one file can't hold. */
  if (!ll_table_append (table->waiting, rows))
    done = flush (table, error) && append (table, rows, error);
  else if (g_get_monotonic_time () - table->written > INTERVAL)
    done = flush (table, error);
  g_mutex_unlock (&table->mutex);

  return done;
}
