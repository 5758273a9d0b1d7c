/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compares measured images: the rows of a summary (image, class, statistic, value) become
 * columns.
 */

#include "measure/compare.h"

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>
#include <math.h>
#include <string.h>

#include "host/host.h"
#include "files/table.h"
#include "procedure/names.h"

/* One class of one image. */
typedef struct
{
  gchar *image;
  gchar *klass;
  GHashTable *values; /* statistic -> gdouble *; undefined statistics are absent */
} Row;

typedef struct
{
  GPtrArray *rows;       /* element-type Row, in the order of the summary          */
  GPtrArray *statistics; /* element-type utf8, names with units, in the same order */
} Summary;

static void
row_free (Row *row)
{
  g_free (row->image);
  g_free (row->klass);
  g_hash_table_unref (row->values);
  g_free (row);
}

static void
summary_clear (Summary *summary)
{
  g_clear_pointer (&summary->rows, g_ptr_array_unref);
  g_clear_pointer (&summary->statistics, g_ptr_array_unref);
}

static Row *
find_row (const Summary *summary, const gchar *image, const gchar *klass)
{
  for (guint i = 0; i < summary->rows->len; i++)
    {
      Row *row = g_ptr_array_index (summary->rows, i);

      if (g_str_equal (row->image, image) && g_str_equal (row->klass, klass))
        return row;
    }

  return NULL;
}

static Row *
get_row (Summary *summary, const gchar *image, const gchar *klass)
{
  Row *row = find_row (summary, image, klass);

  if (!row)
    {
      row = g_new0 (Row, 1);
      row->image = g_strdup (image);
      row->klass = g_strdup (klass);
      row->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_ptr_array_add (summary->rows, row);
    }

  return row;
}

/* The same quantity in two units counts as two statistics, which are never compared. */
static void
add_value (Summary *summary,
           const gchar *image,
           const gchar *klass,
           const gchar *statistic,
           const gchar *unit,
           const gchar *value)
{
  Row *row = get_row (summary, image, klass);
  g_autofree gchar *name =
    *unit ? g_strdup_printf ("%s (%s)", statistic, unit) : g_strdup (statistic);

  if (!g_ptr_array_find_with_equal_func (summary->statistics, name, g_str_equal, NULL))
    g_ptr_array_add (summary->statistics, g_strdup (name));
  if (*value)
    {
      gdouble number = g_ascii_strtod (value, NULL);

      g_hash_table_insert (row->values, g_steal_pointer (&name),
                           g_memdup2 (&number, sizeof (number)));
    }
  else
    {
      g_hash_table_remove (row->values, name);
    }
}

static gboolean
read_summary (const gchar *path, Summary *summary, GError **error)
{
  static const gchar *const columns[] = { "image", "class", "statistic", "value",
                                          "low",   "high",  "unit" };
  g_autoptr (GPtrArray) lines = lp_table_read (path, error);
  gboolean ok = TRUE;

  if (!lines)
    return FALSE;

  for (guint i = 0; i < lines->len && ok; i++)
    {
      gchar **cells = g_ptr_array_index (lines, i);

      ok = g_strv_length (cells) >= G_N_ELEMENTS (columns);
      for (guint k = 0; k < G_N_ELEMENTS (columns) && ok && i == 0; k++)
        ok = g_str_equal (cells[k], columns[k]);
      if (ok && i > 0)
        add_value (summary, cells[0], cells[1], cells[2], cells[6], cells[3]);
    }
  if (ok && summary->rows->len > 0)
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
               _ ("\"%s\" is not a summary of measured images: let Measure write one."),
               path);

  return FALSE;
}

static gdouble
get_value (const Row *row, const gchar *statistic)
{
  const gdouble *value = row ? g_hash_table_lookup (row->values, statistic) : NULL;

  return value ? *value : NAN;
}

/* Returns the change in percent; it is not finite if a value is missing or the baseline
 * is 0.
 */
static gdouble
get_change (gdouble value, gdouble base)
{
  return 100.0 * (value - base) / base;
}

static GString *
make_table (const Summary *summary, const gchar *baseline)
{
  GString *text = g_string_new (NULL);

  ll_csv_append_text (text, "image");
  ll_csv_append_text (text, "class");
  for (guint k = 0; k < summary->statistics->len; k++)
    {
      const gchar *name = g_ptr_array_index (summary->statistics, k);
      g_autofree gchar *change = g_strdup_printf ("%s change %%", name);

      ll_csv_append_text (text, name);
      ll_csv_append_text (text, change);
    }
  ll_csv_end_row (text);

  for (guint i = 0; i < summary->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (summary->rows, i);
      const Row *base = find_row (summary, baseline, row->klass);

      ll_csv_append_text (text, row->image);
      ll_csv_append_text (text, row->klass);
      for (guint k = 0; k < summary->statistics->len; k++)
        {
          const gchar *name = g_ptr_array_index (summary->statistics, k);
          gdouble value = get_value (row, name);

          ll_csv_append_number (text, value);
          ll_csv_append_number (text, get_change (value, get_value (base, name)));
        }
      ll_csv_end_row (text);
    }

  return text;
}

static gint
count_images (const Summary *summary)
{
  g_autoptr (GHashTable) images = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < summary->rows->len; i++)
    g_hash_table_add (images, ((Row *) g_ptr_array_index (summary->rows, i))->image);

  return (gint) g_hash_table_size (images);
}

static gboolean
has_image (const Summary *summary, const gchar *image)
{
  for (guint i = 0; i < summary->rows->len; i++)
    if (g_str_equal (((Row *) g_ptr_array_index (summary->rows, i))->image, image))
      return TRUE;

  return FALSE;
}

static gboolean
compare_images (LpCall *call, Summary *summary, GError **error)
{
  const gchar *path = lp_arguments_get_string (call->in, LP_ARG_SUMMARY);
  const gchar *out = lp_arguments_get_string (call->in, LP_ARG_TABLE);
  const gchar *baseline = lp_arguments_get_string (call->in, LP_ARG_BASELINE);
  g_autoptr (GString) text = NULL;

  if (!*path || !*out)
    {
      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("\"%s\" is empty: give the path of a table."),
                   *path ? LP_ARG_TABLE : LP_ARG_SUMMARY);
      return FALSE;
    }
  if (!read_summary (path, summary, error))
    return FALSE;

  if (!*baseline)
    baseline = ((Row *) g_ptr_array_index (summary->rows, 0))->image;
  if (!has_image (summary, baseline))
    {
      g_set_error (
        error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
        _ ("The summary has no image \"%s\": give a name from its column \"image\"."),
        baseline);
      return FALSE;
    }

  text = make_table (summary, baseline);
  if (!ll_part_file_set_contents (out, text->str, text->len, error))
    return FALSE;

  lp_arguments_set_number (call->out, LP_ARG_IMAGES, count_images (summary));
  lp_call_note (call,
                g_dngettext (GETTEXT_PACKAGE, "%d image is compared with \"%s\".",
                             "%d images are compared with \"%s\".",
                             (gulong) count_images (summary)),
                count_images (summary), baseline);

  return TRUE;
}

gboolean
lp_compare_run (LpCall *call, GError **error)
{
  Summary summary = { g_ptr_array_new_with_free_func ((GDestroyNotify) row_free),
                      g_ptr_array_new_with_free_func (g_free) };
  gboolean done = compare_images (call, &summary, error);

  summary_clear (&summary);

  return done;
}
