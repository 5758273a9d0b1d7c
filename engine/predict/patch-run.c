/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "predict/patch-run.h"

#include <glib/gi18n-lib.h>

#include "data/blend.h"
#include "data/mirror.h"
#include "lazylabels/error.h"
#include "ops/cross_entropy.h"
#include "predict/stride.h"

gboolean
ll_patch_run_check (const LlNetwork *network,
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

gint
ll_patch_run_views (gint views)
{
  return views >= 8 ? 8 : views >= 4 ? 4 : views >= 2 ? 2 : 1;
}

void
ll_patch_run_set (LlPatchRun *run, const LlPredictSettings *settings)
{
  run->patch =
    settings->patch > 0 ? settings->patch : ll_network_get_settings (run->network)->patch;
  run->stride = ll_predict_get_stride (settings, run->patch);
  run->batch = CLAMP (settings->batch, 1, ll_blend_count (run->width, run->stride));
  run->views = ll_patch_run_views (settings->views);
  run->n_planes = ll_network_get_n_planes (run->network);
}

void
ll_patch_run_init (LlPatchRun *run, const LlPredictSettings *settings)
{
  ll_patch_run_set (run, settings);
  run->workers = ll_workers_new (settings->threads);
  run->executor =
    ll_executor_new (run->network, run->workers, run->batch, run->patch, run->patch);
}

void
ll_patch_run_clear (LlPatchRun *run)
{
  g_clear_pointer (&run->executor, ll_executor_free);
  g_clear_pointer (&run->workers, ll_workers_free);
}

/* Bit 0 mirrors the columns that the network sees, bit 1 its rows, bit 2 swaps them before. */
LlTurn
ll_patch_run_get_turn (const LlPatchRun *run)
{
  gssize patch = run->patch;
  LlTurn turn = { 0, patch, 1 };

  if (run->view & 4)
    turn = (LlTurn){ 0, 1, patch };
  /* Columns are what is one number apart. */
  if (run->view & 1)
    {
      turn.base += patch - 1;
      turn.per_row = turn.per_row == 1 ? -1 : turn.per_row;
      turn.per_column = turn.per_column == 1 ? -1 : turn.per_column;
    }
  if (run->view & 2)
    {
      turn.base += patch * (patch - 1);
      turn.per_row = turn.per_row == patch ? -patch : turn.per_row;
      turn.per_column = turn.per_column == patch ? -patch : turn.per_column;
    }
  return turn;
}

const gfloat *
ll_patch_run_get_plane (const LlPatchRun *run, gint plane, gint index)
{
  LlTask task = LL_TASK_SEGMENTATION;
  LlTensor logits;
  gint first;

  while ((first = ll_network_get_first_plane (run->network, task)) > plane)
    task--;
  logits = ll_executor_get_logits (run->executor, task);
  return ll_tensor_plane (&logits, plane - first, index);
}

static void
fill_task (gint index, gint worker, gpointer data)
{
  LlPatchRun *run = data;
  LlTensor input = ll_executor_get_input (run->executor);
  gint column = ll_blend_start (run->first_patch + index, run->patch, run->stride);
  const LlNormalisation *normalisation = &run->normalisation;
  LlTurn turn = ll_patch_run_get_turn (run);

  for (gint c = 0; c < input.channels; c++)
    {
      gfloat *plane = ll_tensor_plane (&input, c, index) + turn.base;
      gfloat mean = normalisation->mean[c];
      gfloat deviation = normalisation->deviation[c];
      gfloat least, most;

      ll_normalisation_get_limits (normalisation, c, &least, &most);

      for (gint i = 0; i < run->patch; i++)
        {
          gint y = ll_mirror (run->row + i, run->height) - run->first_row;
          const gfloat *row =
            run->pixels +
            ((gsize) c * (gsize) run->n_rows + (gsize) y) * (gsize) run->n_columns;

          gfloat *out = plane + i * turn.per_row;

          for (gint j = 0; j < run->patch; j++)
            {
              gfloat value = row[ll_mirror (column + j, run->width) - run->first_column];

              /* What is not a number fails both comparisons, and counts as the mean. */
              if (!(value >= least && value <= most))
                value = value < least ? least : value > most ? most : mean;
              *out = (value - mean) / deviation;
              out += turn.per_column;
            }
        }
    }
}

void
ll_patch_run_predict (LlPatchRun *run, LlTaskFunc add, gpointer data)
{
  for (run->view = 0; run->view < run->views; run->view++)
    {
      ll_workers_run (run->workers, run->n_patches, fill_task, run);
      ll_executor_forward (run->executor, 0.0f);
      for (LlTask task = 0; task < LL_N_TASKS; task++)
        {
          LlTensor logits = ll_executor_get_logits (run->executor, task);

          if (logits.data)
            ll_softmax (run->workers, &logits, &logits);
        }
      ll_workers_run (run->workers, run->n_planes, add, data);
    }
}
