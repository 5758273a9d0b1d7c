/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables as text, as spreadsheets leave them, and what is added to them. */

#include <math.h>
#include <string.h>

#include "lazylabels/csv.h"
#include "lazylabels/error.h"
#include "lazylabels/measure.h"

#define MARK "\357\273\277"

static LlTable *
read_text (const gchar *text, LlCsvDialect *dialect)
{
  g_autoptr (GError) error = NULL;
  LlTable *table = ll_csv_read (text, strlen (text), "t.csv", dialect, &error);

  g_assert_no_error (error);

  return table;
}

/* Cells of all rows, between bars. */
static gchar *
list_cells (const LlTable *table)
{
  GString *list = g_string_new (NULL);

  for (guint row = 0; row < ll_table_get_n_rows (table); row++)
    {
      for (guint k = 0; k < ll_table_get_n_cells (table, row); k++)
        g_string_append_printf (list, "|%s", ll_table_get_text (table, row, k));
      g_string_append (list, "|\n");
    }

  return g_string_free (list, FALSE);
}

/* Rows to add: an image, a number and a late column. */
static LlTable *
make_rows (const gchar *image, gdouble number)
{
  LlTable *table = ll_table_new ();

  ll_table_add_text (table, "image");
  ll_table_add_text (table, "value");
  ll_table_add_text (table, "folder");
  ll_table_end_row (table);
  ll_table_add_text (table, image);
  ll_table_add_number (table, number);
  ll_table_add_text (table, "/d");
  ll_table_end_row (table);

  return table;
}

static void
test_write (void)
{
  g_autoptr (LlTable) table = ll_table_new ();
  g_autoptr (GString) text = NULL;

  ll_table_add_text (table, "");
  ll_table_add_text (table, "a,\"b\"");
  ll_table_add_number (table, INFINITY);
  ll_table_add_number (table, -0.5);
  ll_table_end_row (table);
  ll_table_add_number (table, NAN);
  ll_table_add_text (table, "line\nline");
  ll_table_add_integer (table, -7);
  ll_table_end_row (table);
  text = ll_csv_write (table);
  g_assert_cmpstr (text->str, ==,
                   "\"\",\"a,\"\"b\"\"\",,-0.5\r\n\"\",\"line\nline\",-7\r\n");
}

/* As Excel expects it in Germany. */
static void
test_write_dialect (void)
{
  g_autoptr (LlTable) table = make_rows ("=a;b", -0.5);
  g_autoptr (LlTable) again = NULL;
  g_autoptr (GString) text = NULL;
  LlCsvDialect dialect, found;

  ll_csv_dialect_init (&dialect);
  dialect.separator = ';';
  dialect.decimal = ',';
  dialect.encoding = LL_CSV_UTF8_MARK;
  text = ll_csv_write_dialect (table, &dialect);
  g_assert_true (g_str_has_prefix (text->str, "\357\273\277"));
  g_assert_nonnull (strstr (text->str, "\"'=a;b\";-0,5;"));
  again = ll_csv_read (text->str, text->len, "", &found, NULL);
  g_assert_cmpint (found.encoding, ==, LL_CSV_UTF8_MARK);
  g_assert_cmpint (found.separator, ==, ';');
  g_assert_cmpint (found.decimal, ==, ',');
  g_assert_cmpstr (ll_table_get_text (again, 1, 0), ==, "=a;b");
}

/* Texts that a spreadsheet would compute are written as texts, and read as they were. */
static void
test_formulas (void)
{
  static const gchar *const texts[] = {
    "=1+1",   "+1",      "-grain",           "@sum", "\t=1", "\r=1", "'=1", "''@", "\n=1",
    "'grain", "grain's", "\357\274\235\061", /* a wide equals sign, then 1 */
    "-5",     "-",       "=a,\"b\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LlTable) table = make_rows (texts[i], -5.0);
      g_autoptr (GString) text = ll_csv_write (table);
      g_autoptr (LlTable) again = read_text (text->str, NULL);
      const gchar *row = strchr (text->str, '\n') + 1;

      row += *row == '"';
      g_assert_null (strchr ("=+-@\t\r\n", *row));
      g_assert_nonnull (strstr (row, ",-5,"));
      g_assert_cmpstr (ll_table_get_text (again, 1, 0), ==, texts[i]);
    }
}

static void
test_dialects (void)
{
  static const struct
  {
    const gchar *text;
    gchar separator;
    gchar decimal;
    gboolean quotes_texts;
    gboolean quotes_numbers;
    const gchar *end;
  } files[] = {
    { "image,value\r\nb,1.5\r\n", ',', '.', FALSE, FALSE, "\r\n" },
    { "image,value\nb,1.5", ',', '.', FALSE, FALSE, "\n" },
    { "image,value\rb,1.5\r", ',', '.', FALSE, FALSE, "\r" },
    { MARK "image;value\r\nb;1,5\r\n", ';', ',', FALSE, FALSE, "\r\n" },
    { "image;value\nb;1.5\n", ';', '.', FALSE, FALSE, "\n" },
    { "image;value\nb;3\n", ';', ',', FALSE, FALSE, "\n" },
    { "image\tvalue\nb\t1,5\n", '\t', ',', FALSE, FALSE, "\n" },
    { "image,value\nb,\"1,5\"\n", ',', ',', FALSE, TRUE, "\n" },
    { "\"image\",\"value\"\n\"b\",1.5\n", ',', '.', TRUE, FALSE, "\n" },
    { "\"image\",\"value\"\n\"b\",\"1.5\"\n", ',', '.', TRUE, TRUE, "\n" },
    { "image,value,,\n,,,\nb,1.5,,\n,,,\n", ',', '.', FALSE, FALSE, "\n" },
    { "\n\nimage;value;\n\nb;1.5;;;\n", ';', '.', FALSE, FALSE, "\n" },
    { "sep=;\nimage;value\nb;1,5\n", ';', ',', FALSE, FALSE, "\n" },
    { "\"sep=;\"\nimage;value\nb;1,5\n", ';', ',', FALSE, FALSE, "\n" },
    { "image;\"v,a,l\"\nb;1,5\n", ';', ',', FALSE, FALSE, "\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      LlCsvDialect dialect;
      g_autoptr (LlTable) table = read_text (files[i].text, &dialect);
      gdouble value;

      g_test_message ("%s", files[i].text);
      g_assert_cmpint (dialect.separator, ==, files[i].separator);
      g_assert_cmpint (dialect.decimal, ==, files[i].decimal);
      g_assert_cmpint (dialect.quotes_texts, ==, files[i].quotes_texts);
      g_assert_cmpint (dialect.quotes_numbers, ==, files[i].quotes_numbers);
      g_assert_cmpstr (dialect.end, ==, files[i].end);
      g_assert_cmpuint (ll_table_get_n_rows (table), ==, 2);
      g_assert_cmpuint (ll_table_get_n_cells (table, 1), ==, 2);
      g_assert_cmpstr (ll_table_get_text (table, 0, 0), ==, "image");
      g_assert_cmpstr (ll_table_get_text (table, 1, 0), ==, "b");
      g_assert_true (ll_table_get_number (table, 1, 1, &value));
      g_assert_true (value == 1.5 || value == 3.0);
      g_assert_true (ll_csv_check_rows (table, "t.csv", NULL));
    }
}

/* A number that can be read in two ways is not read at all. */
static void
test_numbers (void)
{
  g_autoptr (LlTable) points =
    read_text ("a;b\n1.5;2.5\n1,234;1e400\nnan;0x10\n-1e-3;1.5 um\n;12. May\n", NULL);
  g_autoptr (LlTable) commas =
    read_text ("a;b\n1,5;2,5\n1.234;1.234,5\n-1,5E-05;\n", NULL);
  gdouble value;

  for (guint row = 2; row <= 5; row++)
    for (guint k = 0; k < 2; k++)
      g_assert_cmpint (ll_table_get_number (points, row, k, &value), ==,
                       k == 0 && row >= 4);
  g_assert_true (ll_table_get_number (points, 4, 0, &value) && value == -1e-3);
  g_assert_true (ll_table_get_number (points, 5, 0, &value) && isnan (value));

  g_assert_false (ll_table_get_number (commas, 2, 0, &value));
  g_assert_false (ll_table_get_number (commas, 2, 1, &value));
  g_assert_true (ll_table_get_number (commas, 3, 0, &value) && value == -1.5e-5);
}

static void
check_append (const gchar *old,
              gsize length,
              const gchar *expected,
              gsize expected_length,
              gsize stays)
{
  g_autoptr (LlTable) rows = make_rows ("=b", 2.5);
  g_autoptr (GError) error = NULL;
  gsize keep = G_MAXSIZE;
  g_autoptr (GString) bytes =
    ll_csv_append (old, length, "t.csv", rows, 1, &keep, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (keep, ==, stays);
  g_assert_cmpstr (bytes->str, ==, expected);
  g_assert_cmpuint (bytes->len, ==, expected_length);
  g_assert_true (memcmp (bytes->str, expected, expected_length) == 0);
}

static void
test_append (void)
{
  static const struct
  {
    const gchar *old;
    const gchar *added;
    gboolean whole;
  } files[] = {
    { "", "image,value,folder\r\n'=b,2.5,/d\r\n", FALSE },
    { MARK, MARK "image,value,folder\r\n'=b,2.5,/d\r\n", TRUE },
    { "\n", "image,value,folder\n'=b,2.5,/d\n", TRUE },
    { "sep=;", "sep=;\r\nimage;value;folder\r\n'=b;2,5;/d\r\n", TRUE },
    { "sep=;\n;;\n", "sep=;\nimage;value;folder\n'=b;2,5;/d\n", TRUE },
    { "image,value,folder\r\n", "'=b,2.5,/d\r\n", FALSE },
    { "image,value,folder\nx", "\n'=b,2.5,/d\n", FALSE },
    { MARK "image;value;folder\r\na;1,5;/d\r\n", "'=b;2,5;/d\r\n", FALSE },
    { "image\tvalue\tfolder\r\na\t1,5\t/d\r\n", "'=b\t2,5\t/d\r\n", FALSE },
    { "image,value,folder\na,\"1,5\",/d\n", "'=b,\"2,5\",/d\n", FALSE },
    { "\"image\",\"value\",\"folder\"\n\"a\",\"1.5\",\"/d\"\n",
      "\"'=b\",\"2.5\",\"/d\"\n", FALSE },
    { "\"image\",\"value\",\"folder\"\n\"a\",1.5,\"/d\"\n", "\"'=b\",2.5,\"/d\"\n",
      FALSE },
    { "sep=;\nimage;value;folder;;\na;1,5;/d;;\n", "'=b;2,5;/d\n", FALSE },
    /* A column of the person's own. */
    { "image;value;folder;note\na;1,5;/d;good\n", "'=b;2,5;/d;\n", FALSE },

    /* The last column came later. */
    { "image,value\r\n\"a, b\",1.5\r\n-,\r\n",
      "image,value,folder\r\n\"a, b\",1.5,\r\n'-,,\r\n'=b,2.5,/d\r\n", TRUE },
    { MARK "image;value;\r\na;1,5;\r\n",
      MARK "image;value;folder\r\na;1,5;\r\n'=b;2,5;/d\r\n", TRUE },
    { "sep=;\nimage;value\na;1,5", "sep=;\nimage;value;folder\na;1,5;\n'=b;2,5;/d\n",
      TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_test_message ("%s", files[i].old);
      check_append (files[i].old, strlen (files[i].old), files[i].added,
                    strlen (files[i].added), files[i].whole ? 0 : strlen (files[i].old));
    }
}

/* Rows that a program could not finish are replaced; other programs' last rows stay. */
static void
test_cut_off (void)
{
  static const gchar *const rows[] = { "b,2", "b", "b,\"2", "\"b, c" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree gchar *old =
        g_strconcat ("image,value,folder\r\na,1,/d\r\n", rows[i], NULL);
      g_autofree gchar *early = g_strconcat ("image,value\r\na,1\r\n", "\"b", NULL);

      check_append (old, strlen (old), "'=b,2.5,/d\r\n", 12,
                    strlen (old) - strlen (rows[i]));
      check_append (early, strlen (early), "image,value,folder\r\na,1,\r\n'=b,2.5,/d\r\n",
                    38, 0);
    }
  check_append ("image,value,folder\nb,2", 22, "\n'=b,2.5,/d\n", 12, 22);
  check_append ("image,value,folder\r\nb,2,/d", 26, "\r\n'=b,2.5,/d\r\n", 14, 26);
}

#define WIDE(text) text, sizeof (text) - 1

/* "Unicode Text" of Excel. */
static void
test_wide (void)
{
  static const gchar old[] = "\377\376i\0m\0a\0g\0e\0\t\0v\0a\0l\0u\0e\0\n\0\344\0\t\0"
                             "1\0,\0"
                             "5\0\n\0";
  LlCsvDialect dialect;
  g_autoptr (LlTable) table = ll_csv_read (WIDE (old), "t.csv", &dialect, NULL);

  g_assert_nonnull (table);
  g_assert_cmpint (dialect.encoding, ==, LL_CSV_UTF16_LE);
  g_assert_cmpstr (ll_table_get_text (table, 1, 0), ==, "\303\244");
  check_append (WIDE (old),
                WIDE ("\377\376i\0m\0a\0g\0e\0\t\0v\0a\0l\0u\0e\0\t\0f\0o\0l\0d\0e\0r\0"
                      "\n\0\344\0\t\0"
                      "1\0,\0"
                      "5\0\t\0\n\0'\0=\0b\0\t\0"
                      "2\0,\0"
                      "5\0"
                      "\t\0/\0d\0\n\0"),
                0);
  check_append (WIDE ("\376\377\0i\0m\0a\0g\0e\0;\0v\0a\0l\0u\0e\0;\0f\0o\0l\0d\0e\0r"),
                WIDE ("\0\r\0\n\0'\0=\0b\0;\0"
                      "2\0,\0"
                      "5\0;\0/\0d\0\r\0\n"),
                38);
}

static void
test_refused (void)
{
  static const struct
  {
    const gchar *text;
    gsize length;
    const gchar *problem;
  } files[] = {
    { WIDE ("time,temperature\n"), "has other columns" },
    { WIDE ("image\n"), "has other columns" },
    { WIDE ("value,image,folder\n"), "has other columns" },
    { WIDE ("image,value,folder\r\n\"a,1,/d\r\nb,2,/d\r\n"),
      "Row 2 of the table \"t.csv\" has a quotation" },
    { WIDE ("image,value\n\na,1,2\n"), "Row 3 of the table \"t.csv\" has 3 cells for 2" },
    { WIDE ("image,value\na\n"), "has 1 cells for 2 columns" },
    { WIDE ("image,value\n\344,1\n"), "is not in Unicode" },
    { WIDE ("image,va\0lue\n"), "is not in Unicode" },
    { WIDE ("\377\376i\0m"), "is not in Unicode" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (LlTable) rows = make_rows ("b", 2.5);
      g_autoptr (GError) error = NULL;
      gsize keep;

      g_assert_null (
        ll_csv_append (files[i].text, files[i].length, "t.csv", rows, 1, &keep, &error));
      g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE);
      g_assert_nonnull (strstr (error->message, files[i].problem));
    }
}

static void
test_around (void)
{
  static const gchar *const names[] = { "first", "last" };
  static const gchar *const texts[] = { "a", "z" };
  g_autoptr (LlTable) rows = make_rows ("b", -2.5);
  g_autoptr (LlTable) wide = ll_table_new_around (rows, names, texts, 1, 2);
  g_autofree gchar *cells = list_cells (wide);
  g_autoptr (GString) text = ll_csv_write (wide);

  g_assert_cmpstr (cells, ==, "|first|image|value|folder|last|\n|a|b|-2.5|/d|z|\n");
  g_assert_nonnull (strstr (text->str, ",-2.5,"));
}

static void
test_units (void)
{
  gint power;

  g_assert_cmpfloat (ll_unit_get_factor ("px", "px"), ==, 1.0);
  g_assert_cmpfloat (ll_unit_get_factor ("\302\265m", "um"), ==, 1.0);
  g_assert_cmpfloat_with_epsilon (ll_unit_get_factor ("mm", "um"), 1e3, 1e-9);
  g_assert_cmpfloat_with_epsilon (ll_unit_get_factor ("1/mm2", "1/um2"), 1e-6, 1e-15);
  g_assert_cmpfloat_with_epsilon (ll_unit_get_factor ("um/um2", "mm/mm2"), 1e3, 1e-9);
  g_assert_cmpfloat_with_epsilon (ll_unit_get_factor ("um2", "nm2"), 1e6, 1e-6);
  g_assert_true (isnan (ll_unit_get_factor ("um", "px")));
  g_assert_true (isnan (ll_unit_get_factor ("", "um")));
  g_assert_true (isnan (ll_unit_get_factor ("um", "1/um2")));
  g_assert_true (isnan (ll_unit_get_factor ("foot", "um")));
  g_assert_true (ll_statistic_find ("number_per_area", &power) && power == -2);
  g_assert_false (ll_statistic_find ("temperature", &power));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/write", test_write);
  g_test_add_func ("/table/write-dialect", test_write_dialect);
  g_test_add_func ("/table/formulas", test_formulas);
  g_test_add_func ("/table/dialects", test_dialects);
  g_test_add_func ("/table/numbers", test_numbers);
  g_test_add_func ("/table/append", test_append);
  g_test_add_func ("/table/cut-off", test_cut_off);
  g_test_add_func ("/table/wide", test_wide);
  g_test_add_func ("/table/refused", test_refused);
  g_test_add_func ("/table/around", test_around);
  g_test_add_func ("/table/units", test_units);

  return g_test_run ();
}
