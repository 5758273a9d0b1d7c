/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Predicts one row of patches at a time.
 *
 * The weighted probabilities of a row of patches are summed in a band that is as high as
 * a patch.  The next row starts half a patch lower, so the upper half of the band is
 * final: it is divided by the sum of weights and written, and the lower half moves up.
 */

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/progress.h"
#include "core/workers.h"
#include "data/blend.h"
#include "data/mirror.h"
#include "lazylabels/error.h"
#include "lazylabels/memory.h"
#include "lazylabels/predictor.h"
#include "net/executor.h"
#include "ops/cross_entropy.h"
#include "predict/rescale.h"

/* Pixels that tell what the values of an image are like. */
#define SAMPLE_PIXELS 1000000

typedef struct
{
  const LlNetwork *network;
  LlNormalisation normalisation; /* of this image */
  gint width;
  gint height;
  gint patch;
  gint batch;
  gint views;
  gint n_planes;
  LlReadRowsFunc read;
  LlWriteRowsFunc write;
  LlProgressFunc progress;
  gpointer data;

  LlWorkers *workers;   /* of the predictor */
  LlExecutor *executor; /* of the predictor */
  gfloat *window;       /* [patch]                                                */
  gfloat *total_x;      /* [width] sum of the weights along a row                 */
  gfloat *total_y;      /* [height] sum of the weights along a column             */
  gfloat *band;         /* [planes][patch][width] weighted sums                   */
  gfloat *pixels;       /* [channels][rows][width] for the current row of patches */
  gint first_row;       /* the image row where @pixels starts                     */
  gint n_rows;

  /* The current batch of patches. */
  gint first_patch; /* its index in the row of patches */
  gint n_patches;
  gint row;  /* the image row where the patches start */
  gint view; /* how the network sees them: 0 .. views - 1 */
} Prediction;

struct _LlPredictor
{
  const LlNetwork *network;
  LlWorkers *workers;
  LlExecutor *executor; /* of the last image, for the next one like it; or NULL */
  gint batch;           /* of the executor */
  gint patch;
};

/* Where the network sees pixel (i, j) of a patch: at base + i * per_row + j * per_column. */
typedef struct
{
  gssize base;
  gssize per_row;
  gssize per_column;
} Turn;

void
ll_predict_settings_init (LlPredictSettings *settings)
{
  *settings = (LlPredictSettings){ .patch = 0, .batch = 4, .threads = 0, .views = 1 };
}

/* Reads the rows of the image that a row of patches covers, including mirrored ones. */
static gboolean
read_rows (Prediction *self, GError **error)
{
  gint channels = ll_network_get_settings (self->network)->channels;
  gint low = self->height;
  gint high = 0;

  for (gint i = 0; i < self->patch; i++)
    {
      gint y = ll_mirror (self->row + i, self->height);

      low = MIN (low, y);
      high = MAX (high, y + 1);
    }

  self->first_row = low;
  self->n_rows = high - low;
  g_free (self->pixels);
  self->pixels =
    g_new (gfloat, (gsize) channels * (gsize) self->n_rows * (gsize) self->width);
  return self->read (low, self->n_rows, self->pixels, self->data, error);
}

/* Bit 0 mirrors the columns that the network sees, bit 1 its rows, bit 2 swaps them before. */
static Turn
get_turn (const Prediction *self)
{
  gssize patch = self->patch;
  Turn turn = { 0, patch, 1 };

  if (self->view & 4)
    turn = (Turn){ 0, 1, patch };
  /* Columns are what is one number apart. */
  if (self->view & 1)
    {
      turn.base += patch - 1;
      turn.per_row = turn.per_row == 1 ? -1 : turn.per_row;
      turn.per_column = turn.per_column == 1 ? -1 : turn.per_column;
    }
  if (self->view & 2)
    {
      turn.base += patch * (patch - 1);
      turn.per_row = turn.per_row == patch ? -patch : turn.per_row;
      turn.per_column = turn.per_column == patch ? -patch : turn.per_column;
    }
  return turn;
}

static void
fill_task (gint index, gint worker, gpointer data)
{
  Prediction *self = data;
  LlTensor input = ll_executor_get_input (self->executor);
  gint column = ll_blend_start (self->first_patch + index, self->patch);
  const LlNormalisation *normalisation = &self->normalisation;
  Turn turn = get_turn (self);

  for (gint c = 0; c < input.channels; c++)
    {
      gfloat *plane = ll_tensor_plane (&input, c, index) + turn.base;
      gfloat mean = normalisation->mean[c];
      gfloat deviation = normalisation->deviation[c];
      gfloat least, most;

      ll_normalisation_get_limits (normalisation, c, &least, &most);

      for (gint i = 0; i < self->patch; i++)
        {
          gint y = ll_mirror (self->row + i, self->height) - self->first_row;
          const gfloat *row =
            self->pixels +
            ((gsize) c * (gsize) self->n_rows + (gsize) y) * (gsize) self->width;

          gfloat *out = plane + i * turn.per_row;

          for (gint j = 0; j < self->patch; j++)
            {
              gfloat value = row[ll_mirror (column + j, self->width)];

              /* What is not a number fails both comparisons, and counts as the mean. */
              if (!(value >= least && value <= most))
                value = value < least ? least : value > most ? most : mean;
              *out = (value - mean) / deviation;
              out += turn.per_column;
            }
        }
    }
}

/* Adds plane @plane of all patches in the batch.  Patches of a row overlap, so each
 * worker adds whole planes.
 */
static void
add_task (gint plane, gint worker, gpointer data)
{
  Prediction *self = data;
  gsize width = (gsize) self->width;
  gfloat *band = self->band + (gsize) plane * (gsize) self->patch * width;
  LlTask task = LL_TASK_SEGMENTATION;
  Turn turn = get_turn (self);
  gint first;
  LlTensor logits;

  while ((first = ll_network_get_first_plane (self->network, task)) > plane)
    task--;
  logits = ll_executor_get_logits (self->executor, task);

  for (gint index = 0; index < self->n_patches; index++)
    {
      const gfloat *seen = ll_tensor_plane (&logits, plane - first, index) + turn.base;
      gint column = ll_blend_start (self->first_patch + index, self->patch);
      gint begin = MAX (0, -column);
      gint end = MIN (self->patch, self->width - column);

      for (gint i = 0; i < self->patch; i++)
        {
          gfloat *to = band + (gsize) i * width + column;
          const gfloat *from = seen + i * turn.per_row;
          gfloat weight = self->window[i] / (gfloat) self->views;

          if (turn.per_column == 1)
            for (gint j = begin; j < end; j++)
              to[j] += weight * self->window[j] * from[j];
          else
            for (gint j = begin; j < end; j++)
              to[j] += weight * self->window[j] * from[j * turn.per_column];
        }
    }
}

static void
predict_view (Prediction *self)
{
  ll_workers_run (self->workers, self->n_patches, fill_task, self);
  ll_executor_forward (self->executor, 0.0f);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      LlTensor logits = ll_executor_get_logits (self->executor, task);

      if (logits.data)
        ll_softmax (self->workers, &logits, &logits);
    }
  ll_workers_run (self->workers, self->n_planes, add_task, self);
}

static void
predict_patches (Prediction *self)
{
  for (self->view = 0; self->view < self->views; self->view++)
    predict_view (self);
}

/* Divides the first @rows rows of the band by their weights, writes those that lie in the
 * image, and moves the others up.
 */
static gboolean
write_rows (Prediction *self, gint rows, GError **error)
{
  gsize width = (gsize) self->width;
  gint begin = MAX (0, -self->row);
  gint end = MIN (rows, self->height - self->row);
  g_autofree gfloat *out = NULL;

  if (begin < end)
    {
      gfloat *to;

      out = to = g_new (gfloat, (gsize) self->n_planes * (gsize) (end - begin) * width);
      for (gint plane = 0; plane < self->n_planes; plane++)
        for (gint i = begin; i < end; i++)
          {
            const gfloat *from =
              self->band + ((gsize) plane * (gsize) self->patch + (gsize) i) * width;
            gfloat total_y = self->total_y[self->row + i];

            for (gint x = 0; x < self->width; x++)
              *to++ = from[x] / (total_y * self->total_x[x]);
          }
      if (!self->write (self->row + begin, end - begin, out, self->data, error))
        return FALSE;
    }

  for (gint plane = 0; plane < self->n_planes; plane++)
    {
      gfloat *band = self->band + (gsize) plane * (gsize) self->patch * width;
      gsize kept = (gsize) (self->patch - rows) * width;

      memmove (band, band + (gsize) rows * width, kept * sizeof (gfloat));
      memset (band + kept, 0, (gsize) rows * width * sizeof (gfloat));
    }
  return TRUE;
}

static gboolean
predict_rows (Prediction *self, GError **error)
{
  gint rows = ll_blend_count (self->height, self->patch);
  gint columns = ll_blend_count (self->width, self->patch);

  for (gint k = 0; k < rows; k++)
    {
      self->row = ll_blend_start (k, self->patch);
      if (!read_rows (self, error))
        return FALSE;

      for (gint column = 0; column < columns; column += self->batch)
        {
          self->first_patch = column;
          self->n_patches = MIN (self->batch, columns - column);
          predict_patches (self);
          if (!ll_progress_report (self->progress, self->data,
                                   (gdouble) (k * columns + column + self->n_patches) /
                                     (rows * columns),
                                   _ ("The prediction was cancelled."), error))
            return FALSE;
        }

      if (!write_rows (self, k == rows - 1 ? self->patch : self->patch / 2, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_request (const LlNetwork *network,
               gint width,
               gint height,
               const LlPredictSettings *settings,
               GError **error)
{
  LlNetworkSettings with_patch = *ll_network_get_settings (network);

  if (settings->patch > 0)
    with_patch.patch = settings->patch;
  if (settings->scale > 0.0)
    with_patch.scale = settings->scale;
  if (!ll_network_settings_check (
        &with_patch, ll_classes_get_n (ll_network_get_classes (network)), error))
    return FALSE;

  if (width < 1 || height < 1 || width > LL_MAX_SIDE || height > LL_MAX_SIDE)
    {
      g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_SETTINGS,
                   _ ("An image of %d x %d pixels can't be predicted: sides must lie "
                      "between 1 and %d."),
                   width, height, LL_MAX_SIDE);
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
  gsize band;
  gboolean success;

  self->patch = settings->patch > 0 ? settings->patch
                                    : ll_network_get_settings (self->network)->patch;
  self->batch = CLAMP (settings->batch, 1, ll_blend_count (self->width, self->patch));
  self->views = settings->views >= 8   ? 8
                : settings->views >= 4 ? 4
                : settings->views >= 2 ? 2
                                       : 1;
  self->workers = predictor->workers;
  self->executor = get_executor (predictor, self->batch, self->patch);

  self->window = g_new (gfloat, self->patch);
  self->total_x = g_new (gfloat, self->width);
  self->total_y = g_new (gfloat, self->height);
  ll_blend_window (self->patch, self->window);
  ll_blend_total (self->width, self->patch, self->window, self->total_x);
  ll_blend_total (self->height, self->patch, self->window, self->total_y);

  band = (gsize) self->n_planes * (gsize) self->patch * (gsize) self->width;
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
    .network = network,
    .width = width,
    .height = height,
    .read = read,
    .write = write,
    .progress = progress,
    .data = data,
    .n_planes = ll_network_get_n_planes (network),
  };

  if (!check_request (network, width, height, settings, error) ||
      !ll_predict_check_memory (shape, ll_network_get_classes (network), width, settings,
                                error) ||
      !find_normalisation (network, width, height, settings, read, data,
                           &self.normalisation, error))
    return FALSE;

  if (scale != 1.0)
    {
      ll_rescale_init (&rescale, width, height, scale, shape->channels, self.n_planes);
      rescale.read = read;
      rescale.write = write;
      rescale.progress = progress;
      rescale.data = data;
      self.width = rescale.to_x.to;
      self.height = rescale.to_y.to;
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
