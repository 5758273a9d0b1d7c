/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Marks spread over the image, and each object is what its mark has reached when the border
 * of that is best: at first by the edges that it follows and by a size like that of the
 * others, then by what the objects found so far and the rest look like.
 */

#include "grow/cores.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/distance.h"
#include "grow/gradient.h"
#include "grow/odds.h"
#include "grow/spread.h"

/* Sigma of the Gaussian applied before borders are judged, in pixels. */
#define SIGMA 2.0

/* Chosen with "bench-grow --strokes line-3,dot-7": rounds of telling objects from the rest;
 * what a typical edge along one pixel of the border is worth, in logarithms of odds; and a
 * preference for large objects, as a power of the area.
 */
#define ROUNDS       3
#define BORDER       4.0
#define LARGE        0.1
#define LEAST_CHANGE 1e-5

/* Smaller parts have no border worth judging, in pixels. */
#define LEAST_AREA 12

/* Cores begin at this share of the largest depth; chosen with "bench-grow --strokes
 * line-7,dot-7,fill".
 */
#define CORE 0.3

/* Marks are equally deep when half of them at least have this share of their object's depth,
 * and the quartiles of the shares differ by no more than this factor.
 */
#define DEEP  0.5
#define ALIKE 1.2

/* Fewer marks are equally deep by chance. */
#define FEW 8

typedef struct
{
  gdouble border; /* sum of changes across it    */
  gint length;    /* of the border               */
  gint area;      /* pixels                      */
  gdouble odds;   /* sum over the pixels         */
  gdouble best;   /* score                       */
  gint best_area; /* pixels at the best score    */
  gfloat cost;    /* of the way at the best score */
} Part;

typedef struct
{
  const LlInstances *marks;
  const LlSpread *spread;
  gfloat *values; /* [channels][height][width], smoothed              */
  gint channels;
  gdouble change;  /* mean one between neighbours                      */
  gdouble area;    /* usual one of objects; 0: unknown                 */
  gfloat *odds;    /* [height][width], see odds.h                      */
  gboolean fitted; /* whether the odds are known                       */
  Part *parts;     /* [n + 1]                                           */
} Search;

static gdouble
get_change (const Search *search, gint pixel, gint other)
{
  gsize pixels = (gsize) search->marks->width * (gsize) search->marks->height;
  gfloat most = 0.0f;

  for (gint c = 0; c < search->channels; c++)
    {
      const gfloat *plane = search->values + (gsize) c * pixels;

      most = MAX (most, fabsf (plane[pixel] - plane[other]));
    }
  return (gdouble) most;
}

static gdouble
find_typical_change (const Search *search)
{
  gint width = search->marks->width;
  gint height = search->marks->height;
  gdouble sum = 0.0;

  for (gint y = 0; y < height; y++)
    for (gint x = 1; x < width; x++)
      sum += get_change (search, y * width + x, y * width + x - 1);
  return MAX (sum / ((gdouble) width * height), LEAST_CHANGE);
}

static gdouble
find_score (const Search *search, const Part *part)
{
  gdouble score = part->border / MAX (part->length, 1) * pow (part->area, LARGE);

  if (search->fitted)
    return part->odds + BORDER * (part->border / search->change - part->length);
  if (search->area > 0.0)
    {
      gdouble off = log (part->area / search->area) / 2.0;

      score *= exp (-0.5 * off * off);
    }
  return score;
}

/* Adds a pixel to the part of its mark. */
static void
add_pixel (Search *search, gint pixel, guint8 *added)
{
  gint width = search->marks->width;
  gint x = pixel % width;
  gint y = pixel / width;
  gint32 id = search->spread->owners[pixel];
  Part *part = &search->parts[id];
  const gint beside[4] = { x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1,
                           y > 0 ? pixel - width : -1,
                           y < search->marks->height - 1 ? pixel + width : -1 };

  added[pixel] = 1;
  part->area++;
  if (search->fitted)
    part->odds += (gdouble) search->odds[pixel];
  for (gint k = 0; k < 4; k++)
    if (beside[k] >= 0)
      {
        gboolean inside = added[beside[k]] && search->spread->owners[beside[k]] == id;

        part->border += (inside ? -1.0 : 1.0) * get_change (search, pixel, beside[k]);
        part->length += inside ? -1 : 1;
      }
    else if (!search->fitted)
      part->length++; /* or the whole image would be as good as one object in it */
}

/* Finds the cost of the way at which each mark has reached its object's border. */
static void
find_parts (Search *search)
{
  const LlSpread *spread = search->spread;
  g_autofree guint8 *added =
    g_new0 (guint8, (gsize) search->marks->width * (gsize) search->marks->height);

  memset (search->parts, 0, ((gsize) search->marks->n + 1) * sizeof (Part));
  for (gint32 id = 1; id <= search->marks->n; id++)
    search->parts[id].best = -G_MAXDOUBLE;

  for (gint k = 0; k < spread->n_order; k++)
    {
      gint pixel = spread->order[k];
      Part *part = &search->parts[spread->owners[pixel]];
      gdouble score;

      add_pixel (search, pixel, added);
      if (spread->costs[pixel] == 0.0f || part->area < LEAST_AREA)
        continue;
      score = find_score (search, part);
      if (score > part->best)
        {
          part->best = score;
          part->best_area = part->area;
          part->cost = spread->costs[pixel];
        }
    }
}

static gint
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const gint *) a - *(const gint *) b;
}

static gdouble
find_median_area (const Search *search)
{
  gint n = search->marks->n;
  g_autofree gint *areas = g_new (gint, n);

  for (gint32 id = 1; id <= n; id++)
    areas[id - 1] = MAX (search->parts[id].best_area, 1);
  qsort (areas, (gsize) n, sizeof (gint), compare_ints);
  return areas[n / 2];
}

static gboolean
is_object (const Search *search, gsize pixel)
{
  gint32 id = search->spread->owners[pixel];

  return id != 0 && search->spread->costs[pixel] <= search->parts[id].cost;
}

/* Learns what objects look like from the parts, and finds better ones, by turns. */
static void
improve_parts (Search *search, const LlImage *image)
{
  gsize pixels = (gsize) image->width * (gsize) image->height;
  g_autofree gfloat *features = ll_odds_features_new (image);
  g_autofree guint8 *objects = g_new (guint8, pixels);

  for (gint round = 0; round < ROUNDS; round++)
    {
      for (gsize i = 0; i < pixels; i++)
        objects[i] = is_object (search, i) ? 1 : 0;
      if (!ll_odds_fit (features, objects, pixels, search->odds))
        return;
      search->fitted = TRUE;
      find_parts (search);
    }
}

static gint *
find_deepest (const LlInstances *objects, const gint *depths)
{
  gint *deepest = g_new0 (gint, objects->n + 1);

  for (gsize i = 0; i < (gsize) objects->width * (gsize) objects->height; i++)
    deepest[objects->data[i]] = MAX (deepest[objects->data[i]], depths[i]);
  return deepest;
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a;
  gdouble y = *(const gdouble *) b;

  return x < y ? -1 : x > y;
}

/* Whoever marks the same share of every object has said how large each is, more exactly
 * than the image does.
 */
static gboolean
are_equally_deep (const gint *deepest_mark, const gint *deepest, gint n)
{
  g_autofree gdouble *shares = NULL;

  if (n < FEW)
    return FALSE;

  shares = g_new0 (gdouble, n);
  for (gint id = 1; id <= n; id++)
    shares[id - 1] = sqrt ((gdouble) deepest_mark[id] / MAX (deepest[id], 1));
  qsort (shares, (gsize) n, sizeof (gdouble), compare_doubles);
  return shares[n / 2] >= DEEP && shares[3 * n / 4] <= ALIKE * shares[n / 4];
}

static LlInstances *
draw_cores (const Search *search)
{
  const LlInstances *marks = search->marks;
  gsize pixels = (gsize) marks->width * (gsize) marks->height;
  LlInstances *cores = ll_instances_new (marks->width, marks->height, marks->n);
  g_autofree gint *depths = NULL;
  g_autofree gint *deepest = NULL;
  g_autofree gint *mark_depths = ll_instances_depths (marks);
  g_autofree gint *deepest_mark = find_deepest (marks, mark_depths);
  gboolean equal;

  memcpy (cores->class_of, marks->class_of, (gsize) marks->n + 1);
  for (gsize i = 0; i < pixels; i++)
    cores->data[i] = is_object (search, i) ? search->spread->owners[i] : marks->data[i];

  /* Depths are squared, so shares of them are, too. */
  depths = ll_instances_depths (cores);
  deepest = find_deepest (cores, depths);
  equal = are_equally_deep (deepest_mark, deepest, marks->n);
  for (gsize i = 0; i < pixels; i++)
    {
      gint32 id = cores->data[i];

      if (marks->data[i] == 0 && (equal || depths[i] <= CORE * CORE * deepest[id]))
        cores->data[i] = 0;
    }
  return cores;
}

LlInstances *
ll_cores_new (const LlImage *image,
              const LlInstances *marks,
              const guint8 *blocked,
              gfloat **odds_of_pixels)
{
  gsize pixels = (gsize) image->width * (gsize) image->height;
  g_autoptr (LlSpread) spread = ll_spread_new (image, marks, blocked);
  g_autofree gfloat *values =
    g_memdup2 (image->data, pixels * (gsize) image->channels * sizeof (gfloat));
  g_autofree gfloat *odds = g_new (gfloat, pixels);
  g_autofree Part *parts = g_new0 (Part, marks->n + 1);
  Search search = { .marks = marks,
                    .spread = spread,
                    .values = values,
                    .channels = image->channels,
                    .odds = odds,
                    .parts = parts };

  for (gint c = 0; c < image->channels; c++)
    ll_smooth (values + (gsize) c * pixels, image->width, image->height, SIGMA);
  search.change = find_typical_change (&search);
  /* A plain image says nothing. */
  if (marks->n > 0 && search.change > LEAST_CHANGE)
    {
      find_parts (&search);
      search.area = find_median_area (&search);
      find_parts (&search);
      improve_parts (&search, image);
    }
  if (odds_of_pixels)
    *odds_of_pixels = search.fitted ? g_steal_pointer (&odds) : NULL;
  return draw_cores (&search);
}
