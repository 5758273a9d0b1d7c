/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/beginning.h"

#include <glib/gi18n-lib.h>

#include "lazylabels/error.h"
#include "lazylabels/grey.h"
#include "lazylabels/weights.h"

/* The size of a new network, where it is left open. */
#define WIDTH  16
#define LEVELS 6
#define BLOCKS 4

/* A new network sees objects no wider than this, in pixels: larger ones are the same at a
 * smaller scale, where a patch shows more of them.
 */
#define NEW_DIAMETER 40.0

/* Where they are hardly wider, images are seen as they are. */
#define LEAST_SCALE 0.8

void
ll_beginning_init (LlBeginning *beginning)
{
  *beginning = (LlBeginning){
    .kind = LL_NETWORK_MULTI_TASK, .task = LL_TASK_SEGMENTATION, .scale = TRUE, .seed = 1
  };
}

gboolean
ll_beginning_is_open (const LlBeginning *beginning)
{
  return beginning->kind == LL_NETWORK_MULTI_TASK && beginning->width == 0 &&
         beginning->levels == 0 && beginning->blocks == 0;
}

static gint
choose_size (gint given, gint otherwise)
{
  return given > 0 ? given : otherwise;
}

void
ll_beginning_get_shape (const LlBeginning *beginning,
                        gint channels,
                        LlNetworkSettings *settings)
{
  ll_network_settings_init (settings);
  settings->kind = beginning->kind;
  settings->task = beginning->task;
  settings->channels = channels;
  settings->width = choose_size (beginning->width, WIDTH);
  settings->levels = choose_size (beginning->levels, LEVELS);
  settings->task_blocks =
    MIN (choose_size (beginning->blocks, BLOCKS), settings->levels - 1);
  settings->patch = choose_size (beginning->patch, LL_CHOSEN_PATCH);
}

/* The smallest side of the images. */
static gint
find_side (const GPtrArray *samples)
{
  gint side = LL_MAX_SIDE;

  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);

      side = MIN (side, MIN (sample->image->width, sample->image->height));
    }

  return side;
}

gdouble
ll_begin_limit_scale (gdouble scale, gint side)
{
  return CLAMP (MAX (scale, LL_LEAST_PATCH / (gdouble) side), LL_MIN_SCALE, LL_MAX_SCALE);
}

/* Halves a patch that is larger than the images, where it is left open. */
static void
fit_patch (const LlBeginning *beginning, gdouble side, LlNetworkSettings *settings)
{
  gboolean levels_open = beginning->levels == 0;

  if (beginning->patch > 0)
    return;

  while (settings->patch > side && settings->patch > LL_LEAST_PATCH &&
         (levels_open || settings->patch % (2 << (settings->levels - 1)) == 0))
    settings->patch /= 2;
  while (levels_open && settings->patch < 2 << (settings->levels - 1))
    settings->levels--;
  settings->task_blocks = MIN (settings->task_blocks, settings->levels - 1);
}

static LlNetwork *
new_network (const LlBeginning *beginning,
             const GPtrArray *samples,
             const LlClasses *classes,
             gint channels,
             gdouble diameter,
             GError **error)
{
  LlNetworkSettings settings;
  gint side = find_side (samples);

  ll_beginning_get_shape (beginning, channels, &settings);
  if (diameter > 0.0 && NEW_DIAMETER / diameter < LEAST_SCALE)
    settings.scale = MIN (1.0, ll_begin_limit_scale (NEW_DIAMETER / diameter, side));
  fit_patch (beginning, side * settings.scale, &settings);

  return ll_network_new (&settings, classes, beginning->seed, error);
}

LlNetwork *
ll_begin_starting (const gchar *path,
                   const GPtrArray *samples,
                   const LlClasses *classes,
                   gdouble diameter,
                   gint patch,
                   gint most,
                   GError **error)
{
  g_autoptr (LlNetwork) starting = ll_weights_load (path, error);
  gint side = find_side (samples);
  gdouble scale;

  if (!starting)
    return NULL;

  scale = ll_begin_limit_scale (ll_network_find_scale (starting, diameter), side);
  if (patch == 0)
    {
      gint least = 2 << (ll_network_get_settings (starting)->levels - 1);

      patch = most;
      while (patch > side * scale && patch > MAX (LL_LEAST_PATCH, least))
        patch /= 2;
    }

  return ll_network_new_from (starting, classes, scale, patch, error);
}

static LlNetwork *
load_network (const gchar *path, const LlClasses *classes, GError **error)
{
  g_autoptr (LlNetwork) network = ll_weights_load (path, error);
  g_autofree gchar *theirs = NULL;
  g_autofree gchar *ours = NULL;

  if (!network)
    return NULL;

  if (ll_classes_equal (ll_network_get_classes (network), classes))
    return g_steal_pointer (&network);

  theirs = ll_classes_to_text (ll_network_get_classes (network));
  ours = ll_classes_to_text (classes);
  g_set_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_CLASSES,
               _ ("\"%s\" has the classes \"%s\", but the images have \"%s\": start from "
                  "other weights or from a new network."),
               path, theirs, ours);

  return NULL;
}

LlNetwork *
ll_begin_network (const LlBeginning *beginning,
                  const gchar *start,
                  const gchar *starting,
                  GPtrArray *samples,
                  const LlClasses *classes,
                  LlBegun *begun,
                  gdouble *diameter,
                  GError **error)
{
  gint channels = ll_samples_count_colour (samples) > 0 ? 3 : 1;
  LlNetwork *network;

  *begun = start ? LL_BEGUN_FILE : LL_BEGUN_NEW;
  *diameter = 0.0;
  if (!start && beginning->scale)
    *diameter = beginning->diameter > 0.0 ? beginning->diameter
                                          : ll_samples_find_diameter (samples);

  if (start)
    {
      network = load_network (start, classes, error);
    }
  else if (starting && ll_beginning_is_open (beginning))
    {
      *begun = LL_BEGUN_STARTING;
      network = ll_begin_starting (starting, samples, classes, *diameter,
                                   beginning->patch, LL_CHOSEN_PATCH, error);
    }
  else
    {
      network = new_network (beginning, samples, classes, channels, *diameter, error);
    }

  if (network)
    ll_samples_convert (samples, ll_network_get_settings (network)->channels);

  return network;
}
