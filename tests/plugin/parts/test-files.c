/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files: which paths mean the same one, which a folder offers, and what results are called. */

#include <errno.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include <lazylabels/lazylabels.h>

#include "files/file-list.h"
#include "files/outputs.h"
#include "files/result-names.h"
#include "host/host.h"
#include "procedure/names.h"
#include "procedure/path-text.h"
#include "procedure/specs/specs.h"

/* The rest of host/ needs GIMP. */
GQuark
lp_host_error_quark (void)
{
  return g_quark_from_static_string ("lp-host-error-quark");
}

typedef struct
{
  gchar *folder;
} Fixture;

static gchar *
below (const Fixture *fixture, const gchar *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_file (const Fixture *fixture, const gchar *name, const gchar *text)
{
  g_autofree gchar *path = below (fixture, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
make_folder (const Fixture *fixture, const gchar *name)
{
  g_autofree gchar *path = below (fixture, name);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
make_link (const Fixture *fixture, const gchar *target, const gchar *name)
{
  g_autofree gchar *path = below (fixture, name);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->folder = g_dir_make_tmp ("lazy-labels-files.XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  make_folder (fixture, "in");
  make_folder (fixture, "x");
}

static void
remove_tree (const gchar *path)
{
  GDir *dir =
    g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const gchar *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree gchar *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
are_same (const Fixture *fixture, const gchar *a, const gchar *b)
{
  g_autofree gchar *first = below (fixture, a);
  g_autofree gchar *second = below (fixture, b);

  return ll_file_is_same (first, second);
}

static void
test_identity (Fixture *fixture, gconstpointer data)
{
  static const gchar *const spellings[] = { "in/.",    "in/",  "in//",  "./in",
                                            "x/../in", "link", "link/", "link/../in" };
  g_autofree gchar *file = below (fixture, "in/a.png");
  g_autofree gchar *hard = below (fixture, "x/b.png");

  (void) data;
  make_link (fixture, "in", "link");
  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    g_assert_true (are_same (fixture, "in", spellings[i]));
  g_assert_false (are_same (fixture, "in", "x"));

  write_file (fixture, "in/a.png", "a");
  write_file (fixture, "in/c.png", "a");
  g_assert_cmpint (link (file, hard), ==, 0);
  g_assert_true (are_same (fixture, "in/a.png", "x/b.png"));
  g_assert_true (are_same (fixture, "in/a.png", "link/a.png"));
  g_assert_false (are_same (fixture, "in/a.png", "in/c.png"));

  /* Files that do not exist yet. */
  g_assert_true (are_same (fixture, "in/new.csv", "link/./new.csv"));
  g_assert_true (are_same (fixture, "in/no/new.csv", "link/no/new.csv"));
  g_assert_false (are_same (fixture, "in/new.csv", "x/new.csv"));
}

static void
assert_names (const LpFileList *list, const gchar *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_nonnull (list);
  for (guint i = 0; i < list->paths->len; i++)
    {
      g_autofree gchar *name = lp_path_get_label (g_ptr_array_index (list->paths, i));

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
assert_notes (const LpFileList *list, const gchar *expected)
{
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; i < list->notes->len; i++)
    g_string_append_printf (notes, "%s\n",
                            (const gchar *) g_ptr_array_index (list->notes, i));
  g_assert_cmpstr (notes->str, ==, expected);
}

/* A folder as it comes from an old disk, a Mac and a Windows machine. */
static void
fill_folder (const Fixture *fixture)
{
  static const gchar *const names[] = {
    "in/A.PNG",     "in/b.jpeg",      "in/c.Tiff",         "in/d.xcf.gz",
    "in/._a.xcf",   "in/.hidden.png", "in/Thumbs.db",      "in/.DS_Store",
    "in/notes.txt", "in/5\xb5m.png",  "in/two\nlines.tif", "in/desktop.ini",
  };
  g_autofree gchar *pipe = below (fixture, "in/pipe.png");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    write_file (fixture, names[i], "nothing");
  write_file (fixture, "in/netpbm", "P2\n1 1\n255\n0\n");
  make_folder (fixture, "in/sub.png");
  make_folder (fixture, "in/.git");
  /* What the plug-in itself is writing is nobody's file. */
  write_file (fixture, "in/.lazy-labels-lock-a", "nothing");
  make_link (fixture, "A.PNG", "in/z.png");
  make_link (fixture, "nowhere.png", "in/gone.png");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  g_autofree gchar *folder = below (fixture, "in");
  g_autoptr (GError) error = NULL;
  g_autoptr (LpFileList) list = NULL;

  (void) data;
  fill_folder (fixture);
  list = lp_file_list_new_folder (folder, LP_FILES_PICTURES, &error);
  g_assert_no_error (error);
  assert_names (list, "5%B5m.png A.PNG b.jpeg c.Tiff d.xcf.gz netpbm two%0Alines.tif");
  assert_notes (list, "\"z.png\" is the same file as \"A.PNG\" and counts once.\n"
                      "Skipped 3 files that are not images (\"gone.png\", \"notes.txt\", "
                      "\"pipe.png\").\n"
                      "Skipped 1 folder within the folder (\"sub.png\").\n"
                      "Skipped 6 hidden files (\".DS_Store\", \"._a.xcf\", \".git\", "
                      "\".hidden.png\", \"Thumbs.db\", ...).\n");
}

static void
test_xcf (Fixture *fixture, gconstpointer data)
{
  g_autofree gchar *folder = below (fixture, "in");
  g_autofree gchar *empty = below (fixture, "x");
  g_autoptr (GError) error = NULL;
  g_autoptr (LpFileList) list = NULL;

  (void) data;
  fill_folder (fixture);
  list = lp_file_list_new_folder (folder, LP_FILES_XCF, &error);
  g_assert_no_error (error);
  assert_names (list, "d.xcf.gz");
  g_assert_nonnull (strstr (g_ptr_array_index (list->notes, 0),
                            "Skipped 10 files that are not XCF files (\"5%B5m.png\", "));
  g_assert_nonnull (strstr (g_ptr_array_index (list->notes, 0), ", ...)."));

  g_assert_null (lp_file_list_new_folder (empty, LP_FILES_XCF, &error));
  g_assert_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autofree gchar *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LpFileList) list = NULL;

  (void) data;
  write_file (fixture, "in/a.xcf", "a");
  write_file (fixture, "in/ space .xcf ", "a");
  write_file (fixture, "in/two\nlines.xcf", "a");
  write_file (fixture, "in/._a.xcf", "a");
  make_link (fixture, "in/a.xcf", "b.xcf");
  text =
    g_strdup_printf ("%s/in/a.xcf\n %s/x/../in/a.xcf\r\n\n%s/b.xcf\n%s/in/ space .xcf \n"
                     "file://%s/in/two%%0Alines.xcf\n%s/in/._a.xcf\n%s/in/no.xcf",
                     fixture->folder, fixture->folder, fixture->folder, fixture->folder,
                     fixture->folder, fixture->folder, fixture->folder);
  list = lp_file_list_new_text (text, LP_FILES_XCF, &error);
  g_assert_no_error (error);
  assert_names (list, " space .xcf  a.xcf no.xcf two%0Alines.xcf");
  assert_notes (list, "\"a.xcf\" is listed more than once and counts once.\n"
                      "\"b.xcf\" is the same file as \"a.xcf\" and counts once.\n"
                      "Skipped \"._a.xcf\", in which macOS keeps attributes of another "
                      "file.\n");
}

static void
assert_path (const gchar *text, const gchar *expected)
{
  g_autofree gchar *path = lp_path_from_text (text);

  g_assert_cmpstr (path, ==, expected);
}

static void
test_typed (void)
{
  g_autofree gchar *home = g_build_filename (g_get_home_dir (), "a.xcf", NULL);
  g_autofree gchar *of_root = g_build_filename (getpwnam ("root")->pw_dir, "a", NULL);
  g_autofree gchar *line = lp_path_to_text ("/tmp/two\nlines\xb5.xcf");

  assert_path ("~/a.xcf", home);
  assert_path ("~", g_get_home_dir ());
  assert_path ("~root/a", of_root);
  assert_path ("~no-such-user-here.png", "~no-such-user-here.png");
  assert_path ("/tmp/~/a", "/tmp/~/a");
  assert_path ("-dash.png", "-dash.png");
  assert_path ("file:///tmp/a%20b%25.xcf", "/tmp/a b%.xcf");
  assert_path ("http:x.png", "http:x.png");
  assert_path ("", "");

  g_assert_true (g_str_is_ascii (line));
  assert_path (line, "/tmp/two\nlines\xb5.xcf");
}

static void
assert_results (const gchar *files, const gchar *endings, const gchar *expected)
{
  g_auto (GStrv) paths = g_strsplit (files, " ", -1);
  g_auto (GStrv) list = g_strsplit (endings, " ", -1);
  g_autoptr (GPtrArray) array = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = NULL;
  g_autofree gchar *text = NULL;

  for (gint i = 0; paths[i]; i++)
    g_ptr_array_add (array, paths[i]);
  names = lp_result_names_new (array, (const gchar *const *) list);
  g_ptr_array_add (names, NULL);
  text = g_strjoinv (" ", (gchar **) names->pdata);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_results (void)
{
  assert_results ("/i/a.tif /i/b.c.png /i/bare", ".xcf .png", "a b.c bare");
  assert_results ("/i/a.png /i/a.tif /i/b.png", ".xcf .png", "a.png a.tif b");
  assert_results ("/i/A.png /i/a.tif", ".xcf .png", "A.png a.tif");
  assert_results ("/i/a.png /i/a.png.png /i/a.tif", ".xcf .png", "a.png a.png.png a.tif");
  assert_results ("/i/A.png /i/a.png", ".xcf", "A.png a-2.png");
  assert_results ("/i/a-histogram.tif /i/a.tif", ".png -histogram.png",
                  "a-histogram a-2.tif");
  assert_results ("/i/s.tif /i/s-page1.tif /i/t-page1.tif", ".xcf .png",
                  "s s-page1.tif t-page1");
  assert_results ("/i/a.xcf /i/a.xcf.gz /i/\xb5.xcf", "", "a.xcf a.xcf.gz %B5.xcf");
  assert_results ("/i/a.xcf.gz /i/b.XCF.BZ2 /i/b.png", ".xcf .png", "a b.XCF.BZ2 b.png");
}

static void
assert_refused (LpArguments *arguments, const gchar *image, const gchar *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lp_outputs_check (arguments, image, &error));
  g_assert_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_outputs (Fixture *fixture, gconstpointer data)
{
  g_autofree gchar *table = below (fixture, "in/t.csv");
  g_autofree gchar *other = below (fixture, "x/../in/./t.csv");
  g_autofree gchar *third = below (fixture, "in/u.csv");
  g_autoptr (LpArguments) measure =
    lp_arguments_new (lp_spec_measure.arguments, lp_spec_measure.n_arguments);
  g_autoptr (LpArguments) compare =
    lp_arguments_new (lp_spec_compare.arguments, lp_spec_compare.n_arguments);
  g_autoptr (LpArguments) train =
    lp_arguments_new (lp_spec_train.arguments, lp_spec_train.n_arguments);

  (void) data;
  g_assert_true (lp_outputs_check (measure, table, NULL));
  lp_arguments_set_string (measure, LP_ARG_TABLE, table);
  g_assert_true (lp_outputs_check (measure, third, NULL));
  assert_refused (measure, other, "the file of the image");
  lp_arguments_set_string (measure, LP_ARG_SUMMARY, other);
  assert_refused (measure, NULL, "\"table\" and \"summary\" are the same file");
  lp_arguments_set_string (measure, LP_ARG_SUMMARY, third);
  g_assert_true (lp_outputs_check (measure, NULL, NULL));

  lp_arguments_set_string (compare, LP_ARG_SUMMARY, table);
  lp_arguments_set_string (compare, LP_ARG_TABLE, other);
  assert_refused (compare, NULL, "\"summary\" and \"table\" are the same file");

  /* Weights may be trained further in their place. */
  lp_arguments_set_string (train, LP_ARG_START, table);
  lp_arguments_set_string (train, LP_ARG_WEIGHTS, other);
  g_assert_true (lp_outputs_check (train, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/files/identity", Fixture, NULL, set_up, test_identity, tear_down);
  g_test_add ("/files/pictures", Fixture, NULL, set_up, test_pictures, tear_down);
  g_test_add ("/files/xcf", Fixture, NULL, set_up, test_xcf, tear_down);
  g_test_add ("/files/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add_func ("/files/typed", test_typed);
  g_test_add_func ("/files/results", test_results);
  g_test_add ("/files/outputs", Fixture, NULL, set_up, test_outputs, tear_down);

  return g_test_run ();
}
