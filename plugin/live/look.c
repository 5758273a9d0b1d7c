/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the network of a study makes of an image, and how it is kept. */

#include <math.h>

#include "live/study-private.h"

/* What the network sees of a block, in its pixels, and what it sees around it. */
#define BLOCK  256
#define MARGIN 32

void
lp_live_study_look (LpLiveStudy *study)
{
  ll_network_free (study->seen);
  study->seen = study->trainer ? ll_trainer_snapshot (study->trainer)
                               : ll_network_copy (study->begin.network);
}

gint
lp_live_study_get_block (const LpLiveStudy *study)
{
  gdouble scale = ll_network_get_settings (study->seen)->scale;

  return (gint) CLAMP (BLOCK / scale, 32.0, 16.0 * BLOCK);
}

/* The side of a patch that shows @side pixels of the image at once. */
static gint
find_patch (const LlNetwork *network, gint side)
{
  const LlNetworkSettings *settings = ll_network_get_settings (network);
  gint multiple = MAX (16, 1 << (settings->levels - 1));
  gint seen = (gint) ceil (side * settings->scale) + 1;

  return CLAMP ((seen + multiple - 1) / multiple * multiple, multiple, 1024);
}

LpLivePicture *
lp_live_study_predict (const LpLiveStudy *study,
                       gint32 id,
                       const LpLiveArea *area,
                       GError **error)
{
  const LpLiveImage *image = lp_live_study_find (study, id, NULL);
  const LlImage *pixels = image->sample->image;
  gint margin = (gint) ceil (MARGIN / ll_network_get_settings (study->seen)->scale);
  LpLiveArea whole = { 0, 0, pixels->width, pixels->height };
  LpLiveArea wide = { area->x - margin, area->y - margin, area->width + 2 * margin,
                      area->height + 2 * margin };
  g_autoptr (LlImage) part = NULL;
  g_autofree gfloat *probabilities = NULL;
  g_autoptr (LlLabels) classes = NULL;
  g_autoptr (LlLabels) walls = NULL;
  LpLivePicture *picture;
  LlPredictSettings settings;

  lp_live_area_intersect (&wide, &whole);
  part = ll_image_crop (pixels, wide.x, wide.y, wide.width, wide.height);
  ll_predict_settings_init (&settings);
  settings.patch = find_patch (study->seen, MAX (wide.width, wide.height));
  settings.plain = TRUE;
  settings.batch = 1;
  settings.own = &image->own;
  probabilities = ll_predict_image (study->seen, part, &settings, NULL, NULL, error);
  if (!probabilities)
    return NULL;

  classes = ll_predict_get_labels (study->seen, LL_TASK_SEGMENTATION, probabilities,
                                   wide.width, wide.height);
  walls = ll_predict_get_labels (study->seen, LL_TASK_SEPARATION, probabilities,
                                 wide.width, wide.height);
  picture = g_new0 (LpLivePicture, 1);
  picture->image = id;
  picture->area = *area;
  picture->labels = g_malloc ((gsize) area->width * (gsize) area->height);
  for (gint y = 0; y < area->height; y++)
    for (gint x = 0; x < area->width; x++)
      {
        gsize from = (gsize) (y + area->y - wide.y) * (gsize) wide.width +
                     (gsize) (x + area->x - wide.x);
        gsize at = (gsize) (y + area->y) * (gsize) pixels->width + (gsize) (x + area->x);
        gboolean missing =
          image->paint->missing[at] || (image->paint->absent && image->paint->absent[at]);

        picture->labels[(gsize) y * (gsize) area->width + (gsize) x] =
          missing                           ? LL_LABEL_IGNORE
          : walls && walls->data[from] == 1 ? 0
                                            : classes->data[from];
      }

  return picture;
}

gboolean
lp_live_study_save (LpLiveStudy *study,
                    const LlTrainProgress *progress,
                    const gchar *path,
                    GError **error)
{
  LlTrainSummary summary = *ll_network_get_summary (study->begin.network);
  gdouble diameter = study->begin.diameter;

  if (!(diameter > 0.0))
    diameter = ll_samples_find_diameter (study->samples);
  summary.iterations += progress->iteration;
  summary.images = (gint) study->images->len;
  summary.loss = progress->loss;
  summary.dice = NAN;
  summary.minutes += progress->seconds / 60.0;
  summary.diameter = diameter;
  ll_network_set_summary (study->seen, &summary);

  return ll_weights_save (study->seen, path, error);
}
