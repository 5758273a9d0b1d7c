/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the thread does that learns live. */

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "live/learner-private.h"

/* How long it trains, and looks, at a time, in seconds. */
#define TRAIN_SECONDS 0.8
#define LOOK_SECONDS  0.8

/* It looks after so many steps at least, since the last look and since new paint, and rests after
 * so many without new paint.
 */
#define FIRST_STEPS  6
#define SETTLE_STEPS 400

/* Between two writes; a kill loses that and the time of a look. */
#define SAVE_SECONDS 15.0

/* More parts of an image than these don't wait to be shown. */
#define MOST_PICTURES 64

static gboolean
is_quitting (LpLiveLearner *learner)
{
  gboolean quit;

  g_mutex_lock (&learner->mutex);
  quit = learner->quit;
  g_mutex_unlock (&learner->mutex);

  return quit;
}

static gdouble
get_seconds_since (gint64 time)
{
  return (gdouble) (g_get_monotonic_time () - time) / G_USEC_PER_SEC;
}

static void
set_state (LpLiveLearner *learner, LpLiveState state)
{
  LpLiveStatus *status = &learner->status;

  g_mutex_lock (&learner->mutex);
  status->state = state;
  status->iterations = learner->earlier + learner->progress.iteration;
  status->images = lp_live_study_get_n (learner->study);
  status->sparse = lp_live_study_is_sparse (learner->study);
  status->from = lp_live_study_get_from (learner->study);
  g_mutex_unlock (&learner->mutex);
}

static void
read_paint (LpLiveLearner *learner, const LpLivePatch *patch)
{
  if (!lp_live_study_paint (learner->study, patch))
    return;

  learner->fresh = TRUE;
  learner->since = 0;
  learner->paint = patch->time;
  if (patch->image == learner->sweep.image)
    lp_live_sweep_focus (&learner->sweep, &patch->area);
}

static void
read_message (LpLiveLearner *learner, LpLiveMessage *message)
{
  LpLiveStudy *study = learner->study;

  switch (message->kind)
    {
    case LP_LIVE_ADD:
      lp_live_study_add (study, message->image, message->name,
                         g_steal_pointer (&message->pixels),
                         g_steal_pointer (&message->absent));
      learner->images_changed = TRUE;
      break;

    case LP_LIVE_REMOVE:
      lp_live_study_remove (study, message->image);
      learner->images_changed = TRUE;
      break;

    case LP_LIVE_PAINT:
      read_paint (learner, message->patch);
      break;

    case LP_LIVE_COVERAGE:
      if (lp_live_study_set_coverage (study, message->image, message->coverage))
        learner->since = 0;
      break;

    case LP_LIVE_SHOW:
      lp_live_sweep_clear (&learner->sweep);
      lp_live_sweep_init (&learner->sweep, message->image);
      break;
    }
}

/* Reads messages; those that change the images wait as long as a training uses these. */
static void
read_mail (LpLiveLearner *learner, gboolean training)
{
  for (;;)
    {
      LpLiveMessage *message;

      g_mutex_lock (&learner->mutex);
      message = g_queue_peek_head (&learner->mail);
      if (message && training &&
          (message->kind == LP_LIVE_ADD || message->kind == LP_LIVE_REMOVE))
        {
          learner->images_changed = TRUE;
          message = NULL;
        }
      if (message)
        g_queue_pop_head (&learner->mail);
      g_mutex_unlock (&learner->mutex);
      if (!message)
        break;

      read_message (learner, message);
      lp_live_message_free (message);
    }
  lp_live_study_update (learner->study);
}

static gboolean
has_mail (LpLiveLearner *learner)
{
  gboolean any;

  g_mutex_lock (&learner->mutex);
  any = learner->quit || learner->pause || !g_queue_is_empty (&learner->mail);
  g_mutex_unlock (&learner->mutex);

  return any;
}

/* Waits for a message, unless there is one, and for the end of a pause. */
static void
wait_for_mail (LpLiveLearner *learner)
{
  g_mutex_lock (&learner->mutex);
  while (!learner->quit && (learner->pause || g_queue_is_empty (&learner->mail)))
    g_cond_wait (&learner->wake, &learner->mutex);
  g_mutex_unlock (&learner->mutex);
}

static void
wait_for_pause (LpLiveLearner *learner)
{
  g_mutex_lock (&learner->mutex);
  while (!learner->quit && learner->pause)
    g_cond_wait (&learner->wake, &learner->mutex);
  g_mutex_unlock (&learner->mutex);
}

/* Segments a part of the image, and hands it over. */
static gboolean
look_at (LpLiveLearner *learner, const LpLiveArea *area)
{
  LpLivePicture *picture =
    lp_live_study_predict (learner->study, learner->sweep.image, area, NULL);

  if (!picture)
    return FALSE;

  picture->paint = learner->seen;
  g_mutex_lock (&learner->mutex);
  g_queue_push_tail (&learner->pictures, picture);
  while (learner->pictures.length > MOST_PICTURES)
    lp_live_picture_free (g_queue_pop_head (&learner->pictures));
  g_mutex_unlock (&learner->mutex);

  return TRUE;
}

/* Looks at new paint, then at what was not looked at for the longest time.  Returns whether
 * there is more to look at.
 */
static gboolean
look_around (LpLiveLearner *learner, gboolean all)
{
  gint64 start = g_get_monotonic_time ();
  gint width, height;
  LpLiveArea area;

  if (!lp_live_study_get_size (learner->study, learner->sweep.image, &width, &height))
    return FALSE;

  lp_live_sweep_set_size (&learner->sweep, width, height,
                          lp_live_study_get_block (learner->study));
  while (lp_live_sweep_next_focus (&learner->sweep, &area))
    if (!look_at (learner, &area))
      return FALSE;
  while (lp_live_sweep_next (&learner->sweep, &area))
    {
      if (!look_at (learner, &area) || has_mail (learner))
        return FALSE;
      if (!all && get_seconds_since (start) > LOOK_SECONDS)
        return TRUE;
    }

  return FALSE;
}

/* Writes what was learned, when it is time to or @now. */
static void
save (LpLiveLearner *learner, gboolean now)
{
  g_autoptr (GError) error = NULL;

  if (learner->unsaved == 0 ||
      (!now && learner->saved > 0 && get_seconds_since (learner->saved) < SAVE_SECONDS))
    return;

  /* Learning is worth more than its copy: it is tried again later. */
  learner->saved = g_get_monotonic_time ();
  if (!lp_live_study_save (learner->study, &learner->progress, learner->path, &error))
    {
      g_printerr ("Lazy Labels: %s\n", error->message);
      return;
    }

  learner->unsaved = 0;
  g_mutex_lock (&learner->mutex);
  learner->status.learned = TRUE;
  g_mutex_unlock (&learner->mutex);
}

/* Takes a new look at the whole image, a part at a time. */
static void
take_look (LpLiveLearner *learner)
{
  lp_live_study_look (learner->study);
  learner->seen = learner->paint;
  learner->steps = 0;
  learner->fresh = FALSE;
  lp_live_sweep_renew (&learner->sweep);
}

/* After the last step for a while: all of the image is segmented by what was learned last. */
static void
settle (LpLiveLearner *learner)
{
  take_look (learner);
  look_around (learner, TRUE);
  save (learner, TRUE);
  set_state (learner, LP_LIVE_SETTLED);
  wait_for_mail (learner);
}

static gboolean
on_step (const LlTrainProgress *progress, gpointer data)
{
  LpLiveLearner *learner = data;

  learner->progress = *progress;
  learner->steps++;
  learner->since++;
  learner->unsaved++;
  wait_for_pause (learner);
  read_mail (learner, TRUE);
  if (learner->images_changed || is_quitting (learner))
    return FALSE;

  if (learner->since >= SETTLE_STEPS)
    {
      settle (learner);
      read_mail (learner, TRUE);
      learner->slice = g_get_monotonic_time ();
    }
  else if (learner->steps >= FIRST_STEPS &&
           ((learner->fresh && learner->since >= FIRST_STEPS) ||
            get_seconds_since (learner->slice) >= TRAIN_SECONDS))
    {
      take_look (learner);
      look_around (learner, FALSE);
      save (learner, FALSE);
      learner->slice = g_get_monotonic_time ();
    }
  set_state (learner, LP_LIVE_LEARNING);

  return !learner->images_changed && !is_quitting (learner);
}

static gboolean
on_begin (gdouble fraction, gpointer data)
{
  return !is_quitting (data);
}

/* Does what can be done now.  Returns FALSE after an error. */
static gboolean
work (LpLiveLearner *learner, GError **error)
{
  LpLiveStudy *study = learner->study;

  read_mail (learner, FALSE);
  learner->images_changed = FALSE;
  if (lp_live_study_get_n (study) == 0)
    {
      wait_for_mail (learner);
      return TRUE;
    }

  if (!lp_live_study_has_begun (study))
    return lp_live_study_begin (study, learner->sweep.image, on_begin, learner, error);

  if (!lp_live_study_is_painted (study))
    {
      set_state (learner, LP_LIVE_WAITING);
      if (!look_around (learner, TRUE) && !has_mail (learner))
        wait_for_mail (learner);
      wait_for_pause (learner);
      return TRUE;
    }

  set_state (learner, LP_LIVE_LEARNING);
  learner->slice = g_get_monotonic_time ();
  if (!lp_live_study_train (study, on_step, learner, error))
    return FALSE;

  /* The steps of the next training are counted anew. */
  learner->earlier += learner->progress.iteration;
  learner->progress.iteration = 0;
  learner->progress.seconds = 0.0;
  lp_live_study_look (study);
  save (learner, TRUE);

  return TRUE;
}

/* Two windows would write the same file. */
static LlPathLock *
lock_path (LpLiveLearner *learner, GError **error)
{
  g_autofree gchar *folder = g_path_get_dirname (learner->path);
  g_autoptr (GError) reason = NULL;
  LlPathLock *lock;

  g_mkdir_with_parents (folder, 0700);
  lock = ll_path_lock_new (learner->path, &reason);
  if (!lock && g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_AGAIN))
    g_set_error (error, reason->domain, reason->code,
                 _ ("Another GIMP learns live already: switch Live off there first."));
  else if (!lock)
    g_propagate_error (error, g_steal_pointer (&reason));

  return lock;
}

gpointer
lp_live_learn (gpointer data)
{
  LpLiveLearner *learner = data;
  GError *error = NULL;
  g_autoptr (LlPathLock) lock = NULL;

  ll_thread_lower_priority ();
  lock = lock_path (learner, &error);
  while (lock && !is_quitting (learner) && work (learner, &error))
    ;
  if (is_quitting (learner))
    g_clear_error (&error);

  g_mutex_lock (&learner->mutex);
  learner->error = error;
  learner->status.state = error ? LP_LIVE_FAILED : LP_LIVE_ENDED;
  g_mutex_unlock (&learner->mutex);

  return NULL;
}
