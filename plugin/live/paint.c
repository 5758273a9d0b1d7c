/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/paint.h"

#include <string.h>

#include "layers/mark-counter.h"

/* Side of the squares that are places, in pixels. */
#define CELL 16

LpLivePaint *
lp_live_paint_new (gint width, gint height)
{
  LpLivePaint *paint = g_new0 (LpLivePaint, 1);
  gsize n = (gsize) width * (gsize) height;

  paint->width = width;
  paint->height = height;
  paint->missing = g_malloc0 (n);
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      paint->paint[task] = g_malloc (n);
      memset (paint->paint[task], LL_LABEL_IGNORE, n);
    }

  return paint;
}

void
lp_live_paint_free (LpLivePaint *paint)
{
  if (!paint)
    return;

  for (gint task = 0; task < LL_N_TASKS; task++)
    g_free (paint->paint[task]);
  g_free (paint->missing);
  g_free (paint->absent);
  g_free (paint);
}

static gint64
count_painted (const guint8 *row, gint n)
{
  gint64 painted = 0;

  for (gint x = 0; x < n; x++)
    painted += row[x] != LL_LABEL_IGNORE;

  return painted;
}

/* Replaces a row; @new is NULL where all is as @nothing says.  Returns whether it differs. */
static gboolean
replace_row (guint8 *row, const guint8 *new, guint8 nothing, gsize n)
{
  gboolean differs = FALSE;

  if (new)
    {
      differs = memcmp (row, new, n) != 0;
      memcpy (row, new, n);
      return differs;
    }

  for (gsize x = 0; x < n && !differs; x++)
    differs = row[x] != nothing;
  memset (row, nothing, n);

  return differs;
}

gboolean
lp_live_paint_add (LpLivePaint *paint, const LpLivePatch *patch)
{
  LpLiveArea all = { 0, 0, paint->width, paint->height };
  LpLiveArea area = patch->area;
  gboolean differs = FALSE;

  if (!lp_live_area_intersect (&area, &all))
    return FALSE;

  for (gint y = area.y; y < area.y + area.height; y++)
    {
      gsize from = (gsize) (y - patch->area.y) * (gsize) patch->area.width +
                   (gsize) (area.x - patch->area.x);
      gsize to = (gsize) y * (gsize) paint->width + (gsize) area.x;

      for (gint task = 0; task < LL_N_TASKS; task++)
        {
          guint8 *row = paint->paint[task] + to;
          gint64 before = count_painted (row, area.width);

          if (replace_row (row, patch->paint[task] ? patch->paint[task] + from : NULL,
                           LL_LABEL_IGNORE, (gsize) area.width))
            differs = TRUE;
          paint->painted[task] += count_painted (row, area.width) - before;
        }
      if (replace_row (paint->missing + to, patch->missing + from, 0, (gsize) area.width))
        differs = TRUE;
    }

  return differs;
}

gboolean
lp_live_paint_is_painted (const LpLivePaint *paint)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (paint->painted[task] > 0)
      return TRUE;

  return FALSE;
}

/* Whether a task that is complete has few marks, as the panel asks. */
static gboolean
is_doubtful (const LpLivePaint *paint, LlTask task)
{
  g_autoptr (LpMarkCounter) counter = NULL;
  LpMarkCount counts[LL_MAX_CLASSES];
  LpMarkCount sum;

  if (paint->coverage[task] != LL_COVERAGE_COMPLETE || paint->painted[task] == 0)
    return FALSE;

  counter = lp_mark_counter_new (paint->width);
  for (gint y = 0; y < paint->height; y++)
    lp_mark_counter_add_row (counter,
                             paint->paint[task] + (gsize) y * (gsize) paint->width);
  lp_mark_counter_get (counter, counts);
  sum = lp_mark_count_sum (counts);

  return sum.n == 0 ||
         lp_mark_count_is_doubtful (&sum, (gint64) paint->width * paint->height);
}

/* Unpainted pixels get @value; what isn't there gets no label. */
static void
fill_map (const LpLivePaint *paint, LlTask task, guint8 value, LlLabels *map)
{
  gsize n = (gsize) paint->width * (gsize) paint->height;
  const guint8 *from = paint->paint[task];

  for (gsize i = 0; i < n; i++)
    map->data[i] = paint->missing[i] || (paint->absent && paint->absent[i])
                     ? LL_LABEL_IGNORE
                   : from[i] != LL_LABEL_IGNORE ? from[i]
                                                : value;
}

/* A mark says what its pixels are for the other tasks as well, where these say nothing. */
static void
follow_marks (const LpLivePaint *paint, LlSample *sample, gboolean masks, gboolean walls)
{
  gsize n = (gsize) paint->width * (gsize) paint->height;
  const guint8 *marks = paint->paint[LL_TASK_DETECTION];
  guint8 *mask = sample->labels[LL_TASK_SEGMENTATION]->data;
  guint8 *wall = sample->labels[LL_TASK_SEPARATION]->data;

  for (gsize i = 0; i < n; i++)
    {
      if (marks[i] == LL_LABEL_IGNORE || paint->missing[i] ||
          (paint->absent && paint->absent[i]))
        continue;
      if (masks && mask[i] == LL_LABEL_IGNORE)
        mask[i] = marks[i];
      if (walls && wall[i] == LL_LABEL_IGNORE)
        wall[i] = 0;
    }
}

/* With all objects marked, what is out of their reach is the rest. */
static void
follow_complete_marks (LlSample *sample)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  LlLabels *mask = sample->labels[LL_TASK_SEGMENTATION];
  LlGrowSettings settings;

  ll_grow_settings_init (&settings);
  sample->labels[LL_TASK_SEGMENTATION] = NULL;
  g_ptr_array_add (one, sample);
  ll_grow_certain_labels (one, settings.reach, NULL, NULL);
  if (sample->labels[LL_TASK_SEGMENTATION])
    {
      memcpy (mask->data, sample->labels[LL_TASK_SEGMENTATION]->data,
              (gsize) mask->width * (gsize) mask->height);
      ll_labels_free (sample->labels[LL_TASK_SEGMENTATION]);
    }
  sample->labels[LL_TASK_SEGMENTATION] = mask;
}

gboolean
lp_live_paint_fill (const LpLivePaint *paint, LlSample *sample)
{
  gboolean doubtful[LL_N_TASKS];
  gboolean complete[LL_N_TASKS];
  gboolean any;

  doubtful[LL_TASK_DETECTION] = is_doubtful (paint, LL_TASK_DETECTION);
  doubtful[LL_TASK_SEGMENTATION] = is_doubtful (paint, LL_TASK_SEGMENTATION);
  any = doubtful[LL_TASK_DETECTION] || doubtful[LL_TASK_SEGMENTATION];
  /* Whoever has not marked all objects has not scribbled between all of them. */
  doubtful[LL_TASK_SEPARATION] = any;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      complete[task] = paint->painted[task] > 0 && !doubtful[task] &&
                       paint->coverage[task] == LL_COVERAGE_COMPLETE;
      fill_map (paint, (LlTask) task, complete[task] ? 0 : LL_LABEL_IGNORE,
                sample->labels[task]);
    }

  if (paint->painted[LL_TASK_DETECTION] > 0)
    {
      if (complete[LL_TASK_DETECTION] && paint->painted[LL_TASK_SEGMENTATION] == 0)
        follow_complete_marks (sample);
      follow_marks (paint, sample, !complete[LL_TASK_SEGMENTATION],
                    !complete[LL_TASK_SEPARATION]);
    }

  return any;
}

/* Sorts the squares with paint by what is painted in them. */
static void
sort_cells (const LpLivePaint *paint, gint sample, LlTask task, GArray **groups)
{
  for (gint y = 0; y < paint->height; y += CELL)
    for (gint x = 0; x < paint->width; x += CELL)
      {
        guint32 seen = 0;

        for (gint v = y; v < MIN (y + CELL, paint->height); v++)
          for (gint u = x; u < MIN (x + CELL, paint->width); u++)
            {
              guint8 label =
                paint->paint[task][(gsize) v * (gsize) paint->width + (gsize) u];
              LlTrainPlace place = { sample, u, v };

              if (label >= LL_MAX_CLASSES || seen & 1u << label)
                continue;
              seen |= 1u << label;
              if (!groups[label])
                groups[label] = g_array_new (FALSE, FALSE, sizeof (LlTrainPlace));
              g_array_append_val (groups[label], place);
            }
      }
}

void
lp_live_paint_add_places (const LpLivePaint *paint,
                          gint sample,
                          guint most,
                          GArray *places)
{
  GArray *groups[LL_N_TASKS * LL_MAX_CLASSES] = { NULL };
  guint n_groups = 0;

  for (gint task = 0; task < LL_N_TASKS; task++)
    if (paint->painted[task] > 0)
      sort_cells (paint, sample, (LlTask) task, groups + task * LL_MAX_CLASSES);
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    n_groups += groups[g] != NULL;

  /* Each group has the same share, by repeating few places and thinning out many. */
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    {
      guint share = n_groups > 0 ? most / n_groups : 0;

      if (!groups[g])
        continue;
      for (guint i = 0; i < share; i++)
        {
          guint64 index = (guint64) i * groups[g]->len / share;

          g_array_append_val (places, g_array_index (groups[g], LlTrainPlace, index));
        }
      g_array_unref (groups[g]);
    }
}
