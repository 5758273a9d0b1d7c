/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Only the main thread may call GIMP, so pixels are read here: the overview in small
 * pieces, the previewed part as a whole.  Networks are loaded and run by the thread of the
 * preview.
 */

#include "segment/look.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "draw/picture.h"
#include "host/host.h"
#include "host/latency.h"
#include "host/toolkit.h"
#include "layers/kept-classes.h"
#include "layers/layers.h"
#include "network/paths.h"
#include "network/starting.h"
#include "procedure/call.h"
#include "procedure/names.h"
#include "segment/facts-view.h"
#include "segment/middle.h"
#include "segment/overview.h"
#include "segment/preview.h"
#include "segment/result-view.h"
#include "segment/values.h"
#include "widgets/map-view.h"
#include "widgets/widgets.h"

#define SIDE          300 /* the width of pictures and texts */
#define TEXT_HEIGHT   124 /* for the facts about the network; grows if they need more */
#define MAP_HEIGHT    140
#define RESULT_HEIGHT 220
#define LEAST_AREA    256 /* pixels of the image along a side of the previewed part */
#define PAUSE         300 /* milliseconds without a key press before a path is used */

typedef struct
{
  LpFormExtra extra;
  gint32 image;     /* it may be closed while the form is open */
  LpPixels *pixels; /* NULL: there is no micrograph */
  LpOverview *overview;
  LpPreviewJob *job;
  LpLatency *latency;
  guint timeout; /* 0: none is scheduled */

  LpFactsView texts;
  LpMapView *map;
  LpResultView result;
  GtkWidget *caption;

  LlClasses *classes; /* of the image's annotations, or NULL */
  gchar *weights;     /* what the form says of the network   */
  gboolean starting;  /* whether it is the starting one      */
  gchar *path;        /* of the requested network            */
  gchar *problem;     /* why there is no network, or NULL    */
  LpNetworkFacts *facts;
  gchar *name;
  gboolean waiting; /* for the network or for a prediction */
  LlPredictSettings settings;
  gdouble diameter;    /* of objects; 0: as the network knows them */
  LlNormalisation own; /* of the micrograph, once the network is known */

  gint x; /* the chosen pixel of the layer */
  gint y;
  cairo_rectangle_int_t area;
  LlImage *part; /* the area's pixels, in three channels; NULL: none yet */
  LpPreview *preview;
} Look;

static LpImageFacts
get_image_facts (const Look *look)
{
  LpImageFacts image = {
    .width = lp_pixels_get_width (look->pixels),
    .height = lp_pixels_get_height (look->pixels),
    .classes = look->classes,
    .patch = look->settings.patch,
    .batch = look->settings.batch,
  };

  image.known = lp_overview_is_grey (look->overview, &image.grey);

  return image;
}

/* Updates the texts about the network, and returns whether it can be used. */
static gboolean
update_texts (Look *look)
{
  LpImageFacts image;

  if (look->pixels)
    image = get_image_facts (look);

  return lp_facts_view_show (&look->texts, look->facts, look->name, look->waiting,
                             look->problem, look->pixels ? &image : NULL);
}

static void
update_picture (Look *look)
{
  lp_result_view_show (&look->result, look->part, look->preview,
                       look->facts ? look->facts->classes : NULL);
}

static void
update_caption (Look *look)
{
  g_autofree gchar *text = NULL;

  if (look->preview && look->preview->error)
    text = lp_widget_make_warning (look->caption, look->preview->error->message);
  else if (look->preview && look->preview->objects)
    {
      g_autofree gchar *found = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d object in %d × %d pixels",
                     "%d objects in %d × %d pixels", (gulong) look->preview->objects->n),
        look->preview->objects->n, look->area.width, look->area.height);

      if (look->preview->diameter > 0.0)
        text = g_strdup_printf (_ ("%s; estimated diameter: %.0f px"), found,
                                look->preview->diameter);
      else
        text = g_steal_pointer (&found);
    }
  else
    text = g_strdup (look->waiting ? _ ("Computing the preview ...") : "");

  lp_widget_set_markup (look->caption, text);
}

/* What the starting network estimates the size of objects from, if that is left to it. */
static LlImage *
read_middle (const Look *look)
{
  if (look->diameter > 0.0 || !lp_starting_is_path (look->path))
    return NULL;

  return lp_diameter_read_middle (look->pixels);
}

/* Reads the area around the chosen pixel, and requests a prediction if there is a
 * network.
 */
static void
go_there (Look *look)
{
  GeglRectangle area;
  gint patch, side;

  if (!look->pixels || !lp_host_has_image (look->image))
    return;

  patch = look->settings.patch > 0 ? look->settings.patch
          : look->facts            ? look->facts->settings.patch
                                   : LEAST_AREA;
  patch = CLAMP (patch, 16, 1024);
  side = (LEAST_AREA + patch - 1) / patch * patch;
  lp_picture_place (look->x, look->y, side, lp_pixels_get_width (look->pixels),
                    lp_pixels_get_height (look->pixels), &look->area);
  lp_map_view_set_area (look->map, &look->area);

  area =
    (GeglRectangle){ look->area.x, look->area.y, look->area.width, look->area.height };
  ll_image_free (look->part);
  look->part = ll_image_new (area.width, area.height, 3);
  lp_pixels_read_area (look->pixels, &area, look->part->data);
  g_clear_pointer (&look->preview, lp_preview_free);

  if (update_texts (look))
    {
      LlPredictSettings settings = look->settings;

      /* Batches of a single patch can be cancelled sooner. */
      settings.batch = 1;
      settings.own = &look->own;
      settings.scale =
        ll_scale_find (&look->facts->settings, &look->facts->summary, look->diameter);
      look->waiting = TRUE;
      lp_preview_job_look (
        look->job,
        ll_image_crop (look->part, 0, 0, look->part->width, look->part->height),
        &look->area, read_middle (look), &settings);
    }
  update_picture (look);
  update_caption (look);
}

static void
on_click (gint x, gint y, gpointer data)
{
  Look *look = data;

  look->x = x;
  look->y = y;
  go_there (look);
}

static void
take_network (Look *look, LpPreviewNetwork *network)
{
  g_autofree gchar *current = lp_current_network_path ();

  if (g_strcmp0 (network->path, look->path) != 0)
    return;

  look->waiting = FALSE;
  if (network->error)
    look->problem = g_strdup (network->error->message);
  look->facts = g_steal_pointer (&network->facts);
  if (look->facts && look->pixels && lp_host_has_image (look->image))
    {
      LlConversion conversion;

      /* The preview shows what the whole image will get. */
      lp_values_convert (&look->facts->normalisation, look->facts->settings.channels,
                         look->pixels, NULL, &look->own, &conversion);
    }
  look->name = g_str_equal (look->path, current)  ? g_strdup (_ ("Current network"))
               : lp_starting_is_path (look->path) ? g_strdup (_ ("Starting network"))
                                                  : lp_network_name (look->path);
  update_texts (look);
  go_there (look);
}

static void
on_answer (gpointer data)
{
  Look *look = data;
  g_autoptr (LpPreviewNetwork) network = lp_preview_job_take_network (look->job);
  LpPreview *preview = lp_preview_job_take_preview (look->job);

  if (network)
    take_network (look, network);
  if (!preview)
    return;

  look->waiting = FALSE;
  lp_preview_free (look->preview);
  look->preview = preview;
  update_picture (look);
  update_caption (look);
}

static void
forget_network (Look *look)
{
  g_clear_pointer (&look->facts, lp_network_facts_free);
  g_clear_pointer (&look->name, g_free);
  g_clear_pointer (&look->problem, g_free);
  g_clear_pointer (&look->preview, lp_preview_free);
}

static gboolean
read_network (gpointer data)
{
  Look *look = data;
  g_autoptr (GError) error = NULL;

  look->timeout = 0;
  forget_network (look);
  look->waiting = lp_network_check_path (look->path, &error);
  if (look->waiting)
    lp_preview_job_read (look->job, look->path);
  else
    look->problem = g_strdup (error->message);

  update_texts (look);
  update_picture (look);
  update_caption (look);

  return G_SOURCE_REMOVE;
}

/* Uses the network that the form names; for the starting network it matters whether the image
 * is grey.
 */
static void
choose_network (Look *look, guint pause)
{
  gboolean grey = FALSE;
  g_autofree gchar *path = NULL;

  if (look->overview)
    lp_overview_is_grey (look->overview, &grey);
  path = lp_network_choose (look->weights, look->starting, grey ? 1 : 3);
  if (g_strcmp0 (path, look->path) == 0)
    return;

  g_free (look->path);
  look->path = g_steal_pointer (&path);
  if (look->timeout != 0)
    g_source_remove (look->timeout);
  look->timeout = g_timeout_add (pause, read_network, look);
}

static void
on_overview (gpointer data)
{
  Look *look = data;
  cairo_surface_t *picture = lp_overview_make_picture (look->overview);

  lp_map_view_show (look->map, picture, lp_pixels_get_width (look->pixels),
                    lp_pixels_get_height (look->pixels));
  cairo_surface_destroy (picture);
  /* Only now it is known whether the image is grey. */
  if (look->path)
    choose_network (look, 0);
  update_texts (look);
}

static void
update_look (LpFormExtra *extra, const LpArguments *arguments)
{
  Look *look = (Look *) extra;
  LlPredictSettings settings = {
    .patch = lp_arguments_get_int (arguments, LP_ARG_PATCH),
    .batch = lp_arguments_get_int (arguments, LP_ARG_BATCH),
    .threads = lp_arguments_get_int (arguments, LP_ARG_THREADS),
    .views = lp_arguments_get_bool (arguments, LP_ARG_VIEWS) ? 8 : 1,
  };
  gdouble diameter = lp_arguments_get_float (arguments, LP_ARG_DIAMETER);
  gboolean first = look->path == NULL;
  gboolean same = settings.patch == look->settings.patch &&
                  settings.batch == look->settings.batch &&
                  settings.threads == look->settings.threads &&
                  settings.views == look->settings.views && diameter == look->diameter;

  look->settings = settings;
  look->diameter = diameter;
  g_free (look->weights);
  look->weights = g_strdup (lp_arguments_get_string (arguments, LP_ARG_WEIGHTS));
  look->starting = lp_arguments_get_bool (arguments, LP_ARG_STARTING);
  choose_network (look, first ? 0 : PAUSE);
  if (!same && look->facts && look->timeout == 0)
    go_there (look);
}

static void
look_free (LpFormExtra *extra)
{
  Look *look = (Look *) extra;

  if (look->timeout != 0)
    g_source_remove (look->timeout);
  lp_preview_job_free (look->job);
  lp_overview_free (look->overview);
  lp_pixels_free (look->pixels);
  lp_map_view_free (look->map);
  forget_network (look);
  ll_classes_free (look->classes);
  g_free (look->path);
  g_free (look->weights);
  ll_image_free (look->part);
  lp_result_view_clear (&look->result);
  lp_latency_free (look->latency);
  g_free (look);
}

static void
add_widget (Look *look, GtkWidget *widget, gboolean expand)
{
  gtk_box_pack_start (GTK_BOX (look->extra.widget), widget, expand, expand, 0);
}

static void
add_widgets (Look *look)
{
  look->extra.widget = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);

  /* The height is fixed, so that the picture below keeps its place when the texts change. */
  lp_facts_view_init (&look->texts, SIDE, TEXT_HEIGHT);
  add_widget (look, look->texts.box, FALSE);

  look->map = lp_map_view_new (SIDE, MAP_HEIGHT, on_click, look);
  gtk_widget_set_tooltip_text (lp_map_view_get_widget (look->map),
                               _ ("Click to choose the part to preview."));
  add_widget (look, lp_map_view_get_widget (look->map), FALSE);

  lp_result_view_init (&look->result, SIDE, RESULT_HEIGHT);
  add_widget (look, look->result.choice, FALSE);
  add_widget (look, look->result.area, TRUE);

  look->caption = lp_widget_new_label ("", SIDE);
  add_widget (look, look->caption, FALSE);
}

/* Returns the classes with which the image was annotated, or NULL. */
static LlClasses *
get_classes (gint32 image)
{
  gboolean known = FALSE;
  g_autoptr (LlClasses) classes = lp_kept_classes_read (image, &known, NULL);

  return known ? g_steal_pointer (&classes) : NULL;
}

LpFormExtra *
lp_predict_look_new (gint32 image, gint32 drawable)
{
  Look *look = g_new0 (Look, 1);
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  g_autoptr (GError) error = NULL;
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, drawable, &error);

  gegl_init (NULL, NULL);
  look->extra.update = update_look;
  look->extra.free = look_free;
  look->image = image;
  look->latency = lp_latency_new ();
  look->classes = get_classes (image);
  look->job = lp_preview_job_new (on_answer, look);
  add_widgets (look);

  if (!micrograph)
    {
      lp_facts_view_warn (&look->texts, error->message);
      return &look->extra;
    }

  look->pixels = lp_pixels_new (micrograph->id);
  look->x = micrograph->width / 2;
  look->y = micrograph->height / 2;
  look->overview = lp_overview_new (look->pixels, 2 * SIDE, on_overview, look);

  return &look->extra;
}
