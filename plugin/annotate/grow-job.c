/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One mutex protects the request and the answer, and is held only while they change hands.
 * A new request replaces an older one, whose work ends after its present objects.
 */

#include "annotate/grow-job.h"

struct _LpGrowJob
{
  LpGrowFunc answered;
  gpointer data;

  GMutex mutex; /* protects all fields below */
  GCond wake;
  gint users; /* the owner, the thread, and a call that waits in the main loop */
  gboolean quit;
  gboolean alone; /* the system gave no thread: requests are served when they are made */
  LpGrowRequest *request; /* NULL: none             */
  LlGrown *grown;         /* NULL: there is no answer */
  gboolean calling;
};

void
lp_grow_request_free (LpGrowRequest *request)
{
  if (!request)
    return;

  ll_image_free (request->image);
  ll_labels_free (request->marks);
  ll_labels_free (request->walls);
  ll_labels_free (request->kept);
  g_free (request);
}

/* Must be called with the mutex locked, and unlocks it. */
static void
release_job (LpGrowJob *job)
{
  gboolean last = --job->users == 0;

  g_mutex_unlock (&job->mutex);
  if (!last)
    return;

  lp_grow_request_free (job->request);
  ll_grown_free (job->grown);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->wake);
  g_free (job);
}

/* Runs in the main loop, as lp_grow_job_free() does, so that the owner still exists. */
static gboolean
call_owner (gpointer data)
{
  LpGrowJob *job = data;
  gboolean quit;

  g_mutex_lock (&job->mutex);
  job->calling = FALSE;
  quit = job->quit;
  g_mutex_unlock (&job->mutex);

  if (!quit)
    job->answered (job->data);

  g_mutex_lock (&job->mutex);
  release_job (job);

  return G_SOURCE_REMOVE;
}

static gboolean
is_wanted (gdouble fraction, gpointer data)
{
  LpGrowJob *job = data;
  gboolean wanted;

  g_mutex_lock (&job->mutex);
  wanted = !job->quit && !job->request;
  g_mutex_unlock (&job->mutex);

  return wanted;
}

/* Must be called with the mutex locked, and unlocks it meanwhile.  Returns whether there was
 * a request.
 */
static gboolean
serve_request (LpGrowJob *job)
{
  g_autoptr (LpGrowRequest) request = g_steal_pointer (&job->request);
  LlGrown *grown;

  if (!request)
    return FALSE;

  g_mutex_unlock (&job->mutex);
  grown = ll_grow_objects (request->image, request->marks, request->walls, request->kept,
                           &request->settings, is_wanted, job, NULL);
  g_mutex_lock (&job->mutex);

  /* A newer request wants another answer. */
  if (job->request)
    {
      ll_grown_free (grown);
    }
  else if (grown)
    {
      ll_grown_free (job->grown);
      job->grown = grown;
      if (!job->calling)
        {
          job->calling = TRUE;
          job->users++;
          g_idle_add (call_owner, job);
        }
    }

  return TRUE;
}

static gpointer
serve_requests (gpointer data)
{
  LpGrowJob *job = data;

  ll_thread_lower_priority ();
  g_mutex_lock (&job->mutex);
  while (!job->quit)
    if (!serve_request (job))
      g_cond_wait (&job->wake, &job->mutex);
  release_job (job);

  return NULL;
}

LpGrowJob *
lp_grow_job_new (LpGrowFunc answered, gpointer data)
{
  LpGrowJob *job = g_new0 (LpGrowJob, 1);
  GThread *thread;

  job->answered = answered;
  job->data = data;
  job->users = 2;
  g_mutex_init (&job->mutex);
  g_cond_init (&job->wake);
  thread = g_thread_try_new ("lazy-labels-grow", serve_requests, job, NULL);
  if (thread)
    {
      g_thread_unref (thread);
    }
  else
    {
      job->alone = TRUE;
      job->users = 1;
    }

  return job;
}

void
lp_grow_job_free (LpGrowJob *job)
{
  if (!job)
    return;

  g_mutex_lock (&job->mutex);
  job->quit = TRUE;
  g_cond_signal (&job->wake);
  release_job (job);
}

void
lp_grow_job_request (LpGrowJob *job, LpGrowRequest *request)
{
  g_mutex_lock (&job->mutex);
  lp_grow_request_free (job->request);
  job->request = request;
  g_clear_pointer (&job->grown, ll_grown_free);
  g_cond_signal (&job->wake);
  if (job->alone)
    serve_request (job);
  g_mutex_unlock (&job->mutex);
}

LlGrown *
lp_grow_job_take (LpGrowJob *job)
{
  LlGrown *grown;

  g_mutex_lock (&job->mutex);
  grown = g_steal_pointer (&job->grown);
  g_mutex_unlock (&job->mutex);

  return grown;
}
