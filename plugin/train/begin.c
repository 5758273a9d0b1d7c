/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "train/begin.h"

#include <glib/gi18n-lib.h>

#include "host/host.h"
#include "image/layers.h"
#include "network/starting.h"
#include "procedure/names.h"
#include "train/recipe.h"

/* The size of a new network, where a person leaves it open. */
#define WIDTH  16
#define LEVELS 6
#define BLOCKS 4
#define PATCH  256

/* A new network sees objects no wider than this, in pixels: larger ones are the same at a
 * smaller scale, where a patch shows more of them.
 */
#define NEW_DIAMETER 40.0

/* Where they are hardly wider, images are seen as they are. */
#define LEAST_SCALE 0.8

LlTask
lp_train_get_single_task (LpCall *call)
{
  return g_str_equal (lp_arguments_get_string (call->in, LP_ARG_TASK), "detection")
           ? LL_TASK_DETECTION
           : LL_TASK_SEGMENTATION;
}

/* The value of a size, or what is chosen where it is 0. */
static gint
get_size (const LpArguments *in, const gchar *name, gint automatic)
{
  gint value = lp_arguments_get_int (in, name);

  return value > 0 ? value : automatic;
}

/* Whether the person leaves the shape of the network open. */
static gboolean
is_shape_open (const LpArguments *in)
{
  return g_str_equal (lp_arguments_get_string (in, LP_ARG_NETWORK), "multi-task") &&
         lp_arguments_get_int (in, LP_ARG_WIDTH) == 0 &&
         lp_arguments_get_int (in, LP_ARG_LEVELS) == 0 &&
         lp_arguments_get_int (in, LP_ARG_BLOCKS) == 0;
}

static gboolean
wants_starting (const LpArguments *in)
{
  return !*lp_arguments_get_string (in, LP_ARG_START) &&
         !lp_arguments_get_bool (in, LP_ARG_NEW);
}

gboolean
lp_train_begin_check (LpCall *call, GError **error)
{
  const LpArguments *in = call->in;
  gint levels = get_size (in, LP_ARG_LEVELS, LEVELS);
  gint multiple = 1 << (levels - 1);
  gint patch = lp_arguments_get_int (in, LP_ARG_PATCH);

  /* The shape of the network to continue from is given. */
  if (*lp_arguments_get_string (in, LP_ARG_START))
    return TRUE;

  if (levels < 2)
    {
      g_autofree gchar *title = lp_arguments_get_title (in, LP_ARG_LEVELS);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("\"%s\" is 1, but a network has 2 levels at least; 0 lets Lazy "
                      "Labels choose."),
                   title);
      return FALSE;
    }
  if (g_str_equal (lp_arguments_get_string (in, LP_ARG_NETWORK), "multi-task") &&
      lp_arguments_get_int (in, LP_ARG_BLOCKS) > levels - 1)
    {
      g_autofree gchar *blocks = lp_arguments_get_title (in, LP_ARG_BLOCKS);
      g_autofree gchar *title = lp_arguments_get_title (in, LP_ARG_LEVELS);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("A network of %d levels has room for %d multi-task blocks: lower "
                      "\"%s\" or raise \"%s\"."),
                   levels, levels - 1, blocks, title);
      return FALSE;
    }
  if (patch > 0 && (patch < 16 || patch % multiple != 0))
    {
      g_autofree gchar *title = lp_arguments_get_title (in, LP_ARG_PATCH);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("With %d levels, \"%s\" must be a multiple of %d and at least 16."),
                   levels, title, multiple);
      return FALSE;
    }

  return TRUE;
}

static void
read_shape (LpCall *call, gint channels, LlNetworkSettings *settings)
{
  const LpArguments *in = call->in;

  ll_network_settings_init (settings);
  settings->kind = (LlNetworkKind) lp_arguments_get_choice (in, LP_ARG_NETWORK);
  settings->task = lp_train_get_single_task (call);
  settings->channels = channels;
  settings->width = get_size (in, LP_ARG_WIDTH, WIDTH);
  settings->levels = get_size (in, LP_ARG_LEVELS, LEVELS);
  settings->task_blocks =
    MIN (get_size (in, LP_ARG_BLOCKS, BLOCKS), settings->levels - 1);
  settings->patch = get_size (in, LP_ARG_PATCH, PATCH);
}

gboolean
lp_train_begin_check_memory (LpCall *call,
                             const LlTrainSettings *train,
                             guint64 *bytes,
                             GError **error)
{
  LlNetworkSettings settings;

  *bytes = 0;
  if (*lp_arguments_get_string (call->in, LP_ARG_START))
    return TRUE;

  /* The classes are known only when images are read; they matter little.  A starting network
   * is no larger than a new one.
   */
  read_shape (call, 1, &settings);
  if (!ll_train_check_memory (&settings, LL_MIN_CLASSES, train, TRUE, error))
    return FALSE;

  *bytes = ll_train_estimate_memory (&settings, LL_MIN_CLASSES, train);
  return TRUE;
}

/* The diameter of objects, as the person says or as the paint shows it; 0: images are to be
 * seen as they are.
 */
static gdouble
find_diameter (LpCall *call, const LpCollection *collection)
{
  gdouble diameter = lp_arguments_get_float (call->in, LP_ARG_DIAMETER);

  if (!lp_arguments_get_bool (call->in, LP_ARG_RESCALE))
    return 0.0;

  return diameter > 0.0 ? diameter : ll_samples_find_diameter (collection->samples);
}

/* Halves a patch that is larger than the images, where the person leaves it open. */
static void
fit_patch (LpCall *call, gdouble side, LlNetworkSettings *settings)
{
  gboolean levels_open = lp_arguments_get_int (call->in, LP_ARG_LEVELS) == 0;

  if (lp_arguments_get_int (call->in, LP_ARG_PATCH) > 0)
    return;

  while (settings->patch > side && settings->patch > LP_LEAST_PATCH &&
         (levels_open || settings->patch % (2 << (settings->levels - 1)) == 0))
    settings->patch /= 2;
  while (levels_open && settings->patch < 2 << (settings->levels - 1))
    settings->levels--;
  settings->task_blocks = MIN (settings->task_blocks, settings->levels - 1);
}

static LlNetwork *
new_network (LpCall *call,
             const LpCollection *collection,
             gint channels,
             gdouble diameter,
             GError **error)
{
  LlNetworkSettings settings;
  gint side = lp_samples_find_side (collection->samples);

  read_shape (call, channels, &settings);
  if (diameter > 0.0 && NEW_DIAMETER / diameter < LEAST_SCALE)
    settings.scale = MIN (1.0, lp_scale_limit (NEW_DIAMETER / diameter, side));
  fit_patch (call, side * settings.scale, &settings);

  return ll_network_new (&settings, collection->classes,
                         (guint64) lp_arguments_get_int (call->in, LP_ARG_SEED), error);
}

/* The starting network for such images; no error and %NULL if there is none, or if the person
 * wants another shape.
 */
static LlNetwork *
take_starting (LpCall *call,
               const LpCollection *collection,
               gint channels,
               gdouble diameter,
               GError **error)
{
  if (!is_shape_open (call->in))
    {
      lp_call_note (call, _ ("A network of this kind and size is a new one: the starting "
                             "network has a size of its own."));
      return NULL;
    }

  return lp_starting_new (collection->samples, collection->classes, channels, diameter,
                          lp_arguments_get_int (call->in, LP_ARG_PATCH), PATCH, error);
}

static LlNetwork *
load_network (const gchar *path, const LpCollection *collection, GError **error)
{
  g_autoptr (LlNetwork) network = ll_weights_load (path, error);
  g_autofree gchar *theirs = NULL;
  g_autofree gchar *ours = NULL;

  if (!network)
    return NULL;

  if (ll_classes_equal (ll_network_get_classes (network), collection->classes))
    return g_steal_pointer (&network);

  theirs = lp_classes_to_text (ll_network_get_classes (network));
  ours = lp_classes_to_text (collection->classes);
  g_set_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_CLASSES,
               _ ("\"%s\" has the classes \"%s\", but the images have \"%s\": start from "
                  "other weights or from a new network."),
               path, theirs, ours);

  return NULL;
}

/* Says which network it is, if that is not what the form shows, and how it sees images. */
static void
note_network (LpCall *call, const LlNetwork *network, gboolean starting, gdouble diameter)
{
  const gchar *start = lp_arguments_get_string (call->in, LP_ARG_START);
  const LlNetworkSettings *settings = ll_network_get_settings (network);

  lp_recipe_note (call);
  if (*start)
    lp_call_note (
      call, _ ("The network is that of \"%s\": width %d, %d levels, patches of %d."),
      start, settings->width, settings->levels, settings->patch);
  else
    lp_call_note (
      call,
      starting
        ? _ ("The network begins as the starting network, which knows many kinds of "
             "micrographs: width %d, %d levels, patches of %d.")
        : _ ("The network is new: width %d, %d levels, patches of %d."),
      settings->width, settings->levels, settings->patch);
  if (settings->scale != 1.0 && !*start)
    lp_call_note (call,
                  _ ("Objects are about %.0f pixels wide, so the network sees the images "
                     "at %.2g times their size."),
                  diameter, settings->scale);
}

static void
note_channels (LpCall *call, gint channels, gint n_colour, gint n_images)
{
  if (channels == 1 && n_colour > 0)
    lp_call_note (
      call,
      g_dngettext (
        GETTEXT_PACKAGE,
        "The network takes grey images: the colours of %d image are read as brightness.",
        "The network takes grey images: the colours of %d images are read as brightness.",
        (gulong) n_colour),
      n_colour);
  if (channels == 3 && n_colour < n_images)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "The network takes colour images: the grey values of %d "
                               "image are read as red, green and blue.",
                               "The network takes colour images: the grey values of %d "
                               "images are read as red, green and blue.",
                               (gulong) (n_images - n_colour)),
                  n_images - n_colour);
}

LlNetwork *
lp_train_begin (LpCall *call, LpCollection *collection, GError **error)
{
  const gchar *start = lp_arguments_get_string (call->in, LP_ARG_START);
  gint n_colour = lp_collection_count_colour (collection);
  gint channels = n_colour > 0 ? 3 : 1;
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean starting = FALSE;
  gdouble diameter = *start ? 0.0 : find_diameter (call, collection);

  if (*start)
    network = load_network (start, collection, &reason);
  else if (wants_starting (call->in))
    {
      network = take_starting (call, collection, channels, diameter, &reason);
      starting = network != NULL;
    }
  if (!network && !reason)
    network = new_network (call, collection, channels, diameter, &reason);
  if (!network)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }

  note_network (call, network, starting, diameter);
  channels = ll_network_get_settings (network)->channels;
  note_channels (call, channels, n_colour, (gint) collection->samples->len);
  lp_collection_set_channels (collection, channels);

  return g_steal_pointer (&network);
}
