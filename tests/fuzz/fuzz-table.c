/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target for tables: what other programs made of them, rows that are added, and
 * comparisons.  Whatever is taken keeps its cells, and has the new row after them.
 */

#include <string.h>

#include "lazylabels/comparison.h"
#include "lazylabels/csv.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Rows for the columns of a table; or for columns of their own. */
static LlTable *
make_rows (const LlTable *table, guint n)
{
  LlTable *rows = ll_table_new ();

  for (guint k = 0; k < n; k++)
    ll_table_add_text (rows, ll_table_get_text (table, 0, k));
  ll_table_add_text (rows, "late");
  ll_table_end_row (rows);
  for (guint k = 0; k < n; k++)
    if (k % 2)
      ll_table_add_number (rows, -1.5);
    else
      ll_table_add_text (rows, "=\"a;b\",\n");
  ll_table_add_text (rows, "z");
  ll_table_end_row (rows);

  return rows;
}

static void
check_same (const LlTable *a, const LlTable *b, guint row_a, guint row_b, guint n)
{
  for (guint k = 0; k < n; k++)
    g_assert (strcmp (ll_table_get_text (a, row_a, k), ll_table_get_text (b, row_b, k)) ==
              0);
}

/* A sign that every number has may be the other one in the file. */
static void
check_append (const gchar *bytes, gsize size, const LlTable *table)
{
  guint n_rows = ll_table_get_n_rows (table);
  guint n = n_rows > 0 ? ll_table_get_n_cells (table, 0) : 0;
  g_autoptr (LlTable) rows = make_rows (table, n);
  g_autoptr (LlTable) again = NULL;
  g_autoptr (GString) added = NULL;
  g_autoptr (GString) file = NULL;
  gsize keep;

  added = ll_csv_append (bytes, size, "", rows, 1, &keep, NULL);
  if (!added)
    return;
  g_assert (keep <= size);

  file = g_string_new_len (bytes, (gssize) keep);
  g_string_append_len (file, added->str, (gssize) added->len);
  again = ll_csv_read (file->str, file->len, "", NULL, NULL);
  g_assert (again);
  if (n_rows == 0)
    {
      g_assert (ll_table_get_n_rows (again) == 2);
      return;
    }

  /* A row that was cut off is gone. */
  g_assert (ll_table_get_n_rows (again) == n_rows + 1 ||
            (n_rows > 1 && ll_table_get_n_cells (table, n_rows - 1) < n &&
             ll_table_get_n_rows (again) == n_rows));
  n_rows = ll_table_get_n_rows (again) - 1;
  for (guint row = 0; row < n_rows; row++)
    check_same (table, again, row, row, n);
  g_assert (strcmp (ll_table_get_text (again, n_rows, n), "z") == 0);
  for (guint k = 0; k < n; k += 2)
    check_same (rows, again, 1, n_rows, 1);
}

static void
check_comparison (const LlTable *table)
{
  g_autoptr (LlComparison) comparison = ll_comparison_new (table, "", NULL);
  gint n = comparison ? ll_comparison_get_n_images (comparison) : 0;

  for (gint i = 0; i < n; i++)
    {
      LlComparisonFacts facts;
      g_autoptr (LlTable) compared = ll_comparison_to_table (comparison, i, &facts, NULL);

      ll_comparison_find_image (comparison, ll_comparison_get_image_name (comparison, i),
                                NULL);
      g_assert (!compared || (gint) ll_table_get_n_rows (compared) > n);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree gchar *exact = g_memdup2 (data, size); /* a byte too far is seen */
  const gchar *bytes = exact ? exact : "";
  LlCsvDialect dialect;
  g_autoptr (LlTable) table = ll_csv_read (bytes, size, "", &dialect, NULL);
  g_autoptr (LlTable) again = NULL;
  g_autoptr (GString) text = NULL;

  if (!table)
    return 0;

  for (guint row = 0; row < ll_table_get_n_rows (table); row++)
    for (guint k = 0; k < ll_table_get_n_cells (table, row); k++)
      {
        gdouble value;

        ll_table_get_number (table, row, k, &value);
      }
  check_append (bytes, size, table);
  check_comparison (table);

  /* What is written anew is the same, unless its first name is taken for a hint. */
  if (!ll_csv_check_rows (table, "", NULL) || ll_table_get_n_rows (table) == 0 ||
      g_ascii_strncasecmp (ll_table_get_text (table, 0, 0), "sep=", 4) == 0)
    return 0;
  text = ll_csv_write (table);
  again = ll_csv_read (text->str, text->len, "", NULL, NULL);
  g_assert (again && ll_table_get_n_rows (again) == ll_table_get_n_rows (table));

  return 0;
}
