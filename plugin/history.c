/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The last point is open until as many iterations as in every other one are in it. */

#include "history.h"

#include <math.h>

struct _LlHistory
{
  GArray *points; /* element-type LlHistoryPoint */
  GArray *scores; /* element-type LlHistoryScore */
  guint stride;   /* iterations a point          */
  guint n_open;   /* of them in the last point   */
};

LlHistory *
ll_history_new (void)
{
  LlHistory *history = g_new0 (LlHistory, 1);

  history->points = g_array_new (FALSE, FALSE, sizeof (LlHistoryPoint));
  history->scores = g_array_new (FALSE, FALSE, sizeof (LlHistoryScore));
  history->stride = 1;

  return history;
}

void
ll_history_free (LlHistory *history)
{
  if (!history)
    return;

  g_array_unref (history->points);
  g_array_unref (history->scores);
  g_free (history);
}

/* Moves @mean towards @value, of which it has @n already; NAN counts for nothing. */
static void
follow (gdouble *mean, gdouble value, guint n)
{
  if (isnan (*mean))
    *mean = value;
  else if (!isnan (value))
    *mean += (value - *mean) / (n + 1);
}

static void
join_pairs (LlHistory *history)
{
  LlHistoryPoint *points = (LlHistoryPoint *) history->points->data;
  guint n = history->points->len / 2;

  for (guint i = 0; i < n; i++)
    {
      LlHistoryPoint *to = &points[i];
      LlHistoryPoint first = points[2 * i];
      const LlHistoryPoint *second = &points[2 * i + 1];

      follow (&first.iteration, second->iteration, 1);
      for (gint task = 0; task < LL_N_TASKS; task++)
        follow (&first.loss[task], second->loss[task], 1);
      *to = first;
    }

  g_array_set_size (history->points, n);
  history->stride *= 2;
  history->n_open = history->stride;
}

static void
add_score (LlHistory *history, const LlTrainProgress *progress)
{
  guint n = history->scores->len;
  LlHistoryScore score = { progress->iteration, progress->dice };

  if (!isfinite (progress->dice) ||
      (n > 0 &&
       g_array_index (history->scores, LlHistoryScore, n - 1).dice == progress->dice))
    return;

  /* A mean of validations would be none: every second one goes. */
  if (n >= LL_HISTORY_CAPACITY)
    {
      for (guint i = 0; i < n / 2; i++)
        g_array_index (history->scores, LlHistoryScore, i) =
          g_array_index (history->scores, LlHistoryScore, 2 * i + 1);
      g_array_set_size (history->scores, n / 2);
    }
  g_array_append_val (history->scores, score);
}

void
ll_history_add (LlHistory *history, const LlTrainProgress *progress)
{
  LlHistoryPoint *last;

  add_score (history, progress);

  if (history->points->len > 0 && history->n_open < history->stride)
    {
      guint n = history->n_open++;

      last = &g_array_index (history->points, LlHistoryPoint, history->points->len - 1);
      follow (&last->iteration, progress->iteration, n);
      for (gint task = 0; task < LL_N_TASKS; task++)
        follow (&last->loss[task], progress->task_loss[task], n);
      return;
    }

  if (history->points->len >= LL_HISTORY_CAPACITY)
    join_pairs (history);

  g_array_set_size (history->points, history->points->len + 1);
  last = &g_array_index (history->points, LlHistoryPoint, history->points->len - 1);
  last->iteration = progress->iteration;
  for (gint task = 0; task < LL_N_TASKS; task++)
    last->loss[task] = progress->task_loss[task];
  history->n_open = 1;
}

const LlHistoryPoint *
ll_history_get_points (const LlHistory *history, guint *n)
{
  *n = history->points->len;

  return (const LlHistoryPoint *) history->points->data;
}

const LlHistoryScore *
ll_history_get_scores (const LlHistory *history, guint *n)
{
  *n = history->scores->len;

  return (const LlHistoryScore *) history->scores->data;
}
