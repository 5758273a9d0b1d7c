/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A new request replaces an older one, and outdated work ends at the next patch. */

#include "segment/preview.h"

#include "host/server.h"

typedef struct
{
  LlImage *part; /* three channels; NULL: nothing is requested */
  cairo_rectangle_int_t area;
  LlImage *middle; /* to estimate the diameter of objects from, or NULL */
  LlPredictSettings settings;
  LlNormalisation own; /* of the whole image, if settings.own is set */
} Look;

struct _LpPreviewJob
{
  LpServer server; /* its mutex protects all fields but the last */

  /* Requests. */
  gchar *path; /* NULL: none */
  Look look;
  guint turn; /* incremented by each request */

  /* Answers. */
  LpPreviewNetwork *network;
  LpPreview *preview;

  /* Of the thread alone. */
  LlNetwork *loaded; /* the last network that could be read, or NULL */
  gdouble estimate;  /* of the diameter of objects; < 0: none so far */
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

static void
finish_job (gpointer data)
{
  LpPreviewJob *job = data;

  ll_network_free (job->loaded);
  g_free (job->path);
  ll_image_free (job->look.part);
  ll_image_free (job->look.middle);
  lp_preview_network_free (job->network);
  lp_preview_free (job->preview);
  lp_server_clear (&job->server);
  g_free (job);
}

static LlNetwork *
read_network (LpPreviewJob *job, gchar *path)
{
  LpPreviewNetwork *found = g_new0 (LpPreviewNetwork, 1);
  LlNetwork *network = ll_weights_load (path, &found->error);

  found->path = path;
  if (network)
    found->facts = lp_network_facts_new (network);

  g_mutex_lock (&job->server.mutex);
  lp_preview_network_free (job->network);
  job->network = found;
  lp_server_announce (&job->server);
  g_mutex_unlock (&job->server.mutex);

  return network;
}

static gboolean
is_wanted (gdouble fraction, gpointer data)
{
  const Work *work = data;
  gboolean wanted;

  g_mutex_lock (&work->job->server.mutex);
  wanted = !work->job->server.quit && work->job->turn == work->turn;
  g_mutex_unlock (&work->job->server.mutex);

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
  LlPredictSettings settings = request->settings;

  if (settings.own)
    settings.own = &request->own;
  if (request->middle && job->estimate < 0.0)
    job->estimate =
      ll_estimate_diameter (network, request->middle, &settings, is_wanted, &work, NULL);
  if (request->middle && job->estimate > 0.0)
    {
      preview->diameter = job->estimate;
      settings.scale = ll_network_find_scale (network, job->estimate);
    }
  if (ll_network_get_settings (network)->channels == 1)
    image = grey = ll_image_convert (request->part, 1);

  preview->area = request->area;
  probabilities =
    ll_predict_image (network, image, &settings, is_wanted, &work, &preview->error);
  if (probabilities)
    fill_preview (preview, network, image, probabilities);

  g_mutex_lock (&job->server.mutex);
  if (job->turn == turn)
    {
      lp_preview_free (job->preview);
      job->preview = g_steal_pointer (&preview);
      lp_server_announce (&job->server);
    }
  g_mutex_unlock (&job->server.mutex);

  lp_preview_free (preview);
}

static gboolean
serve_request (gpointer data)
{
  LpPreviewJob *job = data;

  if (job->path)
    {
      gchar *path = g_steal_pointer (&job->path);

      g_mutex_unlock (&job->server.mutex);
      g_clear_pointer (&job->loaded, ll_network_free);
      job->loaded = read_network (job, path);
      job->estimate = -1.0;
      g_mutex_lock (&job->server.mutex);
    }
  else if (job->look.part)
    {
      Look request = job->look;
      guint turn = job->turn;

      job->look.part = job->look.middle = NULL;
      g_mutex_unlock (&job->server.mutex);
      if (job->loaded)
        preview_part (job, job->loaded, &request, turn);
      ll_image_free (request.part);
      ll_image_free (request.middle);
      g_mutex_lock (&job->server.mutex);
    }
  else
    {
      return FALSE;
    }
  return TRUE;
}

LpPreviewJob *
lp_preview_job_new (LpPreviewFunc answered, gpointer data)
{
  LpPreviewJob *job = g_new0 (LpPreviewJob, 1);

  lp_server_start (&job->server, "lazy-labels-look", job, serve_request, finish_job,
                   answered, data);

  return job;
}

void
lp_preview_job_free (LpPreviewJob *job)
{
  if (job)
    lp_server_quit (&job->server);
}

/* Must be called with the mutex locked.  Earlier requests and answers are obsolete. */
static void
discard_requests (LpPreviewJob *job)
{
  job->turn++;
  g_clear_pointer (&job->look.part, ll_image_free);
  g_clear_pointer (&job->look.middle, ll_image_free);
  g_clear_pointer (&job->preview, lp_preview_free);
}

void
lp_preview_job_read (LpPreviewJob *job, const gchar *path)
{
  g_mutex_lock (&job->server.mutex);
  discard_requests (job);
  g_clear_pointer (&job->network, lp_preview_network_free);
  g_free (job->path);
  job->path = g_strdup (path);
  lp_server_wake (&job->server);
  g_mutex_unlock (&job->server.mutex);
}

void
lp_preview_job_look (LpPreviewJob *job,
                     LlImage *part,
                     const cairo_rectangle_int_t *area,
                     LlImage *middle,
                     const LlPredictSettings *settings)
{
  g_mutex_lock (&job->server.mutex);
  discard_requests (job);
  job->look =
    (Look){ .part = part, .area = *area, .middle = middle, .settings = *settings };
  if (settings->own)
    job->look.own = *settings->own;
  lp_server_wake (&job->server);
  g_mutex_unlock (&job->server.mutex);
}

LpPreviewNetwork *
lp_preview_job_take_network (LpPreviewJob *job)
{
  LpPreviewNetwork *network;

  g_mutex_lock (&job->server.mutex);
  network = g_steal_pointer (&job->network);
  g_mutex_unlock (&job->server.mutex);

  return network;
}

LpPreview *
lp_preview_job_take_preview (LpPreviewJob *job)
{
  LpPreview *preview;

  g_mutex_lock (&job->server.mutex);
  preview = g_steal_pointer (&job->preview);
  g_mutex_unlock (&job->server.mutex);

  return preview;
}
