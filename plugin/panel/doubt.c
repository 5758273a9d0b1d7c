/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/doubt.h"

#include <glib/gi18n-lib.h>

#include "host/toolkit.h"
#include "layers/coverage.h"
#include "panel/page.h"
#include "widgets/widgets.h"

struct _LpDoubt
{
  void (*sparse) (LlTask task, gpointer data);
  gpointer data;
  GtkWidget *box;
  GtkWidget *text;
  LlTask task;              /* LL_N_TASKS: nothing is doubtful */
  gint n;                   /* its marks                       */
  gint settled[LL_N_TASKS]; /* marks at which the person said that they are all */
};

static void
show_question (LpDoubt *doubt)
{
  gboolean asked = doubt->task < LL_N_TASKS;

  if (asked)
    {
      g_autofree gchar *text = lp_coverage_describe_doubt (doubt->task, doubt->n);
      g_autofree gchar *markup = lp_widget_make_warning (doubt->box, text);

      lp_widget_set_markup (doubt->text, markup);
    }
  if (gtk_widget_get_visible (doubt->box) == asked)
    return;

  gtk_widget_set_visible (doubt->box, asked);
  lp_widget_shrink_window (doubt->box);
}

static void
on_sparse (LpDoubt *doubt)
{
  LlTask task = doubt->task;

  doubt->task = LL_N_TASKS;
  show_question (doubt);
  if (task < LL_N_TASKS)
    doubt->sparse (task, doubt->data);
}

static void
on_complete (LpDoubt *doubt)
{
  if (doubt->task < LL_N_TASKS)
    doubt->settled[doubt->task] = doubt->n;
  doubt->task = LL_N_TASKS;
  show_question (doubt);
}

static void
add_answer (LpDoubt *doubt,
            GtkWidget *row,
            const gchar *label,
            const gchar *tooltip,
            void (*answer) (LpDoubt *doubt))
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (answer), doubt);
  gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
}

LpDoubt *
lp_doubt_new (void (*sparse) (LlTask task, gpointer data), gpointer data)
{
  LpDoubt *doubt = g_new0 (LpDoubt, 1);
  GtkWidget *row = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);

  doubt->sparse = sparse;
  doubt->data = data;
  doubt->task = LL_N_TASKS;
  doubt->box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING / 2);
  doubt->text = lp_widget_new_label ("", LP_PAGE_TEXT);
  add_answer (doubt, row, _ ("S_parse"),
              _ ("Unpainted pixels of the layer are unknown from now on: paint some "
                 "background as well."),
              on_sparse);
  add_answer (doubt, row, _ ("_All Objects Are Marked"),
              _ ("Unpainted pixels of the layer stay background."), on_complete);
  gtk_box_pack_start (GTK_BOX (doubt->box), doubt->text, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (doubt->box), row, FALSE, FALSE, 0);
  gtk_widget_show_all (doubt->box);
  gtk_widget_set_no_show_all (doubt->box, TRUE);
  gtk_widget_hide (doubt->box);

  return doubt;
}

void
lp_doubt_free (LpDoubt *doubt)
{
  g_free (doubt);
}

GtkWidget *
lp_doubt_get_widget (const LpDoubt *doubt)
{
  return doubt->box;
}

void
lp_doubt_follow (LpDoubt *doubt,
                 const LpPanelCounts *counts,
                 const LlCoverage coverage[LL_N_TASKS])
{
  static const LlTask tasks[] = { LL_TASK_DETECTION, LL_TASK_SEGMENTATION };

  doubt->task = LL_N_TASKS;
  for (guint i = 0; i < G_N_ELEMENTS (tasks) && doubt->task == LL_N_TASKS; i++)
    {
      LlTask task = tasks[i];
      LpMarkCount sum = lp_mark_count_sum (counts->marks[task]);

      if (coverage[task] == LL_COVERAGE_COMPLETE && doubt->settled[task] != sum.n &&
          lp_mark_count_is_doubtful (&sum, counts->all))
        {
          doubt->task = task;
          doubt->n = sum.n;
        }
    }
  show_question (doubt);
}
