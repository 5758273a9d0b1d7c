/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Processes that are killed at any moment while they write two tables and label maps in both
 * formats: after each kill, every file is the old one or the new one, and the next write
 * leaves nothing besides it.
 */

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "figure/label-map.h"
#include "files/table.h"
#include "folder.h"
#include "host/host.h"

#define N_KILLS 300

/* The longest time until a kill, in microseconds: about that of two rounds of writing. */
#define LONGEST 20000

/* What one round adds to each table. */
#define N_ROWS  300
#define N_TEXTS 200

/* Rounds after which tables begin anew, lest they grow for ever. */
#define N_ROUNDS 8

static const gchar *const maps[] = { "map.png", "map.tif" };
static const gchar *const tables[] = { "objects.csv", "summary.csv" };

/* The plug-in's is implemented with libgimp. */
GQuark
lp_host_error_quark (void)
{
  return g_quark_from_static_string ("lp-host-error-quark");
}

/* Returns @n rows that end in their number, after the names of the columns. */
static LlTable *
make_rows (gint n)
{
  LlTable *table = ll_table_new ();

  ll_table_add_text (table, "id");
  ll_table_add_text (table, "text");
  ll_table_add_text (table, "last");
  ll_table_end_row (table);
  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *text = g_strdup_printf ("%0*d, \"", N_TEXTS / 2, i);

      ll_table_add_integer (table, i);
      ll_table_add_text (table, text);
      ll_table_add_integer (table, i);
      ll_table_end_row (table);
    }

  return table;
}

/* The two kinds of maps, 0 and 1, differ in each pixel. */
static LlInstances *
make_objects (gint kind)
{
  LlInstances *objects = ll_instances_new (200, 150, 60001);

  for (gint i = 0; i < objects->width * objects->height; i++)
    objects->data[i] = (i * 7) % 30000 * 2 + kind;

  return objects;
}

static gboolean
write_map (const gchar *folder, const gchar *name, gint kind)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  g_autoptr (LlInstances) objects = make_objects (kind);
  g_autoptr (LlPartFile) part = lp_label_map_write (path, objects, NULL);

  return part && ll_part_file_commit (part, NULL);
}

static gboolean
add_rows (const gchar *folder, const gchar *name, gint n)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  g_autoptr (LlTable) table = make_rows (n);
  g_autoptr (LpTableRows) rows = lp_table_prepare (path, table, 0, NULL);

  return rows && lp_table_commit (rows, NULL);
}

static gboolean
write_round (const gchar *folder, gint kind)
{
  return add_rows (folder, tables[0], N_ROWS) && write_map (folder, maps[0], kind) &&
         add_rows (folder, tables[1], 5) && write_map (folder, maps[1], kind);
}

/* A table is a header and whole additions.  Returns how many. */
static gint
assert_table (const gchar *folder, const gchar *name, gint n)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  g_autofree gchar *contents = NULL;
  g_autoptr (LlTable) table = NULL;
  gsize length;
  gint n_rows;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_str_has_suffix (contents, "\r\n"));
  table = lp_table_read (path, NULL);
  n_rows = (gint) ll_table_get_n_rows (table);
  g_assert_cmpint (n_rows % n, ==, 1);
  for (gint i = 1; i < n_rows; i++)
    {
      const gchar *id = ll_table_get_text (table, i, 0);

      g_assert_cmpuint (ll_table_get_n_cells (table, i), ==, 3);
      g_assert_cmpint (atoi (id), ==, (i - 1) % n);
      g_assert_cmpstr (ll_table_get_text (table, i, 2), ==, id);
    }

  return n_rows / n;
}

/* A map is one of the two that are written. */
static void
assert_map (const gchar *folder, const gchar *name, GBytes **expected)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  gchar *contents;
  gsize n;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;

  g_assert_true (g_file_get_contents (path, &contents, &n, NULL));
  bytes = g_bytes_new_take (contents, n);
  g_assert_true (g_bytes_equal (bytes, expected[0]) ||
                 g_bytes_equal (bytes, expected[1]));
}

static GBytes *
make_expected (const gchar *name, gint kind)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  gchar *contents;
  gsize n;

  g_assert_true (write_map (folder, name, kind));
  g_assert_true (g_file_get_contents (path, &contents, &n, NULL));

  return g_bytes_new_take (contents, n);
}

static void
remove_file (const gchar *folder, const gchar *name)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);

  g_remove (path);
}

static void
test_kills (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GBytes *expected[2][2];
  gint rounds = 0, left = 0;

  for (gint i = 0; i < 2; i++)
    for (gint kind = 0; kind < 2; kind++)
      expected[i][kind] = make_expected (maps[i], kind);

  for (gint i = 0; i < N_KILLS; i++)
    {
      pid_t child = fork ();

      if (child == 0)
        for (gint kind = 0;; kind = !kind)
          if (!write_round (folder, kind))
            _exit (1);
      g_usleep ((gulong) g_rand_int_range (random, 0, LONGEST));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

      rounds = assert_table (folder, tables[0], N_ROWS);
      assert_table (folder, tables[1], 5);
      for (gint k = 0; k < 2; k++)
        assert_map (folder, maps[k], expected[k]);
      left += folder_count (folder) > 4;

      /* At most one of each file, to whose next write no process has come. */
      g_assert_cmpint (folder_count (folder), <=, 4 + 4);
      if (rounds < N_ROUNDS)
        continue;
      g_assert_true (write_round (folder, 0));
      g_assert_cmpint (folder_count (folder), ==, 4);
      remove_file (folder, tables[0]);
      remove_file (folder, tables[1]);
    }
  g_test_message ("%d of %d kills left a sibling to the next write", left, N_KILLS);
  g_assert_cmpint (left, >, 0);

  g_assert_true (write_round (folder, 0));
  g_assert_cmpint (folder_count (folder), ==, 4);
  for (gint i = 0; i < 2; i++)
    for (gint kind = 0; kind < 2; kind++)
      g_bytes_unref (expected[i][kind]);
}

/* Whether a row of a table is taken for one that was cut off. */
static void
test_last_row (void)
{
  static const struct
  {
    const gchar *before;
    const gchar *after;
  } cases[] = {
    { "image,id\r\na,1\r\n", "image,id\r\na,1\r\nc,3\r\n" },
    { "image,id\r\na,1\r\nb", "image,id\r\na,1\r\nc,3\r\n" },
    { "image,id\r\na,1\r\n\"b,1", "image,id\r\na,1\r\nc,3\r\n" },
    { "image,id\r\na,1\r\nb,2\r", "image,id\r\na,1\r\nb,2\r\nc,3\r\n" },
    { "image,id\r\na,1\r\nb,2", "image,id\r\na,1\r\nb,2\r\nc,3\r\n" },
    { "image,id", "image,id\r\nc,3\r\n" },
    /* Not with our line ends, so these are somebody's notes, which stay. */
    { "image,id\na,1\nb", "image,id\na,1\nb\nc,3\n" },
  };
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_build_filename (folder, "table.csv", NULL);
  g_autoptr (LlTable) row = ll_csv_read ("image,id\r\nc,3\r\n", 15, path, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LpTableRows) rows = NULL;

      folder_write (folder, "table.csv", cases[i].before);
      rows = lp_table_prepare (path, row, 0, NULL);
      g_assert_true (lp_table_commit (rows, NULL));
      folder_assert (folder, "table.csv", cases[i].after);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kill-write/kills", test_kills);
  g_test_add_func ("/kill-write/last-row", test_last_row);

  return g_test_run ();
}
