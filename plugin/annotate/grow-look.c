/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Only the main thread may call GIMP, so image and paint are read here, once, when the form
 * is there already.  Masks are grown by the thread of the preview: of the whole image if it
 * is small, and otherwise of a square around the part that is shown.
 */

#include "annotate/grow-look.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "annotate/grow-job.h"
#include "annotate/grow-work.h"
#include "draw/picture.h"
#include "host/host.h"
#include "host/latency.h"
#include "host/toolkit.h"
#include "layers/kept-classes.h"
#include "procedure/names.h"
#include "widgets/map-view.h"
#include "widgets/widgets.h"

#define SIDE          300 /* the width of pictures and texts */
#define MAP_HEIGHT    140
#define RESULT_HEIGHT 300
#define SHOWN_SIDE    300 /* pixels of the image along a side of the part that is shown  */
#define GROWN_SIDE    900 /* likewise, of the part in which masks grow                   */
#define WHOLE_PIXELS  1500000 /* the largest image that grows as a whole                 */
#define MOST_PIXELS   30000000 /* larger images take too long to read for a preview       */
#define PAUSE         300 /* milliseconds without a change before masks grow             */
#define LINE          2 /* pixels                                                      */
#define LINE_OPACITY  1.0
#define FILL_OPACITY  0.4

typedef struct
{
  LpFormExtra extra;
  gint32 image; /* it may be closed while the form is open */
  gint32 drawable;
  LlClasses *classes;
  LpGrowWork work; /* without a sample until the image was read */
  LpGrowJob *job;
  LpLatency *latency;
  guint timeout; /* 0: none is scheduled */
  gboolean waiting;

  GtkWidget *summary;
  LpMapView *map;
  GtkWidget *result;
  GtkWidget *caption;

  LlGrowSettings settings;
  gboolean overwrite;
  gint x; /* the chosen pixel of the micrograph */
  gint y;
  cairo_rectangle_int_t shown;
  cairo_rectangle_int_t requested; /* where masks grow; no width: nowhere yet */
  cairo_rectangle_int_t area;      /* of @grown                               */
  LlGrown *grown;                  /* NULL: none yet                          */
  cairo_surface_t *picture;
} Look;

/* What there is to see of the masks. */
typedef struct
{
  LlLabels *lines; /* of all masks                                      */
  LlLabels *fills; /* of those that stopped at the largest size         */
  gint n;          /* masks that lie at least partly in the shown part  */
  gint n_stopped;
} Outlines;

static LlLabels *
crop_labels (const LlLabels *labels, const cairo_rectangle_int_t *area)
{
  LlLabels *part;

  if (!labels)
    return NULL;

  part = ll_labels_new (area->width, area->height, 0);
  for (gint y = 0; y < area->height; y++)
    memcpy (part->data + (gsize) y * (gsize) area->width,
            labels->data + (gsize) (area->y + y) * (gsize) labels->width + area->x,
            (gsize) area->width);

  return part;
}

/* The id at a pixel of the shown part, which may lie partly outside of what has grown. */
static gint32
get_id (const Look *look, gint x, gint y)
{
  gint column = look->shown.x + x - look->area.x;
  gint row = look->shown.y + y - look->area.y;

  if (column < 0 || row < 0 || column >= look->area.width || row >= look->area.height)
    return 0;

  return look->grown->objects
    ->data[(gsize) row * (gsize) look->area.width + (gsize) column];
}

static gboolean
is_line (const Look *look, gint x, gint y, gint32 id)
{
  for (gint step = 1; step <= LINE; step++)
    if (get_id (look, x - step, y) != id || get_id (look, x + step, y) != id ||
        get_id (look, x, y - step) != id || get_id (look, x, y + step) != id)
      return TRUE;

  return FALSE;
}

static void
draw_outlines (const Look *look, Outlines *outlines)
{
  const LlGrown *grown = look->grown;
  g_autofree guint8 *seen = g_new0 (guint8, grown->objects->n + 1);

  outlines->lines = ll_labels_new (look->shown.width, look->shown.height, 0);
  outlines->fills = ll_labels_new (look->shown.width, look->shown.height, 0);
  for (gint y = 0; y < look->shown.height; y++)
    for (gint x = 0; x < look->shown.width; x++)
      {
        gsize i = (gsize) y * (gsize) look->shown.width + (gsize) x;
        gint32 id = get_id (look, x, y);

        if (id == 0)
          continue;
        seen[id] = 1;
        if (is_line (look, x, y, id))
          outlines->lines->data[i] = grown->objects->class_of[id];
        else if (grown->stopped[id])
          outlines->fills->data[i] = grown->objects->class_of[id];
      }
  for (gint32 id = 1; id <= grown->objects->n; id++)
    {
      outlines->n += seen[id];
      outlines->n_stopped += seen[id] && grown->stopped[id];
    }
}

static gchar *
describe_outlines (const Outlines *outlines)
{
  g_autofree gchar *masks = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d mask would grow in this part.",
                 "%d masks would grow in this part.", (gulong) outlines->n),
    outlines->n);
  g_autofree gchar *stopped = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d of them stops at the largest size (filled).",
                 "%d of them stop at the largest size (filled).",
                 (gulong) outlines->n_stopped),
    outlines->n_stopped);

  return outlines->n_stopped > 0 ? g_strjoin ("\n", masks, stopped, NULL)
                                 : g_steal_pointer (&masks);
}

static void
update_picture (Look *look)
{
  cairo_rectangle_int_t whole = { 0, 0, look->shown.width, look->shown.height };
  g_autofree gchar *text = NULL;
  Outlines outlines = { 0 };

  g_clear_pointer (&look->picture, cairo_surface_destroy);
  if (look->work.sample && look->shown.width > 0)
    look->picture = lp_picture_new (look->work.sample->image, &look->shown, 2 * SIDE);
  if (look->picture && look->grown)
    {
      draw_outlines (look, &outlines);
      lp_picture_add_labels (look->picture, outlines.fills, &whole, look->classes,
                             LL_TASK_SEGMENTATION, FILL_OPACITY);
      lp_picture_add_labels (look->picture, outlines.lines, &whole, look->classes,
                             LL_TASK_SEGMENTATION, LINE_OPACITY);
      text = describe_outlines (&outlines);
      ll_labels_free (outlines.fills);
      ll_labels_free (outlines.lines);
    }
  lp_widget_set_markup (look->caption, look->waiting ? _ ("Computing the preview ...")
                                       : text        ? text
                                                     : "");
  gtk_widget_queue_draw (look->result);
}

static void
warn (Look *look, const gchar *message)
{
  g_autofree gchar *markup = lp_widget_make_warning (look->summary, message);

  lp_widget_set_markup (look->summary, markup);
}

static gboolean
contains (const cairo_rectangle_int_t *outer, const cairo_rectangle_int_t *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y &&
         inner->x + inner->width <= outer->x + outer->width &&
         inner->y + inner->height <= outer->y + outer->height;
}

/* Requests masks with the present settings. */
static void
request_masks (Look *look)
{
  const LlSample *sample = look->work.sample;
  gint width = sample->image->width;
  gint height = sample->image->height;
  g_autoptr (GError) error = NULL;
  LpGrowRequest *request;

  g_clear_pointer (&look->grown, ll_grown_free);
  look->requested = (cairo_rectangle_int_t){ 0, 0, width, height };
  if ((gint64) width * height > WHOLE_PIXELS)
    lp_picture_place (look->x, look->y, GROWN_SIDE, width, height, &look->requested);
  if (!lp_grow_work_choose (&look->work, look->overwrite, &error))
    {
      warn (look, error->message);
      return;
    }

  request = g_new0 (LpGrowRequest, 1);
  request->image = ll_image_crop (sample->image, look->requested.x, look->requested.y,
                                  look->requested.width, look->requested.height);
  request->marks = crop_labels (sample->labels[LL_TASK_DETECTION], &look->requested);
  request->walls = crop_labels (sample->labels[LL_TASK_SEPARATION], &look->requested);
  request->kept = crop_labels (look->work.kept, &look->requested);
  request->settings = look->settings;
  look->waiting = TRUE;
  lp_grow_job_request (look->job, request);
}

static void
on_answer (gpointer data)
{
  Look *look = data;
  LlGrown *grown = lp_grow_job_take (look->job);

  if (!grown)
    return;

  ll_grown_free (look->grown);
  look->grown = grown;
  look->area = look->requested;
  look->waiting = FALSE;
  update_picture (look);
}

static void
go_there (Look *look)
{
  const LlSample *sample = look->work.sample;

  lp_picture_place (look->x, look->y, SHOWN_SIDE, sample->image->width,
                    sample->image->height, &look->shown);
  lp_map_view_set_area (look->map, &look->shown);
  if (!contains (&look->requested, &look->shown))
    request_masks (look);
  update_picture (look);
}

static void
on_click (gint x, gint y, gpointer data)
{
  Look *look = data;

  look->x = x;
  look->y = y;
  if (look->work.sample)
    go_there (look);
}

/* Reads the image and its marks, unless this was done. */
static gboolean
read_work (Look *look)
{
  g_autoptr (GError) error = NULL;
  cairo_rectangle_int_t whole = { 0 };
  cairo_surface_t *picture;
  const LlImage *image;
  gint width, height;

  if (look->work.sample)
    return TRUE;
  if (!lp_host_has_image (look->image))
    return FALSE;

  lp_host_get_image_size (look->image, &width, &height);
  if ((gint64) width * height > MOST_PIXELS)
    {
      lp_widget_set_markup (look->summary, _ ("The image is too large for a preview."));
      return FALSE;
    }
  look->classes = lp_kept_classes_read (look->image, NULL, &error);
  if (!look->classes || !lp_grow_work_read (&look->work, look->image, look->drawable,
                                            look->classes, NULL, &error))
    {
      warn (look, error->message);
      lp_grow_work_clear (&look->work);
      look->work = (LpGrowWork){ 0 };
      return FALSE;
    }

  image = look->work.sample->image;
  whole.width = image->width;
  whole.height = image->height;
  picture = lp_picture_new (image, &whole, 2 * SIDE);
  lp_map_view_show (look->map, picture, image->width, image->height);
  cairo_surface_destroy (picture);
  look->x = image->width / 2;
  look->y = image->height / 2;

  return TRUE;
}

static gboolean
apply_settings (gpointer data)
{
  Look *look = data;
  g_autofree gchar *title = g_strdup_printf ("<b>%s</b>", _ ("Preview"));

  look->timeout = 0;
  lp_widget_set_markup (look->summary, title);
  if (read_work (look))
    {
      look->requested.width = 0;
      go_there (look);
    }

  return G_SOURCE_REMOVE;
}

static void
update_look (LpFormExtra *extra, const LpArguments *arguments)
{
  Look *look = (Look *) extra;
  gboolean first = look->settings.rounds == 0;

  lp_grow_settings_read (arguments, &look->settings);
  look->overwrite = lp_arguments_get_bool (arguments, LP_ARG_OVERWRITE);
  if (look->timeout != 0)
    g_source_remove (look->timeout);
  /* The form is to be seen first. */
  look->timeout = g_timeout_add (first ? 1 : PAUSE, apply_settings, look);
}

static void
look_free (LpFormExtra *extra)
{
  Look *look = (Look *) extra;

  if (look->timeout != 0)
    g_source_remove (look->timeout);
  lp_grow_job_free (look->job);
  lp_grow_work_clear (&look->work);
  ll_classes_free (look->classes);
  ll_grown_free (look->grown);
  lp_map_view_free (look->map);
  g_clear_pointer (&look->picture, cairo_surface_destroy);
  lp_latency_free (look->latency);
  g_free (look);
}

static void
draw_result (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data)
{
  Look *look = data;

  if (look->picture)
    lp_picture_draw (look->picture, cr, width, height, NULL);
}

static void
add_widget (Look *look, GtkWidget *widget, gboolean expand)
{
  gtk_box_pack_start (GTK_BOX (look->extra.widget), widget, expand, expand, 0);
}

LpFormExtra *
lp_grow_look_new (gint32 image, gint32 drawable)
{
  Look *look = g_new0 (Look, 1);

  gegl_init (NULL, NULL);
  look->extra.update = update_look;
  look->extra.free = look_free;
  look->image = image;
  look->drawable = drawable;
  look->latency = lp_latency_new ();
  look->job = lp_grow_job_new (on_answer, look);

  look->extra.widget = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  look->summary = lp_widget_new_label ("", SIDE);
  add_widget (look, look->summary, FALSE);
  look->map = lp_map_view_new (SIDE, MAP_HEIGHT, on_click, look);
  gtk_widget_set_tooltip_text (lp_map_view_get_widget (look->map),
                               _ ("Click to choose the part to preview."));
  add_widget (look, lp_map_view_get_widget (look->map), FALSE);
  look->result = gtk_drawing_area_new ();
  gtk_widget_set_size_request (look->result, SIDE, RESULT_HEIGHT);
  gtk_widget_set_tooltip_text (
    look->result, _ ("Outlines of the masks that would grow with the present settings. "
                     "Those that stop at the largest size are filled."));
  lp_host_connect_draw (look->result, draw_result, look);
  add_widget (look, look->result, TRUE);
  look->caption = lp_widget_new_label ("", SIDE);
  add_widget (look, look->caption, FALSE);

  return &look->extra;
}
