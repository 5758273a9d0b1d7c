/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Estimates how large the objects of an image are: the network looks at its middle at several
 * scales.  Where it sees objects about as large as those that it has learned from, and is
 * sure of them, it is right about their size.
 */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/progress.h"
#include "data/resize.h"
#include "lazylabels/instances.h"
#include "lazylabels/predictor.h"

/* The network looks at so many of its pixels along a side. */
#define LOOK 320

/* The smallest scale, the factor between scales, and their number. */
#define LEAST    0.05
#define STEP     1.5
#define N_SCALES 11

/* Pixels of the image along a side, as the network sees it, at least. */
#define MIN_SIDE 48

/* The share of pixels in objects, at least; with fewer there is nothing. */
#define MIN_SHARE 0.002

/* A scale is good if its score is at least this share of the best one. */
#define GOOD_SHARE 0.93

/* What the network sees at one scale. */
typedef struct
{
  gdouble diameter; /* of objects, in its pixels                        */
  gdouble sure;     /* how sure it is of what it sees, 0 .. 1          */
} Sight;

/* The objects among the probabilities [planes][pixels]: their number is that of their middles,
 * which the detection sees apart.
 */
static Sight
measure_sight (const LlNetwork *network, const gfloat *planes, gint width, gint height)
{
  gsize n = (gsize) width * (gsize) height;
  const gfloat *rest =
    planes + (gsize) ll_network_get_first_plane (network, LL_TASK_SEGMENTATION) * n;
  g_autoptr (LlLabels) middles =
    ll_predict_get_labels (network, LL_TASK_DETECTION, planes, width, height);
  g_autoptr (LlInstances) objects = NULL;
  gdouble inside = 0.0, sure = 0.0;

  objects = ll_instances_new_components (middles, LL_NEIGHBOURS_4);
  for (gsize k = 0; k < n; k++)
    {
      gdouble p = 1.0 - (gdouble) rest[k];

      inside += p > 0.5;
      sure += fabs (2.0 * p - 1.0);
    }
  if (objects->n == 0 || inside < MIN_SHARE * (gdouble) n)
    return (Sight){ 0.0, 0.0 };
  return (Sight){ 2.0 * sqrt (inside / objects->n / G_PI), sure / (gdouble) n };
}

/* Looks at the image at one scale. */
static gboolean
look (const LlNetwork *network,
      const LlImage *image,
      gdouble scale,
      const LlPredictSettings *settings,
      Sight *sight,
      GError **error)
{
  gint width = MIN (image->width, (gint) ceil (LOOK / scale));
  gint height = MIN (image->height, (gint) ceil (LOOK / scale));
  g_autoptr (LlImage) middle = ll_image_crop (
    image, (image->width - width) / 2, (image->height - height) / 2, width, height);
  g_autoptr (LlImage) seen = ll_image_resize (middle, ll_resize_side (width, scale),
                                              ll_resize_side (height, scale));
  LlPredictSettings own = *settings;
  g_autofree gfloat *planes = NULL;

  own.scale = 1.0;
  own.views = 1;
  planes = ll_predict_image (network, seen, &own, NULL, NULL, error);
  if (!planes)
    return FALSE;
  *sight = measure_sight (network, planes, seen->width, seen->height);
  return TRUE;
}

gdouble
ll_predict_diameter (const LlNetwork *network,
                     const LlImage *image,
                     const LlPredictSettings *settings,
                     LlProgressFunc progress,
                     gpointer data,
                     GError **error)
{
  gdouble known =
    ll_network_get_summary (network)->diameter * ll_network_get_settings (network)->scale;
  gdouble scales[N_SCALES], scores[N_SCALES] = { 0.0 };
  Sight sights[N_SCALES];
  gdouble best = 0.0;

  for (gint i = 0; i < N_SCALES; i++)
    {
      scales[i] = LEAST * pow (STEP, i);
      if (MIN (image->width, image->height) * scales[i] < MIN_SIDE)
        continue;
      if (!look (network, image, scales[i], settings, &sights[i], error) ||
          !ll_progress_report (progress, data, (gdouble) (i + 1) / N_SCALES,
                               _ ("The prediction was cancelled."), error))
        return -1.0;
      if (sights[i].diameter > 0.0)
        scores[i] = sights[i].sure * exp (-fabs (log (sights[i].diameter / known)));
      best = MAX (best, scores[i]);
    }

  /* Objects have parts that look like objects at a larger scale, so the smallest good one
   * is right.
   */
  for (gint i = 0; i < N_SCALES; i++)
    if (scores[i] > 0.0 && scores[i] >= GOOD_SHARE * best)
      return sights[i].diameter / scales[i];
  return 0.0;
}
