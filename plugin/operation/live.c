/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GEGL tells which pixels have changed.  Patches that see them are in doubt from then on; those
 * that turn out to see the same as before, because only other pixels were painted or a stroke
 * was undone, are not predicted again.
 */

#include "operation/live.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "operation/network-file.h"
#include "operation/store.h"
#include "pixels/pixels.h"

/* An estimate of how large objects are holds until so large a share of the image has changed. */
#define CHANGED_SHARE 0.05

struct _LpLive
{
  GRecMutex mutex;

  gchar *weights; /* the settings, see #LpLiveSettings */
  gdouble diameter;
  gint patch;
  gint threads;
  GeglRectangle extent; /* of the image */
  const Babl *format;
  gconstpointer source;

  LpNetworkFile file;

  gboolean begun;  /* whether what follows is of the image as it is */
  GError *problem; /* why it can't be segmented                     */
  gdouble changed; /* pixels that were, since the diameter was estimated */
  LpFacts facts;
  LlPatches *patches;
  LpStore *store;
  guint version;
};

LpLive *
lp_live_new (void)
{
  LpLive *live = g_new0 (LpLive, 1);

  g_rec_mutex_init (&live->mutex);
  live->changed = G_MAXDOUBLE;

  return live;
}

static void
forget_patches (LpLive *live)
{
  g_clear_pointer (&live->store, lp_store_free);
  g_clear_pointer (&live->patches, ll_patches_free);
  live->version++;
}

void
lp_live_free (LpLive *live)
{
  if (!live)
    return;

  forget_patches (live);
  lp_network_file_clear (&live->file);
  g_clear_error (&live->problem);
  g_free (live->weights);
  g_rec_mutex_clear (&live->mutex);
  g_free (live);
}

void
lp_live_lock (LpLive *live)
{
  g_rec_mutex_lock (&live->mutex);
}

void
lp_live_unlock (LpLive *live)
{
  g_rec_mutex_unlock (&live->mutex);
}

static void
begin_anew (LpLive *live)
{
  live->begun = FALSE;
  g_clear_error (&live->problem);
}

static void
doubt_all (LpLive *live)
{
  LlArea all;

  begin_anew (live);
  live->changed = G_MAXDOUBLE;
  if (!live->store)
    return;

  all = ll_patches_get_grid (live->patches);
  lp_store_doubt (live->store, &all);
}

void
lp_live_prepare (LpLive *live,
                 const LpLiveSettings *settings,
                 const GeglRectangle *extent,
                 const Babl *format,
                 gconstpointer source)
{
  const gchar *weights = settings->weights ? settings->weights : "";

  if (g_strcmp0 (live->weights, weights) != 0)
    {
      g_free (live->weights);
      live->weights = g_strdup (weights);
      begin_anew (live);
    }
  if (live->diameter != settings->diameter || live->patch != settings->patch)
    begin_anew (live);
  if (live->patch != settings->patch || live->extent.width != extent->width ||
      live->extent.height != extent->height)
    forget_patches (live);
  if (!gegl_rectangle_equal (&live->extent, extent) || live->format != format ||
      live->source != source)
    doubt_all (live);
  if (live->threads != settings->threads && live->patches)
    ll_patches_set_threads (live->patches, settings->threads);

  live->diameter = settings->diameter;
  live->patch = settings->patch;
  live->threads = settings->threads;
  live->extent = *extent;
  live->format = format;
  live->source = source;

  if (live->file.path && lp_network_file_has_changed (&live->file, weights))
    begin_anew (live);
}

/* In pixels of the image, from its corner on. */
static LlArea
to_area (const LpLive *live, const GeglRectangle *rectangle)
{
  return (LlArea){ rectangle->x - live->extent.x, rectangle->y - live->extent.y,
                   rectangle->width, rectangle->height };
}

static GeglRectangle
to_rectangle (const LpLive *live, const LlArea *area)
{
  return (GeglRectangle){ area->x + live->extent.x, area->y + live->extent.y, area->width,
                          area->height };
}

/* Of a row with a pixel that isn't there, others may be taken for it. */
static void
widen (const LpLive *live, GeglRectangle *area)
{
  if (!live->facts.missing)
    return;

  area->x = live->extent.x;
  area->width = live->extent.width;
}

GeglRectangle
lp_live_change (LpLive *live, const GeglRectangle *area)
{
  GeglRectangle changed = *area;
  LlArea own, places;

  begin_anew (live);
  live->version++;
  live->changed += (gdouble) area->width * area->height;
  if (!live->store || live->facts.depends)
    {
      if (live->store && gegl_rectangle_intersect (&changed, &changed, &live->extent))
        {
          widen (live, &changed);
          own = to_area (live, &changed);
          places = ll_patches_find_seeing (live->patches, &own);
          lp_store_doubt (live->store, &places);
        }
      gegl_rectangle_bounding_box (&changed, area, &live->extent);
      return changed;
    }

  widen (live, &changed);
  if (!gegl_rectangle_intersect (&changed, &changed, &live->extent))
    return *area;
  own = to_area (live, &changed);
  places = ll_patches_find_seeing (live->patches, &own);
  lp_store_doubt (live->store, &places);
  own = ll_patches_get_made (live->patches, &places);
  changed = to_rectangle (live, &own);
  gegl_rectangle_bounding_box (&changed, &changed, area);

  return changed;
}

/* The smallest rectangle of patches that are not there, among @places. */
static LlArea
find_lacking (const LpLive *live, const LlArea *places)
{
  gint left = G_MAXINT, right = 0, top = G_MAXINT, bottom = 0;

  for (gint row = places->y; row < places->y + places->height; row++)
    for (gint column = places->x; column < places->x + places->width; column++)
      if (!lp_store_has (live->store, column, row))
        {
          left = MIN (left, column);
          right = MAX (right, column + 1);
          top = MIN (top, row);
          bottom = MAX (bottom, row + 1);
        }

  return right > 0 ? (LlArea){ left, top, right - left, bottom - top }
                   : (LlArea){ 0, 0, 0, 0 };
}

GeglRectangle
lp_live_get_needed (const LpLive *live, const GeglRectangle *area)
{
  GeglRectangle needed = *area;
  LlArea own, places, seen;

  if (!live->begun)
    {
      gegl_rectangle_bounding_box (&needed, area, &live->extent);
      return needed;
    }
  if (live->problem)
    return needed;

  own = to_area (live, area);
  places = ll_patches_find_parts (live->patches, &own);
  places = find_lacking (live, &places);
  if (places.width > 0)
    {
      GeglRectangle all;

      seen = ll_patches_get_seen (live->patches, &places);
      all = to_rectangle (live, &seen);
      gegl_rectangle_bounding_box (&needed, &needed, &all);
    }
  widen (live, &needed);

  return needed;
}

static LpPixels *
read_pixels (const LpLive *live, GeglBuffer *input)
{
  LpPixels *pixels = lp_pixels_new_of_buffer (input, NULL, &live->extent);

  lp_pixels_convert (pixels, live->facts.factor, live->facts.offset);

  return pixels;
}

static gboolean
load_network (LpLive *live, const LpPixels *pixels, GError **error)
{
  lp_network_file_look_at (&live->file, live->weights, pixels);
  if (live->file.network && !lp_network_file_has_changed (&live->file, live->weights))
    return TRUE;

  forget_patches (live);
  live->changed = G_MAXDOUBLE;

  return lp_network_file_load (&live->file, live->weights, error);
}

static gboolean
begin (LpLive *live, GeglBuffer *input, gboolean *moved, GError **error)
{
  g_autoptr (LpPixels) pixels = lp_pixels_new_of_buffer (input, NULL, &live->extent);
  LlPredictSettings settings;
  gdouble pixels_of_all = (gdouble) live->extent.width * live->extent.height;
  gboolean keeps_estimate;
  LpFacts facts;

  if (!load_network (live, pixels, error))
    return FALSE;

  ll_predict_settings_init (&settings);
  settings.patch = live->patch;
  settings.threads = live->threads;
  keeps_estimate = live->store && live->changed <= CHANGED_SHARE * pixels_of_all;
  if (!lp_facts_measure (&facts, live->file.network, live->file.starting, pixels,
                         live->diameter, keeps_estimate ? live->facts.estimate : -1.0,
                         &settings, error))
    return FALSE;
  if (!keeps_estimate)
    live->changed = 0.0;

  if (live->store && lp_facts_equal (&facts, &live->facts, live->file.network))
    return TRUE;

  *moved = live->store != NULL;
  forget_patches (live);
  live->facts = facts;
  settings.own = &live->facts.own;
  settings.scale = facts.scale;
  live->patches = ll_patches_new (live->file.network, live->extent.width,
                                  live->extent.height, &settings, error);
  if (!live->patches)
    return FALSE;
  live->store = lp_store_new (live->file.network, live->patches);

  return TRUE;
}

gboolean
lp_live_begin (LpLive *live, GeglBuffer *input, gboolean *moved, GError **error)
{
  *moved = FALSE;
  if (!live->begun)
    {
      g_clear_error (&live->problem);
      if (!begin (live, input, moved, &live->problem))
        forget_patches (live);
      live->begun = TRUE;
    }
  if (live->problem && error)
    *error = g_error_copy (live->problem);

  return !live->problem;
}

gint
lp_live_count_lacking (const LpLive *live, const GeglRectangle *area)
{
  LlArea own = to_area (live, area);
  LlArea places = ll_patches_find_parts (live->patches, &own);
  gint n = 0;

  for (gint row = places.y; row < places.y + places.height; row++)
    for (gint column = places.x; column < places.x + places.width; column++)
      n += !lp_store_has (live->store, column, row);

  return n;
}

/* Sees to the patches of one row, of which some are lacking. */
static gboolean
predict_row (LpLive *live,
             const LpPixels *pixels,
             const LlArea *places,
             gfloat *probabilities,
             LlProgressFunc progress,
             gpointer data,
             GError **error)
{
  gint channels = ll_network_get_settings (live->file.network)->channels;
  LlArea seen = ll_patches_get_seen (live->patches, places);
  GeglRectangle area = { seen.x, seen.y, seen.width, seen.height };
  g_autofree gfloat *planes =
    g_new (gfloat, (gsize) channels * (gsize) seen.width * (gsize) seen.height);

  lp_pixels_read_part (pixels, &area, channels, planes, NULL);
  for (gint column = places->x; column < places->x + places->width; column++)
    {
      LlArea one = { column, places->y, 1, 1 };
      LlArea part = ll_patches_get_seen (live->patches, &one);
      guint64 digest;

      if (lp_store_has (live->store, column, places->y))
        continue;
      digest = lp_store_digest (planes, channels, &seen, &part);
      if (lp_store_confirm (live->store, column, places->y, digest))
        continue;
      if (!ll_patches_predict (live->patches, column, places->y, planes, &seen,
                               probabilities, error))
        return FALSE;
      lp_store_set (live->store, column, places->y, probabilities, digest);
      /* Tests count them. */
      g_debug ("predicted the patch (%d, %d)", column, places->y);
      live->version++;
      if (progress && !progress (0.0, data))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       _ ("The prediction was cancelled."));
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
lp_live_predict (LpLive *live,
                 GeglBuffer *input,
                 const GeglRectangle *area,
                 LlProgressFunc progress,
                 gpointer data,
                 GError **error)
{
  LlArea own = to_area (live, area);
  LlArea places = ll_patches_find_parts (live->patches, &own);
  gsize side = (gsize) ll_patches_get_side (live->patches);
  g_autoptr (LpPixels) pixels = NULL;
  g_autofree gfloat *probabilities = NULL;

  places = find_lacking (live, &places);
  if (places.width == 0)
    return TRUE;

  pixels = read_pixels (live, input);
  probabilities =
    g_new (gfloat, (gsize) ll_network_get_n_planes (live->file.network) * side * side);
  for (gint row = places.y; row < places.y + places.height; row++)
    {
      LlArea in_row = { places.x, row, places.width, 1 };

      in_row = find_lacking (live, &in_row);
      if (in_row.width > 0 &&
          !predict_row (live, pixels, &in_row, probabilities, progress, data, error))
        return FALSE;
    }

  /* Threads and memory are of no use any more until a pixel changes. */
  if (lp_store_count_missing (live->store) == 0)
    ll_patches_release (live->patches);

  return TRUE;
}

void
lp_live_read (const LpLive *live,
              LlTask task,
              const GeglRectangle *area,
              gfloat *probabilities)
{
  LlArea own = to_area (live, area);

  lp_store_read (live->store, task, &own, probabilities);
}

guint8 *
lp_live_find_missing (const LpLive *live, GeglBuffer *input, const GeglRectangle *area)
{
  GeglRectangle own = { area->x - live->extent.x, area->y - live->extent.y, area->width,
                        area->height };
  g_autoptr (LpPixels) pixels = read_pixels (live, input);

  return lp_facts_find_missing (&live->facts, pixels, &own);
}

const LlNetwork *
lp_live_get_network (const LpLive *live)
{
  return live->file.network;
}

guint
lp_live_get_version (const LpLive *live)
{
  return live->version;
}
