/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/study.h"

#include <math.h>
#include <string.h>

#include "live/study-private.h"

/* Places with paint that patches are drawn around, and those of them with the newest paint. */
#define PLACES     600
#define NEW_PLACES 24
#define NEW_SHARE  3 /* one part in so many */

/* Where unpainted pixels mean something, patches lie elsewhere as well. */
#define COMPLETE_SHARE 0.7

/* Labels of a large image are made anew only as often as takes this share of the time. */
#define FILL_SHARE 0.2

/* Starting networks suffer from larger steps (tests/bench/README.md); the average over the
 * last few calms what is shown.
 */
#define LEARNING_RATE 1e-3
#define AVERAGING     0.8

static void
image_free (LpLiveImage *image)
{
  ll_sample_free (image->sample);
  lp_live_paint_free (image->paint);
  g_free (image);
}

LpLiveStudy *
lp_live_study_new (const LlClasses *classes, const gchar *earlier, const gchar *current)
{
  LpLiveStudy *study = g_new0 (LpLiveStudy, 1);

  study->classes = ll_classes_copy (classes);
  study->earlier = g_strdup (earlier);
  study->current = g_strdup (current);
  study->images = g_ptr_array_new_with_free_func ((GDestroyNotify) image_free);
  study->recent = g_array_new (FALSE, FALSE, sizeof (LlTrainPlace));
  study->samples = g_ptr_array_new ();

  return study;
}

void
lp_live_study_free (LpLiveStudy *study)
{
  if (!study)
    return;

  ll_network_free (study->begin.network);
  ll_network_free (study->seen);
  g_ptr_array_unref (study->samples);
  g_ptr_array_unref (study->images);
  g_array_unref (study->recent);
  ll_classes_free (study->classes);
  g_free (study->earlier);
  g_free (study->current);
  g_free (study);
}

LpLiveImage *
lp_live_study_find (const LpLiveStudy *study, gint32 id, guint *index)
{
  for (guint i = 0; i < study->images->len; i++)
    {
      LpLiveImage *image = g_ptr_array_index (study->images, i);

      if (index)
        *index = i;
      if (image->id == id)
        return image;
    }

  return NULL;
}

/* Pixels without a value get the mean of all others; returns whether all channels are equal. */
static gboolean
mend_pixels (LlImage *pixels)
{
  gsize n = (gsize) pixels->width * (gsize) pixels->height;
  gboolean grey;

  for (gint c = 0; c < pixels->channels; c++)
    {
      gfloat *plane = pixels->data + (gsize) c * n;
      gdouble sum = 0.0;
      gsize known = 0;

      for (gsize i = 0; i < n; i++)
        if (isfinite (plane[i]))
          {
            sum += plane[i];
            known++;
          }
      for (gsize i = 0; known < n && i < n; i++)
        if (!isfinite (plane[i]))
          plane[i] = known > 0 ? (gfloat) (sum / (gdouble) known) : 0.0f;
    }

  grey = memcmp (pixels->data, pixels->data + n, n * sizeof (gfloat)) == 0 &&
         memcmp (pixels->data, pixels->data + 2 * n, n * sizeof (gfloat)) == 0;

  return grey;
}

/* Gives the image the channels that the network takes. */
static void
set_channels (const LpLiveStudy *study, LpLiveImage *image)
{
  gint channels = ll_network_get_settings (study->begin.network)->channels;
  LlImage *colour = image->sample->image;
  const LlImage *images[1];

  if (channels == 1)
    {
      image->sample->image = ll_image_convert (colour, 1);
      image->sample->image->missing = g_steal_pointer (&colour->missing);
      ll_image_free (colour);
    }
  images[0] = image->sample->image;
  ll_normalisation_measure (&image->own, images, 1);
}

/* Gets an image ready for the network, unless it is too small for its patches. */
static void
fit_image (LpLiveStudy *study, LpLiveImage *image)
{
  const LlNetworkSettings *settings = ll_network_get_settings (study->begin.network);
  gint side = MIN (image->paint->width, image->paint->height);

  if (2 * (gint) (side * settings->scale) < settings->patch)
    g_ptr_array_remove (study->images, image);
  else
    set_channels (study, image);
}

void
lp_live_study_add (LpLiveStudy *study,
                   gint32 id,
                   const gchar *name,
                   LlImage *pixels,
                   guint8 *absent)
{
  LpLiveImage *image = g_new0 (LpLiveImage, 1);
  gsize n = (gsize) pixels->width * (gsize) pixels->height;

  image->id = id;
  image->grey = mend_pixels (pixels);
  if (absent)
    pixels->missing = g_memdup2 (absent, n);
  image->sample = ll_sample_new (name, pixels);
  /* No mask to draw more often. */
  image->sample->inferred = TRUE;
  for (gint task = 0; task < LL_N_TASKS; task++)
    image->sample->labels[task] =
      ll_labels_new (pixels->width, pixels->height, LL_LABEL_IGNORE);
  image->paint = lp_live_paint_new (pixels->width, pixels->height);
  image->paint->absent = absent;
  g_ptr_array_add (study->images, image);
  if (study->begin.network)
    fit_image (study, image);
}

void
lp_live_study_remove (LpLiveStudy *study, gint32 id)
{
  guint index;

  if (!lp_live_study_find (study, id, &index))
    return;

  g_ptr_array_remove_index (study->images, index);
  g_array_set_size (study->recent, 0);
}

gboolean
lp_live_study_begin (LpLiveStudy *study,
                     gint32 id,
                     LlProgressFunc progress,
                     gpointer data,
                     GError **error)
{
  const LpLiveImage *first = lp_live_study_find (study, id, NULL);

  if (study->begin.network)
    return TRUE;
  if (!first)
    first = g_ptr_array_index (study->images, 0);
  if (!lp_live_begin (study->earlier, study->current, study->classes,
                      first->sample->image, first->grey, &study->begin, progress, data,
                      error))
    return FALSE;

  for (guint i = study->images->len; i-- > 0;)
    fit_image (study, g_ptr_array_index (study->images, i));
  study->seen = ll_network_copy (study->begin.network);

  return TRUE;
}

gboolean
lp_live_study_has_begun (const LpLiveStudy *study)
{
  return study->begin.network != NULL;
}

LpLiveFrom
lp_live_study_get_from (const LpLiveStudy *study)
{
  return study->begin.from;
}

/* Remembers some places of a patch that have paint. */
static void
add_recent (LpLiveStudy *study, const LpLivePatch *patch)
{
  const LpLiveArea *area = &patch->area;
  guint n = (guint) area->width * (guint) area->height;
  guint step = MAX (1, n / 4096) | 1;
  guint found = 0;

  for (gint task = 0; task < LL_N_TASKS; task++)
    for (guint i = 0; patch->paint[task] && i < n; i += step)
      if (patch->paint[task][i] != LL_LABEL_IGNORE && found++ % 64 == 0)
        {
          LlTrainPlace place = { patch->image, area->x + (gint) i % area->width,
                                 area->y + (gint) i / area->width };

          g_array_append_val (study->recent, place);
        }
  if (study->recent->len > NEW_PLACES)
    g_array_remove_range (study->recent, 0, study->recent->len - NEW_PLACES);
}

gboolean
lp_live_study_paint (LpLiveStudy *study, const LpLivePatch *patch)
{
  LpLiveImage *image = lp_live_study_find (study, patch->image, NULL);

  if (!image || !lp_live_paint_add (image->paint, patch))
    return FALSE;

  image->stale = TRUE;
  add_recent (study, patch);

  return TRUE;
}

gboolean
lp_live_study_set_coverage (LpLiveStudy *study,
                            gint32 id,
                            const LlCoverage coverage[LL_N_TASKS])
{
  LpLiveImage *image = lp_live_study_find (study, id, NULL);

  if (!image ||
      memcmp (image->paint->coverage, coverage, sizeof (image->paint->coverage)) == 0)
    return FALSE;

  memcpy (image->paint->coverage, coverage, sizeof (image->paint->coverage));
  image->stale = TRUE;

  return TRUE;
}

static void
fill_labels (LpLiveImage *image)
{
  gint64 start = g_get_monotonic_time ();

  image->sparse = lp_live_paint_fill (image->paint, image->sample);
  image->stale = FALSE;
  image->filled = g_get_monotonic_time ();
  image->duration = image->filled - start;
}

static gboolean
is_complete (const LpLivePaint *paint)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (paint->painted[task] > 0 && paint->coverage[task] == LL_COVERAGE_COMPLETE)
      return TRUE;

  return FALSE;
}

static void
choose_places (LpLiveStudy *study)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (LlTrainPlace));
  gboolean complete = FALSE;
  guint n;

  for (guint i = 0; i < study->images->len; i++)
    {
      const LpLiveImage *image = g_ptr_array_index (study->images, i);

      lp_live_paint_add_places (image->paint, (gint) i, PLACES / study->images->len,
                                places);
      complete = complete || (!image->sparse && is_complete (image->paint));
    }

  n = places->len / NEW_SHARE;
  for (guint i = 0; study->recent->len > 0 && i < n; i++)
    {
      LlTrainPlace place =
        g_array_index (study->recent, LlTrainPlace, i % study->recent->len);
      guint index;

      if (!lp_live_study_find (study, place.sample, &index))
        continue;
      place.sample = (gint) index;
      g_array_append_val (places, place);
    }
  ll_trainer_set_places (study->trainer, places, complete ? COMPLETE_SHARE : 1.0);
}

void
lp_live_study_update (LpLiveStudy *study)
{
  gboolean any = FALSE;

  for (guint i = 0; i < study->images->len; i++)
    {
      LpLiveImage *image = g_ptr_array_index (study->images, i);

      if (!image->stale || (gdouble) (g_get_monotonic_time () - image->filled) <
                             (gdouble) image->duration / FILL_SHARE)
        continue;
      fill_labels (image);
      any = TRUE;
      if (study->trainer)
        ll_trainer_relabel (study->trainer, i);
    }
  if (any && study->trainer)
    choose_places (study);
}

gboolean
lp_live_study_is_painted (const LpLiveStudy *study)
{
  for (guint i = 0; i < study->images->len; i++)
    if (lp_live_paint_is_painted (
          ((const LpLiveImage *) g_ptr_array_index (study->images, i))->paint))
      return TRUE;

  return FALSE;
}

gboolean
lp_live_study_is_sparse (const LpLiveStudy *study)
{
  for (guint i = 0; i < study->images->len; i++)
    if (((const LpLiveImage *) g_ptr_array_index (study->images, i))->sparse)
      return TRUE;

  return FALSE;
}

guint
lp_live_study_get_n (const LpLiveStudy *study)
{
  return study->images->len;
}

gboolean
lp_live_study_get_size (const LpLiveStudy *study, gint32 id, gint *width, gint *height)
{
  const LpLiveImage *image = lp_live_study_find (study, id, NULL);

  if (!image)
    return FALSE;

  *width = image->paint->width;
  *height = image->paint->height;

  return TRUE;
}

static void
list_samples (LpLiveStudy *study)
{
  g_ptr_array_set_size (study->samples, 0);
  for (guint i = 0; i < study->images->len; i++)
    {
      LpLiveImage *image = g_ptr_array_index (study->images, i);

      fill_labels (image);
      g_ptr_array_add (study->samples, image->sample);
    }
}

gboolean
lp_live_study_train (LpLiveStudy *study, LlTrainFunc func, gpointer data, GError **error)
{
  LlTrainSettings settings;
  LlTrainSummary summary;
  gboolean done;

  ll_train_settings_init (&settings);
  settings.iterations = G_MAXINT;
  settings.learning_rate = LEARNING_RATE;
  settings.schedule = LL_SCHEDULE_CONSTANT;
  settings.averaging = AVERAGING;
  settings.masked_share = 0.0;
  settings.validation_share = 0.0;
  settings.seed = ++study->seed;
  settings.background = TRUE;
  settings.growing = TRUE;

  list_samples (study);
  study->trainer = ll_trainer_new (study->samples, ll_network_copy (study->begin.network),
                                   &settings, error);
  if (!study->trainer)
    return FALSE;

  choose_places (study);
  done = ll_trainer_run (study->trainer, NULL, func, data, NULL, error);
  if (done)
    {
      summary = *ll_network_get_summary (ll_trainer_get_network (study->trainer));
      summary.diameter = study->begin.diameter;
      ll_network_free (study->begin.network);
      study->begin.network = ll_network_copy (ll_trainer_get_network (study->trainer));
      ll_network_set_summary (study->begin.network, &summary);
    }
  g_clear_pointer (&study->trainer, ll_trainer_free);

  return done;
}
