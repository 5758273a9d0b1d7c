/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One mutex protects requests and answers, and is held only while they are copied.  A new
 * request replaces an older one, and outdated work ends at the next patch.
 */

#include "segment/preview.h"

#include "image/grey.h"

typedef struct
{
  LlImage *part; /* three channels; NULL: nothing is requested */
  cairo_rectangle_int_t area;
  LlPredictSettings settings;
} Look;

struct _LpPreviewJob
{
  LpPreviewFunc answered;
  gpointer data;

  GMutex mutex; /* protects all fields below */
  GCond request;
  gint users; /* the owner, the thread, and a call that waits in the main loop */

  /* Requests. */
  gboolean quit;
  gchar *path; /* NULL: none */
  Look look;
  guint turn; /* incremented by each request */

  /* Answers. */
  LpPreviewNetwork *network;
  LpPreview *preview;
  gboolean calling;

  /* Of the thread alone. */
  LlNetwork *loaded; /* the last network that could be read, or NULL */
  gboolean alone; /* the system gave no thread: requests are served when they are made */
};

/* The data of a prediction's callback. */
typedef struct
{
  LpPreviewJob *job;
  guint turn;
} Work;

void
lp_preview_network_free (LpPreviewNetwork *network)
{
  if (!network)
    return;

  g_free (network->path);
  lp_network_facts_free (network->facts);
  g_clear_error (&network->error);
  g_free (network);
}

void
lp_preview_free (LpPreview *preview)
{
  if (!preview)
    return;

  for (gint task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (preview->labels[task]);
  ll_instances_free (preview->objects);
  g_clear_error (&preview->error);
  g_free (preview);
}

/* Must be called with the mutex locked, and unlocks it. */
static void
release_job (LpPreviewJob *job)
{
  gboolean last = --job->users == 0;

  g_mutex_unlock (&job->mutex);
  if (!last)
    return;

  ll_network_free (job->loaded);
  g_free (job->path);
  ll_image_free (job->look.part);
  lp_preview_network_free (job->network);
  lp_preview_free (job->preview);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->request);
  g_free (job);
}

/* Runs in the main loop, as lp_preview_job_free() does, so that the owner
 * still exists.
 */
static gboolean
call_owner (gpointer data)
{
  LpPreviewJob *job = data;
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

/* Must be called with the mutex locked. */
static void
announce_answer (LpPreviewJob *job)
{
  if (job->calling)
    return;

  job->calling = TRUE;
  job->users++;
  g_idle_add (call_owner, job);
}

static LlNetwork *
read_network (LpPreviewJob *job, gchar *path)
{
  LpPreviewNetwork *found = g_new0 (LpPreviewNetwork, 1);
  LlNetwork *network = ll_weights_load (path, &found->error);

  found->path = path;
  if (network)
    found->facts = lp_network_facts_new (network);

  g_mutex_lock (&job->mutex);
  lp_preview_network_free (job->network);
  job->network = found;
  announce_answer (job);
  g_mutex_unlock (&job->mutex);

  return network;
}

static gboolean
is_wanted (gdouble fraction, gpointer data)
{
  const Work *work = data;
  gboolean wanted;

  g_mutex_lock (&work->job->mutex);
  wanted = !work->job->quit && work->job->turn == work->turn;
  g_mutex_unlock (&work->job->mutex);

  return wanted;
}

/* @probabilities: [planes][height][width] of @image */
static void
fill_preview (LpPreview *preview,
              const LlNetwork *network,
              const LlImage *image,
              const gfloat *probabilities)
{
  g_autoptr (LlObjectMaps) maps =
    ll_object_maps_new (network, image->width, image->height);
  LlObjectSettings settings;

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    preview->labels[task] =
      ll_predict_get_labels (network, task, probabilities, image->width, image->height);

  ll_object_settings_init (&settings);
  ll_object_maps_set_rows (maps, network, 0, image->height, probabilities);
  preview->objects = ll_find_objects (maps, &settings, NULL, NULL, &preview->error);
}

static void
preview_part (LpPreviewJob *job,
              const LlNetwork *network,
              const Look *request,
              guint turn)
{
  g_autoptr (LlImage) grey = NULL;
  g_autofree gfloat *probabilities = NULL;
  LpPreview *preview = g_new0 (LpPreview, 1);
  const LlImage *image = request->part;
  Work work = { .job = job, .turn = turn };

  if (ll_network_get_settings (network)->channels == 1)
    image = grey = lp_grey_new (request->part);

  preview->area = request->area;
  probabilities = ll_predict_image (network, image, &request->settings, is_wanted, &work,
                                    &preview->error);
  if (probabilities)
    fill_preview (preview, network, image, probabilities);

  g_mutex_lock (&job->mutex);
  if (job->turn == turn)
    {
      lp_preview_free (job->preview);
      job->preview = g_steal_pointer (&preview);
      announce_answer (job);
    }
  g_mutex_unlock (&job->mutex);

  lp_preview_free (preview);
}

/* Must be called with the mutex locked, and unlocks it meanwhile.  Returns whether there was
 * a request.
 */
static gboolean
serve_request (LpPreviewJob *job)
{
  if (job->path)
    {
      gchar *path = g_steal_pointer (&job->path);

      g_mutex_unlock (&job->mutex);
      g_clear_pointer (&job->loaded, ll_network_free);
      job->loaded = read_network (job, path);
      g_mutex_lock (&job->mutex);
    }
  else if (job->look.part)
    {
      Look request = job->look;
      guint turn = job->turn;

      job->look.part = NULL;
      g_mutex_unlock (&job->mutex);
      if (job->loaded)
        preview_part (job, job->loaded, &request, turn);
      ll_image_free (request.part);
      g_mutex_lock (&job->mutex);
    }
  else
    {
      return FALSE;
    }
  return TRUE;
}

static gpointer
serve_requests (gpointer data)
{
  LpPreviewJob *job = data;

  ll_thread_lower_priority ();
  g_mutex_lock (&job->mutex);
  while (!job->quit)
    if (!serve_request (job))
      g_cond_wait (&job->request, &job->mutex);
  release_job (job);

  return NULL;
}

LpPreviewJob *
lp_preview_job_new (LpPreviewFunc answered, gpointer data)
{
  LpPreviewJob *job = g_new0 (LpPreviewJob, 1);
  GThread *thread;

  job->answered = answered;
  job->data = data;
  job->users = 2;
  g_mutex_init (&job->mutex);
  g_cond_init (&job->request);
  thread = g_thread_try_new ("lazy-labels-look", serve_requests, job, NULL);
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

/* Must be called with the mutex locked, after a request. */
static void
wake_thread (LpPreviewJob *job)
{
  g_cond_signal (&job->request);
  while (job->alone && serve_request (job))
    continue;
}

void
lp_preview_job_free (LpPreviewJob *job)
{
  if (!job)
    return;

  g_mutex_lock (&job->mutex);
  job->quit = TRUE;
  g_cond_signal (&job->request);
  release_job (job);
}

/* Must be called with the mutex locked.  Earlier requests and answers are obsolete. */
static void
discard_requests (LpPreviewJob *job)
{
  job->turn++;
  g_clear_pointer (&job->look.part, ll_image_free);
  g_clear_pointer (&job->preview, lp_preview_free);
}

void
lp_preview_job_read (LpPreviewJob *job, const gchar *path)
{
  g_mutex_lock (&job->mutex);
  discard_requests (job);
  g_clear_pointer (&job->network, lp_preview_network_free);
  g_free (job->path);
  job->path = g_strdup (path);
  wake_thread (job);
  g_mutex_unlock (&job->mutex);
}

void
lp_preview_job_look (LpPreviewJob *job,
                     LlImage *part,
                     const cairo_rectangle_int_t *area,
                     const LlPredictSettings *settings)
{
  g_mutex_lock (&job->mutex);
  discard_requests (job);
  job->look = (Look){ part, *area, *settings };
  wake_thread (job);
  g_mutex_unlock (&job->mutex);
}

LpPreviewNetwork *
lp_preview_job_take_network (LpPreviewJob *job)
{
  LpPreviewNetwork *network;

  g_mutex_lock (&job->mutex);
  network = g_steal_pointer (&job->network);
  g_mutex_unlock (&job->mutex);

  return network;
}

LpPreview *
lp_preview_job_take_preview (LpPreviewJob *job)
{
  LpPreview *preview;

  g_mutex_lock (&job->mutex);
  preview = g_steal_pointer (&job->preview);
  g_mutex_unlock (&job->mutex);

  return preview;
}
