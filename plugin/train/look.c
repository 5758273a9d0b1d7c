/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The upper picture is the image, with a square that a click moves; the lower one is the
 * part in the square, with the network's result on top.
 */

#include "train/look.h"

#include <glib/gi18n-lib.h>

#include "form/fields.h"
#include "host/toolkit.h"
#include "widgets/legend.h"
#include "widgets/map-view.h"
#include "draw/picture.h"
#include "widgets/widgets.h"

#define PICTURE_SIDE 256
#define MAP_HEIGHT   130
#define LEAST_SIDE   160 /* of the result, if the window is low */
#define INTERVAL     50  /* initial steps between previews */

struct _LpTrainLook
{
  const LpTrainPlan *plan;
  const LlClasses *classes;
  LpTrainJob *job; /* NULL before the start */

  GtkWidget *box;
  GtkWidget *images; /* NULL: there is a single image */
  LpMapView *map;
  GtkWidget *result;
  GtkWidget *caption;
  GtkWidget *tasks;
  GtkWidget *refresh;
  GtkWidget *interval;
  GArray *shown; /* element-type LlTask, of the first rows of @tasks */

  gint sample;
  cairo_rectangle_int_t area;
  GPtrArray *maps;          /* element-type cairo_surface_t, one per image */
  cairo_surface_t *picture; /* of the area, with labels                    */
  LpTrainPreview *preview;  /* NULL: none yet                              */
};

static const LlImage *
get_image (const LpTrainLook *look)
{
  const LlSample *sample = g_ptr_array_index (look->plan->samples, (guint) look->sample);

  return sample->image;
}

/* Redraws the area, with the labels of the chosen task if there are any. */
static void
update_picture (LpTrainLook *look)
{
  const LpTrainPreview *preview = look->preview;
  const LlSample *sample = g_ptr_array_index (look->plan->samples, (guint) look->sample);
  gint chosen = gtk_combo_box_get_active (GTK_COMBO_BOX (look->tasks));
  g_autofree gchar *caption = NULL;

  g_clear_pointer (&look->picture, cairo_surface_destroy);
  look->picture = lp_picture_new (get_image (look), &look->area, PICTURE_SIDE);

  if (preview && preview->sample == look->sample && preview->area.x == look->area.x &&
      preview->area.y == look->area.y)
    {
      cairo_rectangle_int_t whole = { 0, 0, look->area.width, look->area.height };

      caption = g_strdup_printf (_ ("Preview after iteration %d"), preview->iteration);
      if (chosen >= 0 && chosen < (gint) look->shown->len)
        {
          LlTask task = g_array_index (look->shown, LlTask, chosen);

          lp_picture_add_labels (look->picture, preview->labels[task], &whole,
                                 look->classes, task, 0.6);
        }
    }

  if (chosen == (gint) look->shown->len)
    for (gint task = LL_N_TASKS - 1; task >= 0; task--)
      if (sample->labels[task] && !(sample->inferred && task == LL_TASK_SEGMENTATION))
        lp_picture_add_labels (look->picture, sample->labels[task], &look->area,
                               look->classes, (LlTask) task, 0.6);

  lp_widget_set_markup (look->caption, caption ? caption
                                       : look->job
                                         ? _ ("There is no preview of this part yet ...")
                                         : "");
  gtk_widget_queue_draw (look->result);
}

static void
ask_for_preview (LpTrainLook *look)
{
  if (look->job)
    lp_train_job_set_preview (
      look->job, look->sample, &look->area,
      gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (look->interval)));
}

/* Moves the area, which has the size of a patch, to a pixel of the image. */
static void
go_to (LpTrainLook *look, gint x, gint y)
{
  const LlImage *image = get_image (look);
  gint patch =
    ll_network_get_settings (ll_trainer_get_network (look->plan->trainer))->patch;

  lp_picture_place (x, y, patch, image->width, image->height, &look->area);
  lp_map_view_show (look->map, g_ptr_array_index (look->maps, (guint) look->sample),
                    image->width, image->height);
  lp_map_view_set_area (look->map, &look->area);
  update_picture (look);
  ask_for_preview (look);
}

static void
on_click (gint x, gint y, gpointer data)
{
  go_to (data, x, y);
}

static void
on_image_changed (LpTrainLook *look)
{
  const LlImage *image;

  look->sample = MAX (0, gtk_combo_box_get_active (GTK_COMBO_BOX (look->images)));
  image = get_image (look);
  go_to (look, image->width / 2, image->height / 2);
}

static void
on_interval_changed (LpTrainLook *look)
{
  if (look->job)
    lp_train_job_set_interval (
      look->job, gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (look->interval)));
}

static void
draw_result (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data)
{
  LpTrainLook *look = data;

  if (look->picture)
    lp_picture_draw (look->picture, cr, width, height, NULL);
}

static GtkWidget *
new_area (gint width, gint height, LpDrawFunc draw, gpointer data)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_widget_set_size_request (area, width, height);
  lp_host_connect_draw (area, draw, data);

  return area;
}

static void
add_images (LpTrainLook *look)
{
  const GPtrArray *samples = look->plan->samples;

  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);
      cairo_rectangle_int_t whole = { 0, 0, sample->image->width, sample->image->height };

      g_ptr_array_add (look->maps, lp_picture_new (sample->image, &whole, PICTURE_SIDE));
    }
  if (samples->len < 2)
    return;

  look->images = gtk_combo_box_text_new ();
  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);

      gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (look->images), sample->name);
    }
  g_signal_connect_swapped (look->images, "changed", G_CALLBACK (on_image_changed), look);
  gtk_box_pack_start (GTK_BOX (look->box), look->images, FALSE, FALSE, 0);
}

/* Offers the tasks of the network, the most informative first, then the user's marks and
 * the micrograph alone.
 */
static void
add_tasks (LpTrainLook *look)
{
  const LlNetwork *network = ll_trainer_get_network (look->plan->trainer);

  look->tasks = gtk_combo_box_text_new ();
  for (gint task = LL_N_TASKS - 1; task >= 0; task--)
    if (ll_network_get_first_plane (network, (LlTask) task) >= 0)
      {
        gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (look->tasks),
                                        ll_task_get_title ((LlTask) task));
        g_array_append_val (look->shown, task);
      }
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (look->tasks), _ ("Your marks"));
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (look->tasks),
                                  _ ("Micrograph alone"));
  gtk_combo_box_set_active (GTK_COMBO_BOX (look->tasks), 0);
  g_signal_connect_swapped (look->tasks, "changed", G_CALLBACK (update_picture), look);
  gtk_box_pack_start (GTK_BOX (look->box), look->tasks, FALSE, FALSE, 0);
}

static void
add_controls (LpTrainLook *look)
{
  GtkWidget *row = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);

  look->refresh = gtk_button_new_with_mnemonic (_ ("_Look Now"));
  gtk_widget_set_tooltip_text (look->refresh,
                               _ ("Show what the network predicts for this part"));
  g_signal_connect_swapped (look->refresh, "clicked", G_CALLBACK (ask_for_preview), look);

  look->interval = gtk_spin_button_new_with_range (0, 100000, 10);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (look->interval), INTERVAL);
  gtk_widget_set_tooltip_text (
    look->interval, _ ("Iterations between previews, or 0 for previews on request only"));
  g_signal_connect_swapped (look->interval, "value-changed",
                            G_CALLBACK (on_interval_changed), look);

  gtk_box_pack_start (GTK_BOX (row), look->refresh, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), gtk_label_new (_ ("and every")), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), look->interval, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (look->box), row, FALSE, FALSE, 0);
}

LpTrainLook *
lp_train_look_new (const LpTrainPlan *plan)
{
  LpTrainLook *look = g_new0 (LpTrainLook, 1);
  const LlNetwork *network = ll_trainer_get_network (plan->trainer);
  g_autofree gchar *legend = lp_legend_markup (ll_network_get_classes (network));

  look->plan = plan;
  look->classes = ll_network_get_classes (network);
  look->maps = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  look->shown = g_array_new (FALSE, FALSE, sizeof (LlTask));
  look->box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);

  add_images (look);
  look->map = lp_map_view_new (PICTURE_SIDE, MAP_HEIGHT, on_click, look);
  gtk_widget_set_tooltip_text (lp_map_view_get_widget (look->map),
                               _ ("Click to choose the part to preview."));
  gtk_box_pack_start (GTK_BOX (look->box), lp_map_view_get_widget (look->map), FALSE,
                      FALSE, 0);

  add_tasks (look);
  look->result = new_area (PICTURE_SIDE, LEAST_SIDE, draw_result, look);
  gtk_box_pack_start (GTK_BOX (look->box), look->result, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (look->box), lp_widget_new_label (legend, PICTURE_SIDE),
                      FALSE, FALSE, 0);
  look->caption = lp_widget_new_label ("", 0);
  gtk_box_pack_start (GTK_BOX (look->box), look->caption, FALSE, FALSE, 0);
  add_controls (look);

  if (look->images)
    gtk_combo_box_set_active (GTK_COMBO_BOX (look->images), plan->first);
  else
    go_to (look, get_image (look)->width / 2, get_image (look)->height / 2);

  return look;
}

void
lp_train_look_free (LpTrainLook *look)
{
  if (!look)
    return;

  lp_map_view_free (look->map);
  g_ptr_array_unref (look->maps);
  g_array_unref (look->shown);
  g_clear_pointer (&look->picture, cairo_surface_destroy);
  lp_train_preview_free (look->preview);
  g_free (look);
}

GtkWidget *
lp_train_look_get_widget (const LpTrainLook *look)
{
  return look->box;
}

void
lp_train_look_start (LpTrainLook *look, LpTrainJob *job)
{
  look->job = job;
  update_picture (look);
  ask_for_preview (look);
}

void
lp_train_look_poll (LpTrainLook *look)
{
  LpTrainPreview *preview = look->job ? lp_train_job_take_preview (look->job) : NULL;

  if (!preview)
    return;

  lp_train_preview_free (look->preview);
  look->preview = preview;
  update_picture (look);
}

void
lp_train_look_end (LpTrainLook *look)
{
  look->job = NULL;
  gtk_widget_set_sensitive (lp_map_view_get_widget (look->map), FALSE);
  gtk_widget_set_sensitive (look->refresh, FALSE);
  gtk_widget_set_sensitive (look->interval, FALSE);
  if (look->images)
    gtk_widget_set_sensitive (look->images, FALSE);
}
