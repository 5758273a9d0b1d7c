/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "train/trial.h"

struct _LpTrial
{
  LlTrainer *trainer;
  GThread *thread;   /* NULL once it has ended     */
  gint milliseconds; /* atomic; 0: not known so far */
};

static gpointer
try_step (gpointer data)
{
  LpTrial *trial = data;
  gdouble seconds;

  ll_thread_lower_priority ();
  seconds = ll_trainer_time_step (trial->trainer);
  g_atomic_int_set (&trial->milliseconds, (gint) CLAMP (1e3 * seconds, 1, G_MAXINT));

  return NULL;
}

LpTrial *
lp_trial_new (LlTrainer *trainer)
{
  LpTrial *trial = g_new0 (LpTrial, 1);

  trial->trainer = trainer;
  /* Without another thread there is no estimate. */
  trial->thread = g_thread_try_new ("lazy-labels-trial", try_step, trial, NULL);

  return trial;
}

void
lp_trial_end (LpTrial *trial)
{
  if (trial->thread)
    g_thread_join (g_steal_pointer (&trial->thread));
}

void
lp_trial_free (LpTrial *trial)
{
  if (!trial)
    return;

  lp_trial_end (trial);
  g_free (trial);
}

gdouble
lp_trial_get_seconds (LpTrial *trial)
{
  return g_atomic_int_get (&trial->milliseconds) / 1e3;
}
