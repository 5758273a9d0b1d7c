/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One mutex protects what both threads access; messages wait in a queue until the thread comes
 * to a place between two steps.
 */

#include "live/learner.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "live/learner-private.h"

LpLiveLearner *
lp_live_learner_new (const LlClasses *classes, const gchar *path, const gchar *current)
{
  LpLiveLearner *learner = g_new0 (LpLiveLearner, 1);

  learner->path = g_strdup (path);
  learner->study = lp_live_study_new (classes, path, current);
  lp_live_sweep_init (&learner->sweep, -1);
  g_mutex_init (&learner->mutex);
  g_cond_init (&learner->wake);
  g_queue_init (&learner->mail);
  g_queue_init (&learner->pictures);
  learner->thread = g_thread_try_new ("lazy-labels-live", lp_live_learn, learner, NULL);
  if (!learner->thread)
    {
      g_set_error (&learner->error, G_THREAD_ERROR, G_THREAD_ERROR_AGAIN,
                   _ ("The system does not let GIMP start another thread: close other "
                      "programs, then switch Live on again."));
      learner->status.state = LP_LIVE_FAILED;
    }

  return learner;
}

void
lp_live_learner_end (LpLiveLearner *learner)
{
  g_mutex_lock (&learner->mutex);
  learner->quit = TRUE;
  g_cond_signal (&learner->wake);
  g_mutex_unlock (&learner->mutex);
}

void
lp_live_learner_free (LpLiveLearner *learner)
{
  if (!learner)
    return;

  lp_live_learner_end (learner);
  if (learner->thread)
    g_thread_join (learner->thread);
  g_queue_clear_full (&learner->mail, (GDestroyNotify) lp_live_message_free);
  g_queue_clear_full (&learner->pictures, (GDestroyNotify) lp_live_picture_free);
  lp_live_sweep_clear (&learner->sweep);
  lp_live_study_free (learner->study);
  g_clear_error (&learner->error);
  g_mutex_clear (&learner->mutex);
  g_cond_clear (&learner->wake);
  g_free (learner->path);
  g_free (learner);
}

void
lp_live_learner_pause (LpLiveLearner *learner, gboolean pause)
{
  g_mutex_lock (&learner->mutex);
  learner->pause = pause;
  g_cond_signal (&learner->wake);
  g_mutex_unlock (&learner->mutex);
}

static void
send (LpLiveLearner *learner, LpLiveMessage *message)
{
  g_mutex_lock (&learner->mutex);
  g_queue_push_tail (&learner->mail, message);
  g_cond_signal (&learner->wake);
  g_mutex_unlock (&learner->mutex);
}

void
lp_live_learner_add (LpLiveLearner *learner,
                     gint32 image,
                     const gchar *name,
                     LlImage *pixels,
                     guint8 *absent)
{
  LpLiveMessage *message = lp_live_message_new (LP_LIVE_ADD, image);

  message->name = g_strdup (name);
  message->pixels = pixels;
  message->absent = absent;
  send (learner, message);
}

void
lp_live_learner_remove (LpLiveLearner *learner, gint32 image)
{
  send (learner, lp_live_message_new (LP_LIVE_REMOVE, image));
}

void
lp_live_learner_paint (LpLiveLearner *learner, LpLivePatch *patch)
{
  LpLiveMessage *message = lp_live_message_new (LP_LIVE_PAINT, patch->image);

  message->patch = patch;
  send (learner, message);
}

void
lp_live_learner_set_coverage (LpLiveLearner *learner,
                              gint32 image,
                              const LlCoverage coverage[LL_N_TASKS])
{
  LpLiveMessage *message = lp_live_message_new (LP_LIVE_COVERAGE, image);

  for (gint task = 0; task < LL_N_TASKS; task++)
    message->coverage[task] = coverage[task];
  send (learner, message);
}

void
lp_live_learner_show (LpLiveLearner *learner, gint32 image)
{
  send (learner, lp_live_message_new (LP_LIVE_SHOW, image));
}

LpLivePicture *
lp_live_learner_take (LpLiveLearner *learner)
{
  LpLivePicture *picture;

  g_mutex_lock (&learner->mutex);
  picture = g_queue_pop_head (&learner->pictures);
  g_mutex_unlock (&learner->mutex);

  return picture;
}

void
lp_live_learner_poll (LpLiveLearner *learner, LpLiveStatus *status)
{
  g_mutex_lock (&learner->mutex);
  *status = learner->status;
  g_mutex_unlock (&learner->mutex);
}

const GError *
lp_live_learner_get_error (const LpLiveLearner *learner)
{
  return learner->error;
}
