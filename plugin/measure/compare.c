/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compares measured images, and says what the numbers rest on. */

#include "measure/compare.h"

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>

#include "files/table.h"
#include "procedure/names.h"

static void
note_images (LpCall *call, const LlComparisonFacts *facts)
{
  if (facts->n_again > 0)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "%d image was measured several times: its newest "
                               "measurement counts.",
                               "%d images were measured several times: their newest "
                               "measurements count.",
                               (gulong) facts->n_again),
                  facts->n_again);
  if (facts->n_repeated > 0)
    lp_call_note (
      call,
      g_dngettext (GETTEXT_PACKAGE,
                   "%d image occurs several times in rows of an earlier version, which "
                   "hold no folder: the last rows count. If these are files of the same "
                   "name in different folders, measure them again.",
                   "%d images occur several times in rows of an earlier version, which "
                   "hold no folder: the last rows count. If these are files of the same "
                   "name in different folders, measure them again.",
                   (gulong) facts->n_repeated),
      facts->n_repeated);
  if (facts->n_earlier > 0)
    lp_call_note (
      call,
      g_dngettext (
        GETTEXT_PACKAGE,
        "%d image in rows of an earlier version, which hold no folder, has the "
        "same name as another one and counts as an image of its own: remove "
        "its rows if it was measured again.",
        "%d images in rows of an earlier version, which hold no folder, have "
        "the same names as others and count as images of their own: remove "
        "their rows if they were measured again.",
        (gulong) facts->n_earlier),
      facts->n_earlier);
  if (facts->n_unsaved > 0)
    lp_call_note (
      call, _ ("Images that were never saved can't be told apart by a file: each "
               "measurement of them counts as an image of its own. Save images before "
               "you measure them."));
}

static void
note_facts (LpCall *call, const LlComparisonFacts *facts, const gchar *baseline)
{
  note_images (call, facts);
  if (facts->converted)
    lp_call_note (
      call, _ ("Values in other units were converted to the units of \"%s\"."), baseline);
  if (facts->in_pixels)
    lp_call_note (call, _ ("Sizes are in pixels: they can be compared only if all images "
                           "have the same magnification."));
  if (facts->settings)
    lp_call_note (call,
                  _ ("The images were measured with different settings, which stand "
                     "in the column \"settings\" of the summary: measure them with "
                     "the same ones to compare them."));
}

/* Returns a cell as people read it: headings with the micro sign, and numbers with the decimal
 * sign of the locale, as spreadsheets expect what is pasted.
 */
static gchar *
make_cell (const LlTable *table, guint row, guint column)
{
  const gchar *text = ll_table_get_text (table, row, column);
  g_auto (GStrv) parts = NULL;
  gdouble number;

  if (row > 0)
    return *text && ll_table_get_number (table, row, column, &number)
             ? g_strdup_printf ("%.6g", number)
             : g_strdup (text);

  parts = g_strsplit (text, "(um)", -1);

  return g_strjoinv ("(µm)", parts);
}

static void
show_table (LpCall *call, const LlTable *table)
{
  for (guint i = 0; i < ll_table_get_n_rows (table); i++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      for (guint k = 0; k < ll_table_get_n_cells (table, i); k++)
        g_ptr_array_add (cells, make_cell (table, i, k));
      g_ptr_array_add (cells, NULL);
      lp_call_add_row (call, (const gchar *const *) cells->pdata);
    }
}

static gboolean
check_paths (const gchar *path, const gchar *out, GError **error)
{
  if (!*path || !*out)
    {
      g_set_error_literal (
        error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
        *path ? _ ("No table is given: choose the file to write it to.")
              : _ ("No summary is given: choose the file of a summary that "
                   "Measure has written."));
      return FALSE;
    }

  return TRUE;
}

gboolean
lp_compare_run (LpCall *call, GError **error)
{
  const gchar *path = lp_arguments_get_string (call->in, LP_ARG_SUMMARY);
  const gchar *out = lp_arguments_get_string (call->in, LP_ARG_TABLE);
  g_autoptr (LlComparison) comparison = NULL;
  g_autoptr (LlTable) summary = NULL;
  g_autoptr (LlTable) table = NULL;
  g_autoptr (GString) text = NULL;
  LlComparisonFacts facts;
  const gchar *name;
  gint baseline, n;

  if (!check_paths (path, out, error))
    return FALSE;

  summary = lp_table_read (path, error);
  if (!summary || !ll_csv_check_rows (summary, path, error))
    return FALSE;
  comparison = ll_comparison_new (summary, path, error);
  if (!comparison)
    return FALSE;
  baseline = ll_comparison_find_image (
    comparison, lp_arguments_get_string (call->in, LP_ARG_BASELINE), error);
  if (baseline < 0)
    return FALSE;
  table = ll_comparison_to_table (comparison, baseline, &facts, error);
  if (!table)
    return FALSE;

  text = ll_csv_write (table);
  if (!ll_part_file_set_contents (out, text->str, text->len, error))
    return FALSE;

  n = ll_comparison_get_n_images (comparison);
  name = ll_comparison_get_image_name (comparison, baseline);
  lp_arguments_set_number (call->out, LP_ARG_IMAGES, n);
  lp_call_note (call,
                g_dngettext (GETTEXT_PACKAGE, "%d image is compared with \"%s\".",
                             "%d images are compared with \"%s\".", (gulong) n),
                n, name);
  note_facts (call, &facts, name);
  show_table (call, table);

  return TRUE;
}
