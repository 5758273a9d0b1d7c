/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Only the runs of the last row are kept, and one entry per mark.  A run takes over the marks
 * of the runs above that it touches, which become one.
 */

#include "layers/mark-counter.h"

#include <math.h>
#include <string.h>

/* A mark is at least this share of its object's diameter. */
#define LEAST_LENGTH 0.5

/* See lp_mark_count_is_doubtful(). */
#define FEW_MARKS 10
#define FULL_PART 8 /* an eighth of the image */

typedef struct
{
  gint first;
  gint last;
  guint mark;
  guint8 klass;
} Run;

typedef struct
{
  guint parent; /* the mark that it was joined to; itself: none */
  gint left;
  gint right;
  gint top;
  gint bottom;
  guint8 klass;
} Mark;

struct _LpMarkCounter
{
  gint width;
  gint y;
  GArray *above; /* element-type Run, of the last row */
  GArray *runs;  /* element-type Run, of this one     */
  GArray *marks; /* element-type Mark                 */
  gint64 pixels[LL_MAX_CLASSES];
};

LpMarkCounter *
lp_mark_counter_new (gint width)
{
  LpMarkCounter *counter = g_new0 (LpMarkCounter, 1);

  counter->width = width;
  counter->above = g_array_new (FALSE, FALSE, sizeof (Run));
  counter->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  counter->marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  return counter;
}

void
lp_mark_counter_free (LpMarkCounter *counter)
{
  if (!counter)
    return;

  g_array_unref (counter->above);
  g_array_unref (counter->runs);
  g_array_unref (counter->marks);
  g_free (counter);
}

static guint
find_mark (GArray *marks, guint number)
{
  Mark *all = (Mark *) (gpointer) marks->data;

  while (all[number].parent != number)
    {
      all[number].parent = all[all[number].parent].parent;
      number = all[number].parent;
    }

  return number;
}

/* The smaller number is kept. */
static guint
join_marks (GArray *marks, guint a, guint b)
{
  guint kept = MIN (a, b);
  Mark *mark = &g_array_index (marks, Mark, kept);
  Mark *other = &g_array_index (marks, Mark, MAX (a, b));

  if (a == b)
    return a;

  other->parent = kept;
  mark->left = MIN (mark->left, other->left);
  mark->right = MAX (mark->right, other->right);
  mark->top = MIN (mark->top, other->top);
  mark->bottom = MAX (mark->bottom, other->bottom);

  return kept;
}

/* Gives the run the mark above it, or a new one.  @next is the first run above that may
 * touch this one or a later one.
 */
static void
add_run (LpMarkCounter *counter, Run *run, guint *next)
{
  Mark own = { counter->marks->len, run->first, run->last,
               counter->y,          counter->y, run->klass };

  run->mark = own.parent;
  g_array_append_val (counter->marks, own);
  while (*next < counter->above->len &&
         g_array_index (counter->above, Run, *next).last + 1 < run->first)
    ++*next;
  for (guint i = *next; i < counter->above->len; i++)
    {
      const Run *above = &g_array_index (counter->above, Run, i);

      if (above->first > run->last + 1)
        break;
      if (above->klass == run->klass)
        run->mark =
          join_marks (counter->marks, run->mark, find_mark (counter->marks, above->mark));
    }
  /* An own mark that was joined at once is not kept: it is the last one. */
  if (run->mark != own.parent)
    g_array_set_size (counter->marks, own.parent);
  g_array_append_val (counter->runs, *run);
  counter->pixels[run->klass] += run->last - run->first + 1;
}

void
lp_mark_counter_add_row (LpMarkCounter *counter, const guint8 *labels)
{
  GArray *above = counter->runs;
  guint next = 0;
  gint x = 0;

  counter->runs = counter->above;
  counter->above = above;
  g_array_set_size (counter->runs, 0);

  while (x < counter->width)
    {
      Run run = { .first = x, .klass = labels[x] };

      while (x < counter->width && labels[x] == run.klass)
        x++;
      run.last = x - 1;
      if (run.klass != 0 && run.klass < LL_MAX_CLASSES)
        add_run (counter, &run, &next);
    }
  counter->y++;
}

void
lp_mark_counter_get (const LpMarkCounter *counter, LpMarkCount counts[LL_MAX_CLASSES])
{
  memset (counts, 0, LL_MAX_CLASSES * sizeof (LpMarkCount));

  for (guint i = 0; i < counter->marks->len; i++)
    {
      const Mark *mark = &g_array_index (counter->marks, Mark, i);
      gint length = MAX (mark->right - mark->left, mark->bottom - mark->top) + 1;
      gdouble radius = length / (2 * LEAST_LENGTH);

      if (mark->parent != i)
        continue;
      counts[mark->klass].n++;
      counts[mark->klass].expanse += G_PI * radius * radius;
    }
  for (gint c = 0; c < LL_MAX_CLASSES; c++)
    counts[c].pixels = counter->pixels[c];
}

LpMarkCount
lp_mark_count_sum (const LpMarkCount counts[LL_MAX_CLASSES])
{
  LpMarkCount sum = { 0 };

  for (gint c = 1; c < LL_MAX_CLASSES; c++)
    {
      sum.n += counts[c].n;
      sum.pixels += counts[c].pixels;
      sum.expanse += counts[c].expanse;
    }

  return sum;
}

gboolean
lp_mark_count_is_doubtful (const LpMarkCount *marks, gint64 pixels)
{
  return marks->n > 0 && marks->n < FEW_MARKS &&
         FULL_PART * marks->expanse < (gdouble) pixels;
}
