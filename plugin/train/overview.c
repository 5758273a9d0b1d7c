/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The overview has one row per image, with the sums below. */

#include "train/overview.h"

#include <glib/gi18n-lib.h>

#include "host/toolkit.h"
#include "train/marks.h"
#include "draw/picture.h"
#include "widgets/widgets.h"

/* The longer side of a thumbnail, in pixels. */
#define THUMBNAIL 112

/* Only the first images get a row. */
#define MAX_ROWS 100

/* The width of the text beside a thumbnail, in pixels. */
#define WRAP_NEXT (LP_WINDOW_TEXT - THUMBNAIL - 40)

/* The label of the page that tells the time. */
#define TIME_KEY "lazy-labels-time"

static void
draw_picture (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data)
{
  lp_picture_draw (data, cr, width, height, NULL);
}

static GtkWidget *
new_thumbnail (const LlSample *sample, const LlClasses *classes)
{
  static const LlTask order[] = { LL_TASK_SEGMENTATION, LL_TASK_DETECTION,
                                  LL_TASK_SEPARATION };
  cairo_rectangle_int_t area = { 0, 0, sample->image->width, sample->image->height };
  cairo_surface_t *picture = lp_picture_new (sample->image, &area, THUMBNAIL);
  GtkWidget *widget = gtk_drawing_area_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (sample->labels[order[i]] &&
        !(sample->inferred && order[i] == LL_TASK_SEGMENTATION))
      lp_picture_add_labels (picture, sample->labels[order[i]], &area, classes, order[i],
                             order[i] == LL_TASK_SEGMENTATION ? 0.5 : 0.9);

  gtk_widget_set_size_request (widget, THUMBNAIL, THUMBNAIL * 3 / 4);
  lp_host_connect_draw (widget, draw_picture, picture);
  g_object_set_data_full (G_OBJECT (widget), "picture", picture,
                          (GDestroyNotify) cairo_surface_destroy);

  return widget;
}

/* Appends one line per task, such as "Detection: 12 ...". */
static void
append_tasks (GString *markup, const LpMarks *marks, const LlClasses *classes)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      g_autofree gchar *text = lp_marks_describe_task (marks, (LlTask) task, classes);
      g_autofree gchar *line = g_markup_printf_escaped (
        text ? "\n%s: %s" : "\n%s: <span alpha=\"60%%\">%s</span>",
        ll_task_get_title ((LlTask) task), text ? text : _ ("not painted"));

      g_string_append (markup, line);
    }
}

static GtkWidget *
new_row (const LlSample *sample, const LpMarks *marks, const LlClasses *classes)
{
  GtkWidget *row = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, 2 * LP_DIALOG_SPACING);
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree gchar *head = g_markup_printf_escaped (
    sample->image->channels == 3 ? _ ("<b>%s</b>   %d × %d, colour, %.2g %% painted")
                                 : _ ("<b>%s</b>   %d × %d, grey, %.2g %% painted"),
    sample->name, sample->image->width, sample->image->height,
    100.0 * (gdouble) marks->painted / (gdouble) marks->all);

  g_string_append (markup, head);
  append_tasks (markup, marks, classes);
  if (sample->inferred)
    {
      g_string_append_c (markup, '\n');
      g_string_append (markup, _ ("The masks were inferred from the detection marks."));
    }

  gtk_box_pack_start (GTK_BOX (row), new_thumbnail (sample, classes), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), lp_widget_new_label (markup->str, WRAP_NEXT), TRUE,
                      TRUE, 0);

  return row;
}

/* Adds a row per image to @box, and the counts of all images to @all. */
static void
add_images (GtkWidget *box, const LpCollection *collection, LpMarks *all)
{
  for (guint i = 0; i < collection->samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (collection->samples, i);
      LpMarks marks = { .all = 0 };

      lp_marks_add (&marks, sample);
      lp_marks_join (all, &marks);
      if (i < MAX_ROWS)
        gtk_box_pack_start (GTK_BOX (box), new_row (sample, &marks, collection->classes),
                            FALSE, FALSE, 0);
    }

  if (collection->samples->len > MAX_ROWS)
    {
      g_autofree gchar *text =
        g_strdup_printf (_ ("... and %u more"), collection->samples->len - MAX_ROWS);

      gtk_box_pack_start (GTK_BOX (box), lp_widget_new_label (text, 0), FALSE, FALSE, 0);
    }
}

static GtkWidget *
new_sums (const LpCollection *collection, const LpMarks *all)
{
  guint n = collection->samples->len;
  g_autoptr (GString) markup = g_string_new (NULL);

  g_string_append_printf (markup,
                          g_dngettext (GETTEXT_PACKAGE,
                                       "<b>%u image</b>   %.2g %% painted",
                                       "<b>%u images</b>   %.2g %% painted", n),
                          n, 100.0 * (gdouble) all->painted / (gdouble) all->all);
  if (n > 1)
    append_tasks (markup, all, collection->classes);

  return lp_widget_new_label (markup->str, LP_WINDOW_TEXT);
}

static void
add_warning (GtkWidget *box, GtkWidget *window, const gchar *text)
{
  g_autofree gchar *line = g_strdup_printf ("•  %s", text);
  g_autofree gchar *markup = lp_widget_make_warning (window, line);

  gtk_box_pack_start (GTK_BOX (box), lp_widget_new_label (markup, LP_WINDOW_TEXT), FALSE,
                      FALSE, 0);
}

static void
add_warnings (GtkWidget *box,
              const LpTrainOverview *overview,
              const LpMarks *all,
              GtkWidget *window)
{
  g_autoptr (GPtrArray) missing = NULL;

  if (overview->obstacle)
    add_warning (box, window, overview->obstacle);
  if (!overview->collection)
    return;

  missing = lp_marks_list_missing (all, overview->collection->classes, overview->kind,
                                   overview->task, overview->alpha);
  for (guint i = 0; i < missing->len; i++)
    add_warning (box, window, g_ptr_array_index (missing, i));
}

static void
add_markup (GtkWidget *box, const gchar *markup)
{
  gtk_box_pack_start (GTK_BOX (box), lp_widget_new_label (markup, LP_WINDOW_TEXT), FALSE,
                      FALSE, 0);
}

static void
add_text (GtkWidget *box, const gchar *text)
{
  g_autofree gchar *markup = NULL;

  if (!text || !*text)
    return;

  markup = g_markup_escape_text (text, -1);
  add_markup (box, markup);
}

/* An interrupted training is to be seen, since a new one replaces it. */
static void
add_interrupted (GtkWidget *box, const LpInterrupted *interrupted)
{
  g_autofree gchar *markup = NULL;

  if (!interrupted->found)
    return;

  markup = g_markup_printf_escaped ("<b>%s</b>", interrupted->text);
  add_markup (box, markup);
}

void
lp_train_overview_set_time (GtkWidget *page, const gchar *text)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (page), TIME_KEY);
  g_autofree gchar *markup = g_markup_escape_text (text, -1);

  lp_widget_set_markup (label, markup);
}

/* The label is there only if there is a text, which later ones replace. */
static void
add_time (GtkWidget *page, const gchar *text)
{
  GtkWidget *label;

  if (!text)
    return;

  label = lp_widget_new_label ("", LP_WINDOW_TEXT);
  g_object_set_data (G_OBJECT (page), TIME_KEY, label);
  gtk_box_pack_start (GTK_BOX (page), label, FALSE, FALSE, 0);
  lp_train_overview_set_time (page, text);
}

GtkWidget *
lp_train_overview_new (const LpTrainOverview *overview, GtkWidget *window)
{
  GtkWidget *page = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LP_DIALOG_SPACING);
  GtkWidget *rows = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LP_DIALOG_SPACING);
  LpMarks all = { .all = 0 };

  if (overview->collection)
    add_images (rows, overview->collection, &all);
  add_warnings (page, overview, &all, window);
  if (overview->collection)
    {
      gtk_box_pack_start (GTK_BOX (page), new_sums (overview->collection, &all), FALSE,
                          FALSE, 0);
    }
  gtk_box_pack_start (GTK_BOX (page), lp_widget_new_scrolled (rows), TRUE, TRUE, 0);

  add_text (page, overview->notes);
  add_text (page, overview->planned);
  add_time (page, overview->time);
  add_text (page, overview->target);
  add_interrupted (page, overview->interrupted);

  return page;
}
