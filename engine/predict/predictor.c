/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Predicts one row of patches at a time.
 *
 * The weighted probabilities of a row of patches are summed in a band that is as high as
 * a patch.  The next row starts a stride lower, half a patch as a rule, so the part of the
 * band above it is final: it is divided by the sum of weights and written, and the rest
 * moves up.
 */

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/progress.h"
#include "data/blend.h"
#include "data/mirror.h"
#include "lazylabels/memory.h"
#include "lazylabels/predictor.h"
#include "predict/patch-run.h"
#include "predict/rescale.h"

/* Pixels that tell what the values of an image are like. */
#define SAMPLE_PIXELS 1000000

typedef struct
{
  LlPatchRun run;
  LlReadRowsFunc read;
  LlWriteRowsFunc write;
  LlProgressFunc progress;
  gpointer data;

  gfloat *window;  /* [patch]                                                */
  gfloat *total_x; /* [width] sum of the weights along a row                 */
  gfloat *total_y; /* [height] sum of the weights along a column             */
  gfloat *band;    /* [planes][patch][width] weighted sums                   */
  gfloat *pixels;  /* [channels][rows][width] for the current row of patches */
} Prediction;

struct _LlPredictor
{
  const LlNetwork *network;
  LlWorkers *workers;
  LlExecutor *executor; /* of the last image, for the next one like it; or NULL */
  gint batch;           /* of the executor */
  gint patch;
};

void
ll_predict_settings_init (LlPredictSettings *settings)
{
  *settings = (LlPredictSettings){ .patch = 0, .batch = 4, .threads = 0, .views = 1 };
}

/* Reads the rows of the image that a row of patches covers, including mirrored ones. */
static gboolean
read_rows (Prediction *self, GError **error)
{
  LlPatchRun *run = &self->run;
  gint channels = ll_network_get_settings (run->network)->channels;
  gint low = run->height;
  gint high = 0;

  for (gint i = 0; i < run->patch; i++)
    {
      gint y = ll_mirror (run->row + i, run->height);

      low = MIN (low, y);
      high = MAX (high, y + 1);
    }

  run->first_row = low;
  run->n_rows = high - low;
  g_free (self->pixels);
  self->pixels =
    g_new (gfloat, (gsize) channels * (gsize) run->n_rows * (gsize) run->width);
  run->pixels = self->pixels;
  return self->read (low, run->n_rows, self->pixels, self->data, error);
}

/* Adds plane @plane of all patches in the batch.  Patches of a row overlap, so each
 * worker adds whole planes.
 */
static void
add_task (gint plane, gint worker, gpointer data)
{
  Prediction *self = data;
  const LlPatchRun *run = &self->run;
  gsize width = (gsize) run->width;
  gfloat *band = self->band + (gsize) plane * (gsize) run->patch * width;
  LlTurn turn = ll_patch_run_get_turn (run);

  for (gint index = 0; index < run->n_patches; index++)
    {
      const gfloat *seen = ll_patch_run_get_plane (run, plane, index) + turn.base;
      gint column = ll_blend_start (run->first_patch + index, run->patch, run->stride);
      gint begin = MAX (0, -column);
      gint end = MIN (run->patch, run->width - column);

      for (gint i = 0; i < run->patch; i++)
        {
          gfloat *to = band + (gsize) i * width + column;
          const gfloat *from = seen + i * turn.per_row;
          gfloat weight = self->window[i] / (gfloat) run->views;

          if (turn.per_column == 1)
            for (gint j = begin; j < end; j++)
              to[j] += weight * self->window[j] * from[j];
          else
            for (gint j = begin; j < end; j++)
              to[j] += weight * self->window[j] * from[j * turn.per_column];
        }
    }
}

/* Divides the first @rows rows of the band by their weights, writes those that lie in the
 * image, and moves the others up.
 */
static gboolean
write_rows (Prediction *self, gint rows, GError **error)
{
  const LlPatchRun *run = &self->run;
  gsize width = (gsize) run->width;
  gint begin = MAX (0, -run->row);
  gint end = MIN (rows, run->height - run->row);
  g_autofree gfloat *out = NULL;

  if (begin < end)
    {
      gfloat *to;

      out = to = g_new (gfloat, (gsize) run->n_planes * (gsize) (end - begin) * width);
      for (gint plane = 0; plane < run->n_planes; plane++)
        for (gint i = begin; i < end; i++)
          {
            const gfloat *from =
              self->band + ((gsize) plane * (gsize) run->patch + (gsize) i) * width;
            gfloat total_y = self->total_y[run->row + i];

            for (gint x = 0; x < run->width; x++)
              *to++ = from[x] / (total_y * self->total_x[x]);
          }
      if (!self->write (run->row + begin, end - begin, out, self->data, error))
        return FALSE;
    }

  for (gint plane = 0; plane < run->n_planes; plane++)
    {
      gfloat *band = self->band + (gsize) plane * (gsize) run->patch * width;
      gsize kept = (gsize) (run->patch - rows) * width;

      memmove (band, band + (gsize) rows * width, kept * sizeof (gfloat));
      memset (band + kept, 0, (gsize) rows * width * sizeof (gfloat));
    }
  return TRUE;
}

static gboolean
predict_rows (Prediction *self, GError **error)
{
  LlPatchRun *run = &self->run;
  gint rows = ll_blend_count (run->height, run->stride);
  gint columns = ll_blend_count (run->width, run->stride);

  for (gint k = 0; k < rows; k++)
    {
      run->row = ll_blend_start (k, run->patch, run->stride);
      if (!read_rows (self, error))
        return FALSE;

      for (gint column = 0; column < columns; column += run->batch)
        {
          run->first_patch = column;
          run->n_patches = MIN (run->batch, columns - column);
          ll_patch_run_predict (run, add_task, self);
          if (!ll_progress_report (self->progress, self->data,
                                   (gdouble) (k * columns + column + run->n_patches) /
                                     (rows * columns),
                                   _ ("The prediction was cancelled."), error))
            return FALSE;
        }

      if (!write_rows (self, k == rows - 1 ? run->patch : run->stride, error))
        return FALSE;
    }
  return TRUE;
}

/* Measures the image by every n-th pixel of every n-th row. */
static gboolean
measure_values (const LlNetwork *network,
                gint width,
                gint height,
                LlReadRowsFunc read,
                gpointer data,
                LlNormalisation *own,
                GError **error)
{
  gint channels = ll_network_get_settings (network)->channels;
  gint step =
    MAX (1, (gint) ceil (sqrt ((gdouble) width * (gdouble) height / SAMPLE_PIXELS)));
  gint columns = (width - 1) / step + 1;
  gint rows = (height - 1) / step + 1;
  g_autofree gfloat *row = g_new (gfloat, (gsize) channels * (gsize) width);
  g_autoptr (LlImage) sample = ll_image_new (columns, rows, channels);
  const LlImage *images[1] = { sample };

  for (gint y = 0; y < rows; y++)
    {
      if (!read (y * step, 1, row, data, error))
        return FALSE;
      for (gint c = 0; c < channels; c++)
        for (gint x = 0; x < columns; x++)
          sample
            ->data[((gsize) c * (gsize) rows + (gsize) y) * (gsize) columns + (gsize) x] =
            row[(gsize) c * (gsize) width + (gsize) (x * step)];
    }
  ll_normalisation_measure (own, images, 1);
  return TRUE;
}

/* Finds how the values of this image are normalised. */
static gboolean
find_normalisation (const LlNetwork *network,
                    gint width,
                    gint height,
                    const LlPredictSettings *settings,
                    LlReadRowsFunc read,
                    gpointer data,
                    LlNormalisation *normalisation,
                    GError **error)
{
  const LlNormalisation *learned = ll_network_get_normalisation (network);
  LlNormalisation own = *learned;

  if (learned->each && settings->own)
    own = *settings->own;
  else if (learned->each &&
           !measure_values (network, width, height, read, data, &own, error))
    return FALSE;

  ll_normalisation_adapt (learned, &own, normalisation);
  return TRUE;
}

/* Makes an executor, unless that of the last image does. */
static LlExecutor *
get_executor (LlPredictor *predictor, gint batch, gint patch)
{
  if (!predictor->executor || predictor->batch != batch || predictor->patch != patch)
    {
      g_clear_pointer (&predictor->executor, ll_executor_free);
      predictor->executor =
        ll_executor_new (predictor->network, predictor->workers, batch, patch, patch);
      predictor->batch = batch;
      predictor->patch = patch;
    }
  return predictor->executor;
}

/* Predicts the rows that self->read gives, which are what the network sees. */
static gboolean
predict (Prediction *self,
         LlPredictor *predictor,
         const LlPredictSettings *settings,
         GError **error)
{
  LlPatchRun *run = &self->run;
  gsize band;
  gboolean success;

  ll_patch_run_set (run, settings);
  run->workers = predictor->workers;
  run->executor = get_executor (predictor, run->batch, run->patch);
  run->first_column = 0;
  run->n_columns = run->width;

  self->window = g_new (gfloat, run->patch);
  self->total_x = g_new (gfloat, run->width);
  self->total_y = g_new (gfloat, run->height);
  ll_blend_window (run->patch, self->window);
  ll_blend_total (run->width, run->patch, run->stride, self->window, self->total_x);
  ll_blend_total (run->height, run->patch, run->stride, self->window, self->total_y);

  band = (gsize) run->n_planes * (gsize) run->patch * (gsize) run->width;
  self->band = g_new0 (gfloat, band);

  success = predict_rows (self, error);

  g_free (self->window);
  g_free (self->total_x);
  g_free (self->total_y);
  g_free (self->band);
  g_free (self->pixels);
  return success;
}

LlPredictor *
ll_predictor_new (const LlNetwork *network, gint threads)
{
  LlPredictor *predictor = g_new0 (LlPredictor, 1);

  predictor->network = network;
  predictor->workers = ll_workers_new (threads);
  return predictor;
}

void
ll_predictor_free (LlPredictor *predictor)
{
  if (!predictor)
    return;

  g_clear_pointer (&predictor->executor, ll_executor_free);
  ll_workers_free (predictor->workers);
  g_free (predictor);
}

gboolean
ll_predictor_run (LlPredictor *predictor,
                  gint width,
                  gint height,
                  const LlPredictSettings *settings,
                  LlReadRowsFunc read,
                  LlWriteRowsFunc write,
                  LlProgressFunc progress,
                  gpointer data,
                  GError **error)
{
  const LlNetwork *network = predictor->network;
  const LlNetworkSettings *shape = ll_network_get_settings (network);
  gdouble scale = settings->scale > 0.0 ? settings->scale : shape->scale;
  g_auto (LlRescale) rescale = { 0 };
  Prediction self = {
    .run = { .network = network, .width = width, .height = height },
    .read = read,
    .write = write,
    .progress = progress,
    .data = data,
  };

  if (!ll_patch_run_check (network, width, height, settings, error) ||
      !ll_predict_check_memory (shape, ll_network_get_classes (network), width, settings,
                                error) ||
      !find_normalisation (network, width, height, settings, read, data,
                           &self.run.normalisation, error))
    return FALSE;

  if (scale != 1.0)
    {
      ll_rescale_init (&rescale, width, height, scale, shape->channels,
                       ll_network_get_n_planes (network));
      rescale.read = read;
      rescale.write = write;
      rescale.progress = progress;
      rescale.data = data;
      self.run.width = rescale.to_x.to;
      self.run.height = rescale.to_y.to;
      self.read = ll_rescale_read;
      self.write = ll_rescale_write;
      self.progress = ll_rescale_progress;
      self.data = &rescale;
    }
  return predict (&self, predictor, settings, error);
}

gboolean
ll_predict (const LlNetwork *network,
            gint width,
            gint height,
            const LlPredictSettings *settings,
            LlReadRowsFunc read,
            LlWriteRowsFunc write,
            LlProgressFunc progress,
            gpointer data,
            GError **error)
{
  g_autoptr (LlPredictor) predictor = ll_predictor_new (network, settings->threads);

  return ll_predictor_run (predictor, width, height, settings, read, write, progress,
                           data, error);
}
