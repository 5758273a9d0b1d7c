/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/column.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "host/toolkit.h"
#include "layers/mark-counter.h"
#include "panel/brush.h"
#include "widgets/swatch.h"
#include "widgets/widgets.h"

typedef struct
{
  LpColumn *column;
  LlColour colour;
  gint klass; /* -1: the ignore colour */
  gchar *name;
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *count;
} Paint;

struct _LpColumn
{
  LlTask task;
  const LpColumnCalls *calls;
  gpointer data;
  GtkWidget *box;
  GPtrArray *paints; /* element-type Paint */
  GtkWidget *size;
  GtkWidget *coverage;
  GtkWidget *total;
  gboolean showing; /* the widgets change because the column does */
};

static void
paint_free (Paint *paint)
{
  g_free (paint->name);
  g_free (paint);
}

static void
on_paint (Paint *paint)
{
  LpColumn *column = paint->column;

  if (!column->showing)
    column->calls->paint (column->task, paint->colour, column->data);
}

static void
add_paint (LpColumn *column, gint klass, LlColour colour, const gchar *name)
{
  Paint *paint = g_new0 (Paint, 1);
  GtkWidget *row = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);

  *paint = (Paint){ .column = column,
                    .colour = colour,
                    .klass = klass,
                    .name = g_strdup (name),
                    .button = gtk_toggle_button_new (),
                    .label = gtk_label_new (name),
                    .count = gtk_label_new ("") };
  lp_host_align_label (paint->label, 0.5f);
  gtk_box_pack_start (GTK_BOX (row), lp_swatch_new (&paint->colour), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), paint->label, TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (row), paint->count, FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (paint->button), row);
  gtk_widget_set_tooltip_text (
    paint->button,
    _ ("Paint with this colour from now on; results are hidden. Digit keys "
       "choose among the buttons of the task that was used last."));
  g_signal_connect_swapped (paint->button, "toggled", G_CALLBACK (on_paint), paint);
  gtk_box_pack_start (GTK_BOX (column->box), paint->button, FALSE, FALSE, 0);
  g_ptr_array_add (column->paints, paint);
}

static void
add_paints (LpColumn *column, const LlClasses *classes)
{
  if (column->task == LL_TASK_SEPARATION)
    add_paint (column, 1, ll_classes_get_interface_colour (classes), _ ("interface"));
  else
    for (gint c = 1; c < ll_classes_get_n (classes); c++)
      add_paint (column, c, ll_classes_get_colour (classes, c),
                 ll_classes_get_name (classes, c));
  add_paint (column, 0, ll_classes_get_colour (classes, 0), _ ("background"));
  add_paint (column, -1, ll_classes_get_ignore_colour (classes), _ ("ignore"));
}

static void
on_size (LpColumn *column)
{
  if (!column->showing)
    column->calls->size (
      column->task, gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (column->size)),
      column->data);
}

static void
on_coverage (LpColumn *column)
{
  if (!column->showing)
    column->calls->coverage (
      column->task,
      (LlCoverage) gtk_combo_box_get_active (GTK_COMBO_BOX (column->coverage)),
      column->data);
}

static void
add_field (LpColumn *column,
           GtkOrientation orientation,
           const gchar *text,
           GtkWidget *field,
           const gchar *tooltip)
{
  GtkWidget *row = lp_host_new_box (orientation, LP_DIALOG_SPACING / 2);

  GtkWidget *label = lp_widget_new_label (text, 0);

  lp_host_align_label (label, 0.5f);
  gtk_widget_set_tooltip_text (field, tooltip);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), field, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (column->box), row, FALSE, FALSE, 0);
}

static void
add_fields (LpColumn *column)
{
  column->size = gtk_spin_button_new_with_range (LP_BRUSH_LEAST, LP_BRUSH_MOST, 1);
  gtk_entry_set_width_chars (GTK_ENTRY (column->size), 3);
  add_field (column, GTK_ORIENTATION_HORIZONTAL, _ ("Brush"), column->size,
             _ ("Diameter of the brush in pixels that a button of this task selects; a "
                "larger one paints wider strokes. The default depends on the size of the "
                "image."));
  g_signal_connect_swapped (column->size, "value-changed", G_CALLBACK (on_size), column);

  /* In the order of LlCoverage. */
  column->coverage = gtk_combo_box_text_new ();
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (column->coverage),
                                  _ ("background"));
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (column->coverage), _ ("unknown"));
  add_field (
    column, GTK_ORIENTATION_VERTICAL, _ ("Unpainted pixels are"), column->coverage,
    _ ("What do unpainted pixels mean? Complete: all objects are marked, and everything "
       "else is learned as background. Sparse: only some places are marked, and "
       "nothing is learned from the others; then paint some background as well."));
  g_signal_connect_swapped (column->coverage, "changed", G_CALLBACK (on_coverage),
                            column);
}

LpColumn *
lp_column_new (LlTask task,
               const LlClasses *classes,
               const LpColumnCalls *calls,
               gpointer data)
{
  LpColumn *column = g_new0 (LpColumn, 1);
  g_autofree gchar *title =
    g_markup_printf_escaped ("<b>%s</b>", ll_task_get_title (task));

  column->task = task;
  column->calls = calls;
  column->data = data;
  column->paints = g_ptr_array_new_with_free_func ((GDestroyNotify) paint_free);
  column->box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING / 2);
  gtk_box_pack_start (GTK_BOX (column->box), lp_widget_new_label (title, 0), FALSE, FALSE,
                      0);
  add_paints (column, classes);
  add_fields (column);
  column->total = lp_widget_new_label ("", 0);
  gtk_box_pack_start (GTK_BOX (column->box), column->total, FALSE, FALSE, 0);

  return column;
}

void
lp_column_free (LpColumn *column)
{
  if (!column)
    return;

  g_ptr_array_unref (column->paints);
  g_free (column);
}

GtkWidget *
lp_column_get_widget (const LpColumn *column)
{
  return column->box;
}

void
lp_column_mark (LpColumn *column, const guint8 *rgb)
{
  column->showing = TRUE;
  for (guint i = 0; i < column->paints->len; i++)
    {
      Paint *paint = g_ptr_array_index (column->paints, i);
      gboolean marked = rgb && memcmp (paint->colour.rgb, rgb, 3) == 0;
      g_autofree gchar *markup =
        g_markup_printf_escaped (marked ? "<b>%s</b>" : "%s", paint->name);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (paint->button), marked);
      lp_widget_set_markup (paint->label, markup);
    }
  column->showing = FALSE;
}

gboolean
lp_column_press (LpColumn *column, guint number)
{
  if (number >= column->paints->len)
    return FALSE;

  on_paint (g_ptr_array_index (column->paints, number));

  return TRUE;
}

void
lp_column_show_size (LpColumn *column, gint size)
{
  column->showing = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (column->size), size);
  column->showing = FALSE;
}

void
lp_column_show_coverage (LpColumn *column, LlCoverage coverage)
{
  if (gtk_combo_box_get_active (GTK_COMBO_BOX (column->coverage)) == (gint) coverage)
    return;

  column->showing = TRUE;
  gtk_combo_box_set_active (GTK_COMBO_BOX (column->coverage), (gint) coverage);
  column->showing = FALSE;
}

/* "181 marks" */
static gchar *
describe_total (LlTask task, const LpMarkCount *sum, gint64 pixels)
{
  if (task == LL_TASK_DETECTION)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d mark", "%d marks", (gulong) sum->n), sum->n);
  if (task == LL_TASK_SEPARATION)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d scribble", "%d scribbles", (gulong) sum->n),
      sum->n);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d mask, %.2g %% of the image",
                                       "%d masks, %.2g %% of the image", (gulong) sum->n),
                          sum->n, 100.0 * (gdouble) sum->pixels / (gdouble) pixels);
}

void
lp_column_show_counts (LpColumn *column,
                       const LpMarkCount counts[LL_MAX_CLASSES],
                       gint64 pixels)
{
  LpMarkCount sum = lp_mark_count_sum (counts);
  g_autofree gchar *total = NULL;

  for (guint i = 0; i < column->paints->len; i++)
    {
      const Paint *paint = g_ptr_array_index (column->paints, i);
      gint n = paint->klass > 0 ? counts[paint->klass].n : 0;
      g_autofree gchar *text = n > 0 ? g_strdup_printf ("%d", n) : g_strdup ("");

      lp_widget_set_markup (paint->count, text);
    }

  total = sum.n > 0 ? describe_total (column->task, &sum, pixels)
                    : lp_widget_make_warning (column->box, _ ("nothing painted yet"));
  lp_widget_set_markup (column->total, total);
}
