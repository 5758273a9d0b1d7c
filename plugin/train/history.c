/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The last point is open until it covers as many iterations as every other point. */

#include "train/history.h"

#include <math.h>

struct _LpHistory
{
  GArray *points; /* element-type LpHistoryPoint  */
  GArray *scores; /* element-type LpHistoryScore  */
  guint stride;   /* iterations per point         */
  guint n_open;   /* iterations in the last point */
};

LpHistory *
lp_history_new (void)
{
  LpHistory *history = g_new0 (LpHistory, 1);

  history->points = g_array_new (FALSE, FALSE, sizeof (LpHistoryPoint));
  history->scores = g_array_new (FALSE, FALSE, sizeof (LpHistoryScore));
  history->stride = 1;

  return history;
}

void
lp_history_free (LpHistory *history)
{
  if (!history)
    return;

  g_array_unref (history->points);
  g_array_unref (history->scores);
  g_free (history);
}

/* Includes @value in @mean, the mean of @n values.  NAN counts for nothing. */
static void
move_mean (gdouble *mean, gdouble value, guint n)
{
  if (isnan (*mean))
    *mean = value;
  else if (!isnan (value))
    *mean += (value - *mean) / (n + 1);
}

static void
join_pairs (LpHistory *history)
{
  LpHistoryPoint *points = (LpHistoryPoint *) history->points->data;
  guint n = history->points->len / 2;

  for (guint i = 0; i < n; i++)
    {
      LpHistoryPoint *to = &points[i];
      LpHistoryPoint first = points[2 * i];
      const LpHistoryPoint *second = &points[2 * i + 1];

      move_mean (&first.iteration, second->iteration, 1);
      for (gint task = 0; task < LL_N_TASKS; task++)
        move_mean (&first.loss[task], second->loss[task], 1);
      *to = first;
    }

  g_array_set_size (history->points, n);
  history->stride *= 2;
  history->n_open = history->stride;
}

static void
add_score (LpHistory *history, const LlTrainProgress *progress)
{
  guint n = history->scores->len;
  LpHistoryScore score = { progress->iteration, progress->dice };

  if (!isfinite (progress->dice) ||
      (n > 0 &&
       g_array_index (history->scores, LpHistoryScore, n - 1).dice == progress->dice))
    return;

  /* Validations can't be averaged, so every second one is dropped. */
  if (n >= LP_HISTORY_CAPACITY)
    {
      for (guint i = 0; i < n / 2; i++)
        g_array_index (history->scores, LpHistoryScore, i) =
          g_array_index (history->scores, LpHistoryScore, 2 * i + 1);
      g_array_set_size (history->scores, n / 2);
    }
  g_array_append_val (history->scores, score);
}

/* Forgets what comes after @iteration, when the training has gone back to it. */
static void
drop_later (LpHistory *history, gint iteration)
{
  guint n = history->points->len;

  while (n > 0 &&
         g_array_index (history->points, LpHistoryPoint, n - 1).iteration >= iteration)
    n--;
  if (n < history->points->len)
    {
      g_array_set_size (history->points, n);
      history->n_open = history->stride;
    }

  n = history->scores->len;
  while (n > 0 &&
         g_array_index (history->scores, LpHistoryScore, n - 1).iteration > iteration)
    n--;
  g_array_set_size (history->scores, n);
}

void
lp_history_add (LpHistory *history, const LlTrainProgress *progress)
{
  LpHistoryPoint *last;

  drop_later (history, progress->iteration);
  add_score (history, progress);

  if (history->points->len > 0 && history->n_open < history->stride)
    {
      guint n = history->n_open++;

      last = &g_array_index (history->points, LpHistoryPoint, history->points->len - 1);
      move_mean (&last->iteration, progress->iteration, n);
      for (gint task = 0; task < LL_N_TASKS; task++)
        move_mean (&last->loss[task], progress->task_loss[task], n);
      return;
    }

  if (history->points->len >= LP_HISTORY_CAPACITY)
    join_pairs (history);

  g_array_set_size (history->points, history->points->len + 1);
  last = &g_array_index (history->points, LpHistoryPoint, history->points->len - 1);
  last->iteration = progress->iteration;
  for (gint task = 0; task < LL_N_TASKS; task++)
    last->loss[task] = progress->task_loss[task];
  history->n_open = 1;
}

const LpHistoryPoint *
lp_history_get_points (const LpHistory *history, guint *n)
{
  *n = history->points->len;

  return (const LpHistoryPoint *) history->points->data;
}

const LpHistoryScore *
lp_history_get_scores (const LpHistory *history, guint *n)
{
  *n = history->scores->len;

  return (const LpHistoryScore *) history->scores->data;
}
