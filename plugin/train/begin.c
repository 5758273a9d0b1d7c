/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "train/begin.h"

#include <glib/gi18n-lib.h>

#include "network/starting.h"
#include "procedure/names.h"
#include "procedure/training.h"
#include "train/recipe.h"

static gboolean
wants_starting (const LpArguments *in)
{
  return !*lp_arguments_get_string (in, LP_ARG_START) &&
         !lp_arguments_get_bool (in, LP_ARG_NEW);
}

gboolean
lp_train_begin_check_memory (LpCall *call,
                             const LlTrainSettings *train,
                             guint64 *bytes,
                             GError **error)
{
  LlNetworkSettings settings;
  LlBeginning beginning;

  *bytes = 0;
  if (*lp_arguments_get_string (call->in, LP_ARG_START))
    return TRUE;

  /* The classes are known only when images are read; they matter little.  A starting network
   * is no larger than a new one.
   */
  lp_training_read_beginning (call->in, &beginning);
  ll_beginning_get_shape (&beginning, 1, &settings);
  if (!ll_train_check_memory (&settings, LL_MIN_CLASSES, train, TRUE, error))
    return FALSE;

  *bytes = ll_train_estimate_memory (&settings, LL_MIN_CLASSES, train);
  return TRUE;
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
  gint n_colour = ll_samples_count_colour (collection->samples);
  g_autofree gchar *starting = NULL;
  LlBeginning beginning;
  LlNetwork *network;
  gdouble diameter;
  LlBegun begun;

  lp_training_read_beginning (call->in, &beginning);
  if (wants_starting (call->in))
    {
      starting = lp_starting_path (n_colour > 0 ? 3 : 1);
      if (!ll_beginning_is_open (&beginning))
        lp_call_note (call, _ ("A network of this kind and size is a new one: the "
                               "starting network has a size of its own."));
    }

  network =
    ll_begin_network (&beginning, *start ? start : NULL, starting, collection->samples,
                      collection->classes, &begun, &diameter, error);
  if (!network)
    return NULL;

  note_network (call, network, begun == LL_BEGUN_STARTING, diameter);
  note_channels (call, ll_network_get_settings (network)->channels, n_colour,
                 (gint) collection->samples->len);

  return network;
}
