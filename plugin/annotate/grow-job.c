/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A new request replaces an older one, whose work ends after its present objects. */

#include "annotate/grow-job.h"

#include "host/server.h"

struct _LpGrowJob
{
  LpServer server;        /* its mutex protects all fields */
  LpGrowRequest *request; /* NULL: none               */
  LlGrown *grown;         /* NULL: there is no answer */
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

static void
finish_job (gpointer data)
{
  LpGrowJob *job = data;

  lp_grow_request_free (job->request);
  ll_grown_free (job->grown);
  lp_server_clear (&job->server);
  g_free (job);
}

static gboolean
is_wanted (gdouble fraction, gpointer data)
{
  LpGrowJob *job = data;
  gboolean wanted;

  g_mutex_lock (&job->server.mutex);
  wanted = !job->server.quit && !job->request;
  g_mutex_unlock (&job->server.mutex);

  return wanted;
}

static gboolean
serve_request (gpointer data)
{
  LpGrowJob *job = data;
  g_autoptr (LpGrowRequest) request = g_steal_pointer (&job->request);
  LlGrown *grown;

  if (!request)
    return FALSE;

  g_mutex_unlock (&job->server.mutex);
  grown = ll_grow_objects (request->image, request->marks, request->walls, request->kept,
                           &request->settings, is_wanted, job, NULL);
  g_mutex_lock (&job->server.mutex);

  /* A newer request wants another answer. */
  if (job->request)
    {
      ll_grown_free (grown);
    }
  else if (grown)
    {
      ll_grown_free (job->grown);
      job->grown = grown;
      lp_server_announce (&job->server);
    }

  return TRUE;
}

LpGrowJob *
lp_grow_job_new (LpGrowFunc answered, gpointer data)
{
  LpGrowJob *job = g_new0 (LpGrowJob, 1);

  lp_server_start (&job->server, "lazy-labels-grow", job, serve_request, finish_job,
                   answered, data);

  return job;
}

void
lp_grow_job_free (LpGrowJob *job)
{
  if (job)
    lp_server_quit (&job->server);
}

void
lp_grow_job_request (LpGrowJob *job, LpGrowRequest *request)
{
  g_mutex_lock (&job->server.mutex);
  lp_grow_request_free (job->request);
  job->request = request;
  g_clear_pointer (&job->grown, ll_grown_free);
  lp_server_wake (&job->server);
  g_mutex_unlock (&job->server.mutex);
}

LlGrown *
lp_grow_job_take (LpGrowJob *job)
{
  LlGrown *grown;

  g_mutex_lock (&job->server.mutex);
  grown = g_steal_pointer (&job->grown);
  g_mutex_unlock (&job->server.mutex);

  return grown;
}
