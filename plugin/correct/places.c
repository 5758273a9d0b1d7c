/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the current network is in doubt. */

#include "correct/places.h"

#include <glib/gi18n-lib.h>

#include "host/progress.h"
#include "image/labels.h"
#include "image/there.h"
#include "layers/kept-classes.h"
#include "layers/layers.h"
#include "network/paths.h"
#include "network/starting.h"
#include "pixels/pixels.h"
#include "procedure/names.h"
#include "segment/diameter.h"
#include "segment/values.h"

/* Places are this part of the shorter side of the micrograph, within limits in pixels. */
#define PARTS      8
#define LEAST_SIDE 32
#define MOST_SIDE  256

/* Turned views whose disagreement counts. */
#define VIEWS 4

#define LAYER_NAME    "Uncertainty"
#define LAYER_OPACITY 0.7

/* Reddish purple, which no ground has. */
static const gfloat doubt_colour[3] = { 0.8f, 0.2f, 0.7f };

/* What is in doubt, and where. */
typedef struct
{
  GeglRectangle area; /* of the micrograph in the image */
  gfloat *doubt;
  guint8 *done; /* painted, not selected or not there */
} Doubt;

static void
doubt_clear (Doubt *doubt)
{
  g_free (doubt->doubt);
  g_free (doubt->done);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Doubt, doubt_clear)

static LlNetwork *
load_network (LpCall *call, const LpPixels *pixels, gboolean *starting, GError **error)
{
  const gchar *weights = lp_arguments_get_string (call->in, LP_ARG_WEIGHTS);
  g_autofree gchar *path =
    lp_network_choose (weights, lp_arguments_get_bool (call->in, LP_ARG_STARTING),
                       lp_pixels_are_grey (pixels) ? 1 : 3);

  *starting = lp_starting_is_path (path);
  if (!*weights && !lp_network_check_path (path, error))
    return NULL;

  return ll_weights_load (path, error);
}

/* Leaves out what is painted for objects or masks. */
static gboolean
find_done (LpCall *call,
           const GPtrArray *layers,
           const LpHostLayer *micrograph,
           Doubt *doubt,
           GError **error)
{
  gsize n = (gsize) doubt->area.width * doubt->area.height;
  g_autoptr (LpThere) there =
    lp_there_new_of_image (call->image, layers, micrograph, &doubt->area);
  g_autofree gchar *name = lp_host_get_image_name (call->image);
  g_autoptr (LlClasses) classes = NULL;
  LlLabels *painted[LL_N_TASKS] = { NULL };
  gboolean read = TRUE;

  if (lp_labels_have_layers (call->image))
    {
      classes = lp_kept_classes_read (call->image, NULL, error);
      read = classes && lp_labels_read_paint_maps (call->image, name, classes, painted,
                                                   there, NULL, error);
    }
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      for (gsize i = 0; task != LL_TASK_SEPARATION && painted[task] && i < n; i++)
        if (painted[task]->data[i] != LL_LABEL_IGNORE)
          there->missing[i] = 1;
      ll_labels_free (painted[task]);
    }
  doubt->done = g_steal_pointer (&there->missing);

  return read;
}

static gboolean
find_doubt (LpCall *call,
            const LpPixels *pixels,
            const LpThere *there,
            Doubt *doubt,
            LpProgress *progress,
            GError **error)
{
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LlImage) image = NULL;
  g_autofree gchar *name = lp_host_get_image_name (call->image);
  LlPredictSettings settings;
  LlNormalisation own;
  gboolean starting;

  network = load_network (call, (LpPixels *) pixels, &starting, error);
  if (!network)
    return FALSE;

  ll_predict_settings_init (&settings);
  settings.views = lp_arguments_get_bool (call->in, LP_ARG_VIEWS) ? VIEWS : 1;
  settings.threads = lp_arguments_get_int (call->in, LP_ARG_THREADS);
  lp_values_adapt (call, network, (LpPixels *) pixels, there, name, &own);
  settings.own = &own;
  if (!lp_diameter_find_scale (call, network, starting, pixels, &settings, NULL, NULL,
                               error) ||
      !ll_memory_check ((guint64) doubt->area.width * (guint64) doubt->area.height * 3 *
                          sizeof (gfloat),
                        error))
    return FALSE;

  image = ll_image_new (doubt->area.width, doubt->area.height,
                        ll_network_get_settings (network)->channels);
  lp_pixels_read (pixels, 0, image->height, image->channels, image->data, NULL);
  doubt->doubt =
    ll_predict_doubt (network, image, &settings, lp_progress_show, progress, error);

  return doubt->doubt != NULL;
}

/* The layer shows doubt everywhere, whatever is painted. */
static void
fill_layer (gint32 layer, const Doubt *doubt)
{
  g_autoptr (GeglBuffer) buffer = lp_host_get_buffer (layer, TRUE);
  gint width = doubt->area.width;
  g_autofree gfloat *rgba = g_new (gfloat, (gsize) 4 * LP_PIXELS_STRIP * width);

  for (gint y = 0; y < doubt->area.height; y += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { 0, y, width,
                              MIN (LP_PIXELS_STRIP, doubt->area.height - y) };

      for (gsize i = 0; i < (gsize) width * strip.height; i++)
        {
          for (gint c = 0; c < 3; c++)
            rgba[4 * i + c] = doubt_colour[c];
          rgba[4 * i + 3] = doubt->doubt[(gsize) y * width + i];
        }
      gegl_buffer_set (buffer, &strip, 0, babl_format ("R'G'B'A float"), rgba,
                       GEGL_AUTO_ROWSTRIDE);
    }
  gegl_buffer_flush (buffer);
}

static void
remove_layers (gint32 image)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (lp_layer_get_role (layer) == LP_ROLE_UNCERTAINTY)
        lp_host_delete_layer (layer->id);
    }
}

/* Returns the layer, which takes the place of an older one; or -1. */
static gint32
add_layer (gint32 image, const Doubt *doubt, GError **error)
{
  gint32 selected = lp_host_get_selected_layer (image);
  gint32 layer = -1;

  if (lp_host_get_image_base (image) != LP_BASE_INDEXED ||
      lp_host_convert_to_rgb (image, error))
    layer = lp_host_new_layer (image, LAYER_NAME, doubt->area.width, doubt->area.height,
                               TRUE, LAYER_OPACITY, error);
  if (layer < 0)
    return -1;

  fill_layer (layer, doubt);
  lp_host_set_layer_text (layer, LP_PARASITE_ROLE, LP_ROLE_WORD_UNCERTAINTY);
  lp_host_set_layer_offsets (layer, doubt->area.x, doubt->area.y);
  remove_layers (image);
  if (!lp_host_insert_layer (image, layer, -1, 0, error))
    {
      lp_host_delete_layer (layer);
      return -1;
    }
  /* The next stroke is not meant for it. */
  if (selected >= 0 && lp_host_get_layer (selected) >= 0)
    lp_host_select_layer (image, selected);

  return layer;
}

/* Finds the places, in the coordinates of the image. */
static GArray *
find_places (LpCall *call, const Doubt *doubt)
{
  gint shorter = MIN (doubt->area.width, doubt->area.height);
  gint side = lp_arguments_get_int (call->in, LP_ARG_SIDE);
  g_autoptr (GArray) found = NULL;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (LpPlace));

  if (side == 0)
    side = CLAMP (shorter / PARTS, LEAST_SIDE, MOST_SIDE);
  found =
    ll_find_places (doubt->doubt, doubt->area.width, doubt->area.height, doubt->done,
                    side, lp_arguments_get_int (call->in, LP_ARG_PLACES));
  for (guint i = 0; i < found->len; i++)
    {
      LpPlace place = { g_array_index (found, LlPlace, i), 0 };

      place.place.x += doubt->area.x;
      place.place.y += doubt->area.y;
      place.painted = lp_places_count_paint (call->image, &place.place);
      g_array_append_val (places, place);
    }

  return places;
}

static void
return_places (LpCall *call, const GArray *places)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const LlPlace *place = &g_array_index (places, LpPlace, i).place;
      gchar doubt[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (doubt, sizeof (doubt), "%.3f", place->doubt);
      g_string_append_printf (text, "%s%d %d %d %d %s", i > 0 ? "\n" : "", place->x,
                              place->y, place->width, place->height, doubt);
    }
  lp_arguments_set_string (call->out, LP_ARG_PLACES, text->str);
  lp_arguments_set_number (call->out, LP_RETURN_COUNT, places->len);
  if (places->len == 0)
    lp_call_note (call,
                  _ ("The network is in doubt at no place that is still to be painted."));
  else
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE, "Found %d place to paint.",
                               "Found %d places to paint.", (gulong) places->len),
                  (gint) places->len);
}

gboolean
lp_find_places_run (LpCall *call, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  const LpHostLayer *micrograph =
    lp_layers_find_micrograph (layers, call->drawable, error);
  gboolean shown = lp_arguments_get_bool (call->in, LP_ARG_UNCERTAINTY_LAYER);
  g_autoptr (LpPixels) pixels = NULL;
  g_autoptr (LpThere) there = NULL;
  g_autoptr (GArray) places = NULL;
  g_auto (Doubt) doubt = { 0 };
  LpProgress progress;
  gint32 layer = -1;

  if (!micrograph)
    return FALSE;

  lp_progress_start (&progress, _ ("Looking for places to paint"));
  doubt.area = (GeglRectangle){ micrograph->x, micrograph->y, micrograph->width,
                                micrograph->height };
  pixels = lp_pixels_new (micrograph->id);
  there = lp_there_new_whole (call->image, layers, micrograph, &doubt.area);
  if (!find_done (call, layers, micrograph, &doubt, error) ||
      !find_doubt (call, pixels, there, &doubt, &progress, error))
    return FALSE;

  places = find_places (call, &doubt);
  lp_host_undo_group_start (call->image);
  if (shown)
    layer = add_layer (call->image, &doubt, error);
  if (!shown || layer >= 0)
    lp_places_write (call->image, places);
  lp_host_undo_group_end (call->image);
  if (shown && layer < 0)
    return FALSE;

  lp_arguments_set_number (call->out, LP_RETURN_LAYER, layer);
  return_places (call, places);

  return TRUE;
}
