/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Part files: what is kept of the file that is replaced, what is refused, and which
 * siblings go.
 */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "folder.h"
#include "lazylabels/part-file.h"

static gboolean
write_text (const gchar *folder, const gchar *name, const gchar *text, GError **error)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);

  return ll_part_file_set_contents (path, text, strlen (text), error);
}

static gint
get_mode (const gchar *folder, const gchar *name)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);

  return (gint) info.st_mode & 0777;
}

static void
test_replace (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (write_text (folder, "file", "first", &error));
  folder_assert (folder, "file", "first");
  g_assert_true (write_text (folder, "file", "second", &error));
  folder_assert (folder, "file", "second");
  g_assert_cmpint (folder_count (folder), ==, 1);
}

static void
test_dropped (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "file", NULL);
  g_autoptr (GError) error = NULL;
  LlPartFile *part;

  folder_write (folder, "file", "old");
  part = ll_part_file_new (path, &error);
  fputs ("new", ll_part_file_get_stream (part));
  g_assert_true (ll_part_file_finish (part, &error));
  folder_assert (folder, "file", "old");
  g_assert_cmpint (folder_count (folder), ==, 2);
  ll_part_file_free (part);
  folder_assert (folder, "file", "old");
  g_assert_cmpint (folder_count (folder), ==, 1);
}

/* A stream that can't be written to stands for a disk that has failed. */
static void
test_failed_stream (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "file", NULL);
  g_autoptr (LlPartFile) part = NULL;
  g_autoptr (GError) error = NULL;
  gint full = open ("/dev/full", O_WRONLY);

  if (full < 0)
    {
      g_test_skip ("There is no /dev/full.");
      return;
    }

  folder_write (folder, "file", "old");
  part = ll_part_file_new (path, &error);
  g_assert_cmpint (dup2 (full, fileno (ll_part_file_get_stream (part))), >=, 0);
  close (full);
  for (gint i = 0; i < 100000; i++)
    fputc ('x', ll_part_file_get_stream (part));
  g_assert_false (ll_part_file_commit (part, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_nonnull (strstr (error->message, path));
  folder_assert (folder, "file", "old");
}

static void
test_mode (void)
{
  static const gint modes[] = { 0600, 0640, 0664, 0755 };
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "file", NULL);
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (027);

  g_assert_true (write_text (folder, "new", "x", &error));
  g_assert_cmpint (get_mode (folder, "new"), ==, 0640);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      folder_write (folder, "file", "old");
      g_assert_cmpint (g_chmod (path, modes[i]), ==, 0);
      g_assert_true (write_text (folder, "file", "new", &error));
      g_assert_cmpint (get_mode (folder, "file"), ==, modes[i]);
    }
  umask (mask);
}

/* Links to a file, to a link, and to a file that does not exist yet. */
static void
test_links (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (Folder) other = folder_new ();
  g_autofree gchar *file = g_build_filename (other, "file", NULL);
  g_autofree gchar *link = g_build_filename (folder, "link", NULL);
  g_autofree gchar *chain = g_build_filename (folder, "chain", NULL);
  g_autofree gchar *to_come = g_build_filename (folder, "to-come", NULL);
  g_autofree gchar *circle = g_build_filename (folder, "circle", NULL);
  g_autoptr (GError) error = NULL;

  folder_write (other, "file", "old");
  g_assert_cmpint (symlink (file, link), ==, 0);
  g_assert_cmpint (symlink ("link", chain), ==, 0);
  g_assert_cmpint (symlink ("made", to_come), ==, 0);
  g_assert_cmpint (symlink ("circle", circle), ==, 0);

  g_assert_true (write_text (folder, "link", "new", &error));
  folder_assert (other, "file", "new");
  g_assert_true (write_text (folder, "chain", "newer", &error));
  folder_assert (other, "file", "newer");
  g_assert_true (write_text (folder, "to-come", "made", &error));
  folder_assert (folder, "made", "made");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (chain, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (to_come, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (folder_count (folder), ==, 5);
  g_assert_cmpint (folder_count (other), ==, 1);

  g_assert_false (write_text (folder, "circle", "x", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_LOOP);
}

/* Opening a pipe that nobody reads would wait for ever. */
static void
test_refused (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *pipe_path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_false (write_text (folder, "pipe", "x", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_nonnull (strstr (error->message, pipe_path));
  g_clear_error (&error);

  g_assert_false (write_text ("/dev", "null", "x", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_clear_error (&error);

  g_assert_false (write_text (folder, ".", "x", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);

  g_assert_false (write_text (folder, "no/file", "x", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_assert_false (write_text (folder, "pipe/file", "x", &error));
  g_assert_true (error && error->domain == G_FILE_ERROR);
  g_assert_cmpint (folder_count (folder), ==, 1);
}

/* Files of the user's by names that a writer might think of. */
static void
test_strangers (void)
{
  static const gchar *const names[] = {
    "file.part", "file~",       ".file.part",
    ".file.swp", "file.XXXXXX", ".lazy-labels-file",
    "other",     "#file#",      ".lazy-labels-0000000g-file",
  };
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *link = g_build_filename (folder, "file.tmp", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    folder_write (folder, names[i], "mine");
  g_assert_cmpint (symlink ("other", link), ==, 0);
  g_assert_true (write_text (folder, "file", "new", &error));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    folder_assert (folder, names[i], "mine");
  folder_assert (folder, "file.tmp", "mine");
  g_assert_cmpint (folder_count (folder), ==, (gint) G_N_ELEMENTS (names) + 2);
}

/* Returns the process of a child that has a part file and waits to be killed. */
static pid_t
start_writer (const gchar *path)
{
  gint ready[2];
  pid_t child;
  gchar c;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0)
    {
      LlPartFile *part = ll_part_file_new (path, NULL);

      fputs ("half", ll_part_file_get_stream (part));
      fflush (ll_part_file_get_stream (part));
      c = 0;
      _exit (write (ready[1], &c, 1) == 1 ? pause () : 1);
    }
  close (ready[1]);
  g_assert_cmpint (read (ready[0], &c, 1), ==, 1);
  close (ready[0]);

  return child;
}

static void
kill_writer (pid_t child)
{
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

static void
test_siblings (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *file = g_build_filename (folder, "file", NULL);
  g_autofree gchar *beside = g_build_filename (folder, "file.more", NULL);
  g_autofree gchar *foreign = g_build_filename (folder, "stranger", NULL);
  g_autoptr (GError) error = NULL;
  pid_t alive = start_writer (file);

  kill_writer (start_writer (file));
  kill_writer (start_writer (beside));
  kill_writer (start_writer (foreign));
  g_assert_cmpint (folder_count (folder), ==, 4);

  /* The file, the live sibling, and the one of another file. */
  g_assert_true (write_text (folder, "file", "new", &error));
  g_assert_cmpint (folder_count (folder), ==, 3);
  folder_assert (folder, "file", "new");

  kill_writer (alive);
  g_assert_true (write_text (folder, "file", "new", &error));
  g_assert_true (write_text (folder, "stranger", "new", &error));
  g_assert_cmpint (folder_count (folder), ==, 2);
}

/* As many bytes as a name may have, and letters of two bytes. */
static void
test_long_names (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GString) letters = g_string_new ("x");
  g_autofree gchar *digits = g_strnfill (255, '1');
  g_autofree gchar *path = g_build_filename (folder, digits, NULL);
  g_autoptr (GError) error = NULL;

  while (letters->len < 255)
    g_string_append (letters, "\xc3\xa4");
  kill_writer (start_writer (path));
  g_assert_true (write_text (folder, digits, "x", &error));
  g_assert_true (write_text (folder, letters->str, "x", &error));
  g_assert_cmpint (folder_count (folder), ==, 2);
}

static void
test_folder_modes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Folder) folder = NULL;
  g_autofree gchar *protected = NULL;

  folder_drop_rights ();
  folder = folder_new ();
  protected = g_build_filename (folder, "protected", NULL);
  folder_write (folder, "protected", "old");
  g_assert_cmpint (g_chmod (protected, 0444), ==, 0);

  /* It can be written, but not listed. */
  g_assert_cmpint (g_chmod (folder, 0300), ==, 0);
  g_assert_true (write_text (folder, "file", "new", &error));
  g_assert_no_error (error);
  g_assert_false (write_text (folder, "protected", "new", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
  g_clear_error (&error);

  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  g_assert_false (write_text (folder, "file", "newer", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  folder_assert (folder, "file", "new");
  folder_assert (folder, "protected", "old");
  g_assert_cmpint (folder_count (folder), ==, 2);
  folder_regain_rights ();
}

static void
test_several (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *a = g_build_filename (folder, "a", NULL);
  g_autofree gchar *b = g_build_filename (folder, "b", NULL);
  g_autofree gchar *dotted = g_build_filename (folder, ".", "b", NULL);
  g_autofree gchar *missing = g_build_filename (folder, "no", "c", NULL);
  const gchar *const different[] = { a, b, NULL };
  const gchar *const same[] = { a, b, dotted, NULL };
  const gchar *const impossible[] = { a, missing, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (ll_part_files_check (different, &error));
  g_assert_false (ll_part_files_check (impossible, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  for (gint i = 0; i < 2; i++)
    {
      g_assert_false (ll_part_files_check (same, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
      g_assert_nonnull (strstr (error->message, b));
      g_clear_error (&error);
      g_assert_cmpint (folder_count (folder), ==, i);
      folder_write (folder, "b", "there");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/part-file/replace", test_replace);
  g_test_add_func ("/part-file/dropped", test_dropped);
  g_test_add_func ("/part-file/failed-stream", test_failed_stream);
  g_test_add_func ("/part-file/mode", test_mode);
  g_test_add_func ("/part-file/links", test_links);
  g_test_add_func ("/part-file/refused", test_refused);
  g_test_add_func ("/part-file/strangers", test_strangers);
  g_test_add_func ("/part-file/siblings", test_siblings);
  g_test_add_func ("/part-file/long-names", test_long_names);
  g_test_add_func ("/part-file/folder-modes", test_folder_modes);
  g_test_add_func ("/part-file/several", test_several);

  return g_test_run ();
}
