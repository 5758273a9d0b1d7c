/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that grow: nothing of an addition that is not made is in them, and no addition of
 * several processes is lost.
 */

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "folder.h"
#include "lazylabels/append-file.h"

#define N_PROCESSES 4
#define N_ADDITIONS 25

static gboolean
add (const gchar *path, const gchar *text, GError **error)
{
  g_autoptr (LlAppendFile) append = ll_append_file_new (path, error);
  gsize length;

  if (!append)
    return FALSE;

  ll_append_file_get_contents (append, &length);

  return ll_append_file_prepare (append, length, text, strlen (text), error) &&
         ll_append_file_commit (append, error);
}

static void
test_additions (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "table", NULL);
  g_autoptr (LlAppendFile) append = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (add (path, "one\n", &error));
  g_assert_true (add (path, "two\n", &error));
  folder_assert (folder, "table", "one\ntwo\n");

  append = ll_append_file_new (path, &error);
  g_assert_cmpstr (ll_append_file_get_contents (append, &length), ==, "one\ntwo\n");
  g_assert_cmpuint (length, ==, 8);
  g_assert_true (ll_append_file_prepare (append, 4, "2\n", 2, &error));
  folder_assert (folder, "table", "one\ntwo\n");
  g_assert_true (ll_append_file_commit (append, &error));
  folder_assert (folder, "table", "one\n2\n");
  g_assert_cmpint (folder_count (folder), ==, 1);
}

static void
test_dropped (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "table", NULL);
  g_autoptr (GError) error = NULL;

  for (gint i = 0; i < 2; i++)
    {
      LlAppendFile *append = ll_append_file_new (path, &error);

      g_assert_true (ll_append_file_prepare (append, 0, "two\n", 4, &error));
      ll_append_file_free (append);
      g_assert_cmpint (folder_count (folder), ==, i);
      if (i == 1)
        folder_assert (folder, "table", "one\n");
      folder_write (folder, "table", "one\n");
    }
}

/* Both found no file, and made one. */
static void
test_new_twice (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "table", NULL);
  g_autoptr (LlAppendFile) append = NULL;
  g_autoptr (GError) error = NULL;

  append = ll_append_file_new (path, &error);
  g_assert_true (ll_append_file_prepare (append, 0, "one\n", 4, &error));
  g_assert_true (add (path, "two\n", &error));
  g_assert_false (ll_append_file_commit (append, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  folder_assert (folder, "table", "two\n");
}

static void
test_refused (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "pipe", NULL);
  g_autofree gchar *missing = g_build_filename (folder, "no", "table", NULL);
  const gchar *const twice[] = { missing, missing, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (ll_append_file_new (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);
  g_assert_null (ll_append_file_new (folder, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);
  g_assert_null (ll_append_file_new (missing, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_false (ll_append_files_check (twice, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Each process adds the letter that it is called by, and begins with a file that may not
 * be there yet.
 */
static void
test_processes (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "table", NULL);
  g_autofree gchar *contents = NULL;
  gsize length;

  for (gint i = 0; i < N_PROCESSES; i++)
    if (fork () == 0)
      {
        const gchar text[] = { (gchar) ('a' + i), '\n', '\0' };

        for (gint k = 0; k < N_ADDITIONS; k++)
          {
            g_autoptr (GError) error = NULL;

            if (!add (path, text, &error) &&
                (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_EXIST) || k-- > 0))
              _exit (1);
          }
        _exit (0);
      }
  for (gint i = 0; i < N_PROCESSES; i++)
    {
      gint status;

      g_assert_cmpint (wait (&status), >, 0);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, ==, 2 * N_PROCESSES * N_ADDITIONS);
  for (gint i = 0; i < N_PROCESSES; i++)
    {
      gint found = 0;

      for (const gchar *c = contents; *c; c += 2)
        found += *c == 'a' + i;
      g_assert_cmpint (found, ==, N_ADDITIONS);
    }
  g_assert_cmpint (folder_count (folder), ==, 1);
}

/* In a folder where nothing can be created. */
static void
test_in_place (void)
{
  g_autoptr (Folder) folder = NULL;
  g_autofree gchar *path = NULL;
  g_autoptr (GError) error = NULL;
  LlAppendFile *append;

  folder_drop_rights ();
  folder = folder_new ();
  path = g_build_filename (folder, "table", NULL);
  folder_write (folder, "table", "one\ntw");
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);

  append = ll_append_file_new (path, &error);
  g_assert_true (ll_append_file_prepare (append, 4, "two\n", 4, &error));
  ll_append_file_free (append);
  folder_assert (folder, "table", "one\ntw");

  append = ll_append_file_new (path, &error);
  g_assert_true (ll_append_file_prepare (append, 4, "two\n", 4, &error));
  g_assert_true (ll_append_file_commit (append, &error));
  ll_append_file_free (append);
  folder_assert (folder, "table", "one\ntwo\n");

  append = ll_append_file_new (path, &error);
  g_assert_true (ll_append_file_prepare (append, 4, "2\n", 2, &error));
  g_assert_true (ll_append_file_commit (append, &error));
  ll_append_file_free (append);
  folder_assert (folder, "table", "one\n2\n");
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  folder_regain_rights ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/append-file/additions", test_additions);
  g_test_add_func ("/append-file/dropped", test_dropped);
  g_test_add_func ("/append-file/new-twice", test_new_twice);
  g_test_add_func ("/append-file/refused", test_refused);
  g_test_add_func ("/append-file/processes", test_processes);
  g_test_add_func ("/append-file/in-place", test_in_place);

  return g_test_run ();
}
