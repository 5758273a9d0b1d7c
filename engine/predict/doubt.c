/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The entropy of the mean of several views is the sum of two doubts: the mean entropy of the
 * views, which stays where the image itself does not tell, and what they disagree about,
 * which more labels would settle (N. Houlsby et al., "Bayesian active learning for
 * classification and preference learning", 2011).  The latter counts twice.
 *
 * The predictor averages its views before it hands them out, so that the image is turned
 * here instead.
 */

#include "lazylabels/doubt.h"

#include <math.h>

#include "lazylabels/memory.h"

#define MAX_VIEWS 8

/* Where pixel (x, y) lies in the turned image. */
typedef struct
{
  gint width; /* of the turned image */
  gint height;
  gint view; /* bit 0 mirrors its columns, bit 1 its rows; bit 2 swaps both before */
} Turned;

typedef struct
{
  LlProgressFunc progress;
  gpointer data;
  gint done; /* views */
  gint n;
} Views;

static gsize
find_turned (const Turned *turned, gint x, gint y)
{
  gint u = turned->view & 4 ? y : x;
  gint v = turned->view & 4 ? x : y;

  if (turned->view & 1)
    u = turned->width - 1 - u;
  if (turned->view & 2)
    v = turned->height - 1 - v;

  return (gsize) v * (gsize) turned->width + (gsize) u;
}

static LlImage *
turn_image (const LlImage *image, const Turned *turned)
{
  gsize n = (gsize) image->width * (gsize) image->height;
  LlImage *copy = ll_image_new (turned->width, turned->height, image->channels);

  for (gint c = 0; c < image->channels; c++)
    for (gint y = 0; y < image->height; y++)
      for (gint x = 0; x < image->width; x++)
        copy->data[(gsize) c * n + find_turned (turned, x, y)] =
          image->data[(gsize) c * n + (gsize) y * (gsize) image->width + (gsize) x];

  return copy;
}

static gboolean
pass_on_view (gdouble fraction, gpointer data)
{
  const Views *views = data;

  return !views->progress ||
         views->progress ((views->done + fraction) / views->n, views->data);
}

static gfloat
get_entropy (gfloat probability)
{
  return probability > 0.0f ? -probability * logf (probability) : 0.0f;
}

/* Adds the probabilities of one view to @means, and its entropy to @entropies. */
static void
add_view (const gfloat *probabilities,
          const Turned *turned,
          gint n_classes,
          const LlImage *image,
          gfloat *means,
          gfloat *entropies)
{
  gsize n = (gsize) image->width * (gsize) image->height;

  for (gint c = 0; c < n_classes; c++)
    for (gint y = 0; y < image->height; y++)
      for (gint x = 0; x < image->width; x++)
        {
          gsize i = (gsize) y * (gsize) image->width + (gsize) x;
          gfloat p = probabilities[(gsize) c * n + find_turned (turned, x, y)];

          means[(gsize) c * n + i] += p;
          entropies[i] += get_entropy (p);
        }
}

/* Puts the doubt in the place of the mean entropies of the views. */
static void
sum_doubts (const gfloat *means, gint n_classes, gint n_views, gsize n, gfloat *doubt)
{
  gfloat most = logf ((gfloat) n_classes);

  for (gsize i = 0; i < n; i++)
    {
      gfloat whole = 0.0f;
      gfloat disagreement;

      for (gint c = 0; c < n_classes; c++)
        whole += get_entropy (means[(gsize) c * n + i] / (gfloat) n_views);
      disagreement = MAX (whole - doubt[i] / (gfloat) n_views, 0.0f);
      doubt[i] = MIN ((whole + disagreement) / most, 1.0f);
    }
}

gfloat *
ll_predict_doubt (const LlNetwork *network,
                  const LlImage *image,
                  const LlPredictSettings *settings,
                  LlProgressFunc progress,
                  gpointer data,
                  GError **error)
{
  gsize n = (gsize) image->width * (gsize) image->height;
  gint n_classes = ll_network_get_n_task_classes (network, LL_TASK_SEGMENTATION);
  gsize first = (gsize) ll_network_get_first_plane (network, LL_TASK_SEGMENTATION);
  LlPredictSettings once = *settings;
  Views views = { progress, data, 0, 1 };
  g_autofree gfloat *means = NULL;
  g_autofree gfloat *doubt = NULL;

  while (2 * views.n <= MIN (settings->views, MAX_VIEWS))
    views.n *= 2;
  once.views = 1;
  if (!ll_memory_check (n * sizeof (gfloat) * (gsize) (n_classes + 1 + image->channels),
                        error))
    return NULL;

  means = g_new0 (gfloat, (gsize) n_classes * n);
  doubt = g_new0 (gfloat, n);
  for (; views.done < views.n; views.done++)
    {
      gboolean swapped = (views.done & 4) != 0;
      Turned turned = { swapped ? image->height : image->width,
                        swapped ? image->width : image->height, views.done };
      g_autoptr (LlImage) copy = views.done ? turn_image (image, &turned) : NULL;
      g_autofree gfloat *probabilities = ll_predict_image (
        network, copy ? copy : image, &once, pass_on_view, &views, error);

      if (!probabilities)
        return NULL;
      add_view (probabilities + first * n, &turned, n_classes, image, means, doubt);
    }
  sum_doubts (means, n_classes, views.n, n, doubt);

  return g_steal_pointer (&doubt);
}
