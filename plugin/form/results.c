/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window waits, so that what was copied can be pasted elsewhere: the clipboard belongs to
 * the program that filled it, and a procedure ends with its window.
 */

#include "form/results.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "form/form.h"
#include "host/toolkit.h"
#include "widgets/widgets.h"

#define RESPONSE_COPY_TABLE 1
#define RESPONSE_COPY_TEXT  2

#define WINDOW_WIDTH 640
#define LINE_HEIGHT  20
#define LINE_LENGTH  80 /* letters */
#define MOST_LINES   11
#define ROW_HEIGHT   26
#define MOST_ROWS    11

static void
copy_text (const gchar *text)
{
  gtk_clipboard_set_text (gtk_clipboard_get (GDK_SELECTION_CLIPBOARD), text, -1);
}

/* A child that scrolls and has a frame. */
static GtkWidget *
add_scrolled (GtkWidget *child, gint height)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (scrolled), GTK_SHADOW_IN);
  gtk_widget_set_size_request (scrolled, WINDOW_WIDTH, height);
  gtk_container_add (GTK_CONTAINER (scrolled), child);

  return scrolled;
}

/* Text that can be selected, but not changed. */
static GtkWidget *
new_notes (const gchar *notes)
{
  GtkWidget *view = gtk_text_view_new ();
  g_auto (GStrv) lines = g_strsplit (notes, "\n", -1);
  glong n_lines = 1;

  /* About as high as the text is when long lines are wrapped. */
  for (gint i = 0; lines[i]; i++)
    n_lines += 1 + g_utf8_strlen (lines[i], -1) / LINE_LENGTH;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), LP_DIALOG_SPACING);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), LP_DIALOG_SPACING);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), notes, -1);

  return add_scrolled (view, LINE_HEIGHT * (gint) MIN (n_lines, MOST_LINES));
}

/* Whether all cells of a column that are not empty are numbers. */
static gboolean
has_numbers (gchar **rows, gint column)
{
  for (gint i = 1; rows[i] && *rows[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], "\t", -1);
      const gchar *cell = (gint) g_strv_length (cells) > column ? cells[column] : "";

      if (*cell && !g_ascii_isdigit (*cell) && *cell != '-')
        return FALSE;
    }

  return TRUE;
}

/* @numbers: aligned to the right */
static void
add_column (GtkWidget *view, const gchar *title, gint index, gboolean numbers)
{
  GtkCellRenderer *cell = gtk_cell_renderer_text_new ();
  GtkTreeViewColumn *column;
  GtkWidget *label = gtk_label_new (title);

  g_object_set (cell, "xalign", numbers ? 1.0 : 0.0, "xpad", LP_DIALOG_SPACING, NULL);
  column = gtk_tree_view_column_new_with_attributes (NULL, cell, "text", index, NULL);
  /* A label of its own, since underscores in names are not mnemonics. */
  gtk_tree_view_column_set_widget (column, label);
  gtk_tree_view_column_set_alignment (column, numbers ? 1.0f : 0.0f);
  gtk_tree_view_column_set_resizable (column, TRUE);
  gtk_widget_show (label);
  gtk_tree_view_append_column (GTK_TREE_VIEW (view), column);
}

static GtkListStore *
new_store (gint n_columns)
{
  g_autofree GType *types = g_new (GType, n_columns);

  for (gint i = 0; i < n_columns; i++)
    types[i] = G_TYPE_STRING;

  return gtk_list_store_newv (n_columns, types);
}

static GtkWidget *
new_table (const gchar *table)
{
  g_auto (GStrv) rows = g_strsplit (table, "\n", -1);
  g_auto (GStrv) headings = g_strsplit (rows[0], "\t", -1);
  gint n_columns = (gint) g_strv_length (headings);
  GtkListStore *store = new_store (n_columns);
  GtkWidget *view;
  gint n_rows = 0;

  for (gint i = 1; rows[i] && *rows[i]; i++, n_rows++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], "\t", -1);
      GtkTreeIter row;

      gtk_list_store_append (store, &row);
      for (gint k = 0; k < n_columns && cells[k]; k++)
        gtk_list_store_set (store, &row, k, cells[k], -1);
    }

  view = gtk_tree_view_new_with_model (GTK_TREE_MODEL (store));
  g_object_unref (store);
  for (gint k = 0; k < n_columns; k++)
    add_column (view, headings[k], k, has_numbers (rows, k));

  return add_scrolled (view, ROW_HEIGHT * (2 + MIN (n_rows, MOST_ROWS)));
}

void
lp_results_show (const LpProcedureSpec *procedure, const gchar *notes, const gchar *table)
{
  g_autofree gchar *name = lp_dialog_title (procedure);
  g_autofree gchar *title = g_strdup_printf (_ ("Results: %s"), name);
  GtkWidget *dialog = gtk_dialog_new_with_buttons (
    title, NULL, (GtkDialogFlags) 0, _ ("Copy _Table"), RESPONSE_COPY_TABLE,
    _ ("Copy Te_xt"), RESPONSE_COPY_TEXT, _ ("_Close"), GTK_RESPONSE_CLOSE, NULL);
  GtkWidget *area = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LP_DIALOG_SPACING);
  gint response;

  gtk_container_set_border_width (GTK_CONTAINER (box), 2 * LP_DIALOG_SPACING);
  gtk_box_pack_start (GTK_BOX (box), new_notes (notes), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_table (table), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (area), box, TRUE, TRUE, 0);
  gtk_widget_show_all (box);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CLOSE);
  lp_host_keep_above (dialog);

  do
    {
      response = gtk_dialog_run (GTK_DIALOG (dialog));
      if (response == RESPONSE_COPY_TABLE)
        copy_text (table);
      else if (response == RESPONSE_COPY_TEXT)
        copy_text (notes);
    }
  while (response == RESPONSE_COPY_TABLE || response == RESPONSE_COPY_TEXT);

  gtk_clipboard_store (gtk_clipboard_get (GDK_SELECTION_CLIPBOARD));
  gtk_widget_destroy (dialog);
}
