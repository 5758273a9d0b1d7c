/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/bar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_LEVELS 256

/* A level and its neighbours count as one, for the sake of JPEG. */
#define NEAR 3

/* Rows of the specimen above a bar that are looked at. */
#define ABOVE 64

/* In pixels: letters have a height. */
#define LEAST_ROWS 8

/* Shares of a row that one level owns: of a bar, and of a bar where letters stand close; of a
 * specimen, at most and in the middle of its rows.  tests/formats/test-bar checks that they
 * tell bars from specimens.
 */
#define BAR           0.40
#define LETTERS       0.15
#define SPECIMEN_MOST 0.35
#define SPECIMEN      0.25

/* Rows with close letters that may follow each other, as a share of the bar; and rows of it
 * that are not such ones.
 */
#define MOST_LETTERS 0.4
#define CLEAR_ROWS   0.5

/* Letters: levels so far from the background, and the share of the bar that has them. */
#define INK_DISTANCE 60
#define LEAST_INK    0.003
#define MOST_INK     0.5

typedef struct
{
  gint width;
  gint rows;
  guint8 *levels; /* [rows][width]                                   */
  gint *level;    /* of each row, the one that owns most of it       */
  gdouble *share; /* how much that is                                */
} Rows;

static void
rows_free (Rows *rows)
{
  g_free (rows->levels);
  g_free (rows->level);
  g_free (rows->share);
  g_free (rows);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rows, rows_free)

gint
lp_bar_get_rows (gint all)
{
  gint most = (gint) (LP_BAR_MOST * all);

  return MIN (all, 2 * most + ABOVE);
}

static int
compare_floats (const void *a, const void *b)
{
  gfloat x = *(const gfloat *) a, y = *(const gfloat *) b;

  return x < y ? -1 : x > y;
}

/* The values between which nearly all of the specimen lies. */
static gboolean
find_range (const gfloat *grey, gsize n, gfloat *low, gfloat *high)
{
  gsize step = MAX (1, n / 65536);
  g_autofree gfloat *values = g_new (gfloat, n / step + 1);
  gsize k = 0;

  for (gsize i = 0; i < n; i += step)
    if (isfinite (grey[i]))
      values[k++] = grey[i];
  if (k < 100)
    return FALSE;

  qsort (values, k, sizeof (gfloat), compare_floats);
  *low = values[k / 100];
  *high = values[k - 1 - k / 100];

  return *high > *low;
}

/* How much of a row has a level or its neighbours. */
static gdouble
get_share (const gint counts[N_LEVELS], gint level, gint width)
{
  gint n = 0;

  for (gint i = MAX (level - NEAR, 0); i <= MIN (level + NEAR, N_LEVELS - 1); i++)
    n += counts[i];

  return (gdouble) n / width;
}

static void
count_row (const Rows *rows, gint y, gint counts[N_LEVELS])
{
  memset (counts, 0, N_LEVELS * sizeof (gint));
  for (gint x = 0; x < rows->width; x++)
    counts[rows->levels[(gsize) y * rows->width + x]]++;
}

static gdouble
get_share_of (const Rows *rows, gint y, gint level)
{
  gint counts[N_LEVELS];

  count_row (rows, y, counts);

  return get_share (counts, level, rows->width);
}

/* Values of the specimen are spread over all levels; those of the bar may lie outside. */
static Rows *
rows_new (const gfloat *grey, gint width, gint n_rows, gint n_specimen)
{
  g_autoptr (Rows) rows = g_new0 (Rows, 1);
  gfloat low, high;

  if (!find_range (grey, (gsize) width * n_specimen, &low, &high))
    return NULL;

  rows->width = width;
  rows->rows = n_rows;
  rows->levels = g_new (guint8, (gsize) width * n_rows);
  rows->level = g_new (gint, n_rows);
  rows->share = g_new (gdouble, n_rows);
  for (gsize i = 0; i < (gsize) width * n_rows; i++)
    {
      gfloat level = (grey[i] - low) / (high - low) * (N_LEVELS - 1);

      /* Also of what is not a number. */
      rows->levels[i] = level > 0.0f ? (guint8) lrintf (MIN (level, N_LEVELS - 1)) : 0;
    }

  for (gint y = 0; y < n_rows; y++)
    {
      gint counts[N_LEVELS];
      gint best = 0;

      count_row (rows, y, counts);
      for (gint i = 1; i < N_LEVELS; i++)
        if (counts[i] > counts[best])
          best = i;
      rows->level[y] = best;
      rows->share[y] = get_share (counts, best, width);
    }

  return g_steal_pointer (&rows);
}

/* The level that owns most of the last rows: lines and letters are fewer than they. */
static gint
find_background (const Rows *rows)
{
  gint votes[N_LEVELS] = { 0 };
  gint best = 0;

  for (gint y = rows->rows - LEAST_ROWS; y < rows->rows; y++)
    if (rows->share[y] >= BAR)
      votes[rows->level[y]]++;
  for (gint i = 1; i < N_LEVELS; i++)
    if (votes[i] > votes[best])
      best = i;

  return votes[best] > LEAST_ROWS / 4 ? best : -1;
}

/* Goes up from the last row as long as rows belong to the bar; @n_clear: (out): rows among
 * them that are mostly background or line.
 */
static gint
find_top (const Rows *rows, gint background, gint least, gint *n_clear)
{
  gint top = rows->rows;
  gint letters = 0;

  *n_clear = 0;
  for (gint y = rows->rows - 1; y >= least; y--)
    {
      gboolean clear = rows->share[y] >= BAR;

      if (!clear && get_share_of (rows, y, background) < LETTERS)
        break;

      letters = clear ? 0 : letters + 1;
      if (letters > MAX (3.0, MOST_LETTERS * (rows->rows - y)))
        break;
      if (clear)
        {
          top = y;
          ++*n_clear;
        }
    }

  return top;
}

/* Whether what lies above the bar has noise, and begins at once. */
static gboolean
is_specimen (const Rows *rows, gint top, gint background)
{
  gint first = MAX (0, top - ABOVE);
  gint n_high = 0;

  if (top - first < LEAST_ROWS)
    return FALSE;

  for (gint y = first; y < top; y++)
    {
      gdouble share = MAX (rows->share[y], get_share_of (rows, y, background));

      if (share > SPECIMEN_MOST)
        return FALSE;
      n_high += share > SPECIMEN;
    }

  return 2 * n_high < top - first;
}

static gboolean
has_letters (const Rows *rows, gint top, gint background)
{
  gsize n = (gsize) rows->width * (rows->rows - top);
  const guint8 *levels = rows->levels + (gsize) rows->width * top;
  gsize ink = 0;

  for (gsize i = 0; i < n; i++)
    ink += ABS (levels[i] - background) >= INK_DISTANCE;

  return (gdouble) ink >= LEAST_INK * (gdouble) n &&
         (gdouble) ink <= MOST_INK * (gdouble) n;
}

gint
lp_bar_find (const gfloat *grey, gint width, gint rows, gint all)
{
  gint least = rows - (gint) (LP_BAR_MOST * all);
  g_autoptr (Rows) own = NULL;
  gint background, top, height, n_clear;

  if (width < 32 || least < LEAST_ROWS || rows - least < LEAST_ROWS)
    return 0;

  own = rows_new (grey, width, rows, least);
  background = own ? find_background (own) : -1;
  if (background < 0)
    return 0;

  top = find_top (own, background, least, &n_clear);
  height = rows - top;
  if (height < LEAST_ROWS || n_clear < CLEAR_ROWS * height ||
      !is_specimen (own, top, background) || !has_letters (own, top, background))
    return 0;

  return height;
}
