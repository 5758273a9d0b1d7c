/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A path is locked once, whoever spells it how, until its process lets go or dies. */

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "folder.h"
#include "lazylabels/path-lock.h"

static void
assert_locked (const gchar *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ll_path_lock_new (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN);
}

static void
assert_free (const gchar *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LlPathLock) lock = ll_path_lock_new (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (lock);
}

static void
test_once (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "weights", NULL);
  g_autofree gchar *other = g_build_filename (folder, "others", NULL);
  g_autofree gchar *dotted = g_build_filename (folder, ".", "weights", NULL);
  g_autofree gchar *link = g_build_filename (folder, "link", NULL);
  g_autoptr (GError) error = NULL;
  LlPathLock *lock = ll_path_lock_new (path, &error);

  g_assert_no_error (error);
  assert_locked (path);
  assert_locked (dotted);
  assert_free (other);
  g_assert_cmpint (symlink ("weights", link), ==, 0);
  assert_locked (link);

  /* The file is replaced while it is locked. */
  folder_write (folder, "weights", "new");
  assert_locked (path);

  ll_path_lock_free (lock);
  assert_free (path);
  folder_assert (folder, "weights", "new");
  g_unlink (link);
  /* No lock is left behind. */
  g_assert_cmpint (folder_count (folder), ==, 1);
}

/* A process that holds the lock is killed: its lock ends, and what it left is used again. */
static void
test_killed (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "weights", NULL);
  gint ready[2];
  gchar byte;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0)
    {
      LlPathLock *lock = ll_path_lock_new (path, NULL);

      if (!lock || write (ready[1], "x", 1) != 1)
        _exit (1);
      while (TRUE)
        pause ();
    }

  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  assert_locked (path);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  g_assert_cmpint (folder_count (folder), ==, 1);
  assert_free (path);
  g_assert_cmpint (folder_count (folder), ==, 0);
}

static void
test_long_names (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *tail = g_strnfill (254, 'x');
  g_autofree gchar *a = g_strconcat (folder, "/a", tail, NULL);
  g_autofree gchar *b = g_strconcat (folder, "/b", tail, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LlPathLock) lock = ll_path_lock_new (a, &error);

  g_assert_no_error (error);
  g_assert_nonnull (lock);
  assert_locked (a);
  assert_free (b);
}

static void
test_refused (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *nowhere = g_build_filename (folder, "none", "weights", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (ll_path_lock_new (folder, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);
  g_assert_null (ll_path_lock_new (nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-lock/once", test_once);
  g_test_add_func ("/path-lock/killed", test_killed);
  g_test_add_func ("/path-lock/long-names", test_long_names);
  g_test_add_func ("/path-lock/refused", test_refused);

  return g_test_run ();
}
