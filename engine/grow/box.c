/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One object within a box.
 *
 * GrabCut begins as its authors have it: what lies outside the box is the background, and all the
 * rest may be the object, but less so near the border of the box, which may cut others.  What hangs
 * on the object in the middle by a neck is another one that touches it.  The constants were chosen
 * by "bench-one --ways 1" (tests/bench/one.c).
 */

#include <math.h>
#include <string.h>

#include "data/distance.h"
#include "grow/grow-private.h"
#include "grow/part.h"

/* The share of the side of a box that GrabCut sees of the surroundings, and the least. */
#define MARGIN_SHARE  0.3
#define MARGIN_PIXELS 12

/* Boxes of more pixels than these are cut at a lower resolution. */
#define MOST_PIXELS 90000

/* Half of the middle of a box, as a share of its side. */
#define MIDDLE 0.25

/* A person leaves a little room around an object: where it is as probable as not that a pixel is
 * its, as a share of the way from the middle of the box to its sides, and how fast that falls.
 */
#define BORDER_PLACE 0.8
#define BORDER_SLOPE 6.0

/* An object has no neck that is thinner than this share of its depth. */
#define NECK 0.6

/* Keeps of @object the part that is connected with @mark, or the largest one, and fills its
 * holes but for what is @blocked.  Returns how many pixels it has.
 */
static gint
keep_one (guint8 *object, gint w, gint h, const guint8 *mark, const guint8 *blocked)
{
  enum
  {
    NONE,
    LOOSE,
    SEEN,
    KEPT,
    AROUND
  };
  gint n = w * h, best = -1, most = 0, pixels = 0;
  g_autofree gint *queue = g_new (gint, n);

  for (gint i = 0; i < n; i++)
    object[i] = object[i] ? LOOSE : NONE;
  for (gint i = 0; i < n; i++)
    if (object[i] == LOOSE)
      {
        gint size = ll_part_flood (object, w, h, i, LOOSE, SEEN, queue);
        gboolean marked = FALSE;

        for (gint k = 0; mark && k < size; k++)
          marked = marked || mark[queue[k]];
        if (marked)
          size = n;
        if (size > most)
          {
            most = size;
            best = i;
          }
      }
  if (best < 0)
    return 0;

  ll_part_flood (object, w, h, best, SEEN, KEPT, queue);
  for (gint i = 0; i < n; i++)
    if (object[i] == SEEN)
      object[i] = NONE;
  for (gint i = 0; i < n; i++)
    if (object[i] == NONE &&
        (i % w == 0 || i % w == w - 1 || i / w == 0 || i / w == h - 1))
      ll_part_flood (object, w, h, i, NONE, AROUND, queue);
  for (gint i = 0; i < n; i++)
    {
      object[i] =
        object[i] == KEPT || (object[i] == NONE && !(blocked && blocked[i])) ? 1 : 0;
      pixels += object[i];
    }

  return pixels;
}

/* Lowers what is said of pixels near the border of the box, where the object would not be if a
 * person drew the box around it: @prior, or all alike without one.
 */
static guint8 *
expect_middle (const guint8 *within, gint w, gint h, const guint8 *prior)
{
  guint8 *expected = g_new0 (guint8, (gsize) w * (gsize) h);
  LlPart box = ll_part_find (within, w, h);

  for (gint y = box.y; y < box.y + box.height; y++)
    for (gint x = box.x; x < box.x + box.width; x++)
      {
        gdouble u = (2.0 * (x - box.x) + 1.0) / box.width - 1.0;
        gdouble v = (2.0 * (y - box.y) + 1.0) / box.height - 1.0;
        gdouble p = 1.0 / (1.0 + exp (BORDER_SLOPE * (hypot (u, v) - BORDER_PLACE)));

        expected[y * w + x] = (guint8) (p * (prior ? prior[y * w + x] : 255.0) + 0.5);
      }

  return expected;
}

static guint8
find_seed (const LlGrowHints *small, gsize i)
{
  if (small->mark && small->mark[i])
    return LL_SEED_OBJECT;
  if ((small->blocked && small->blocked[i]) || (small->others && small->others[i]))
    return LL_SEED_OTHER;

  return small->within[i] ? LL_SEED_UNKNOWN : LL_SEED_OUTSIDE;
}

/* Objects that touch hang together by necks.  Takes away what lies behind one: only what is
 * nearer than @reach to the part of the object that is deeper than @reach and nearest to the
 * middle of the box is left.
 */
static void
part_necks (guint8 *object, const guint8 *within, gint w, gint h)
{
  gint n = w * h, deepest = 0, start = -1;
  g_autofree gint *queue = g_new (gint, n);
  g_autofree guint8 *outside = g_new (guint8, (gsize) n);
  g_autofree guint8 *core = g_new (guint8, (gsize) n);
  g_autofree gint *depths = NULL;
  g_autofree gint *away = NULL;
  gdouble nearest = G_MAXDOUBLE, reach;
  gdouble x = 0.0, y = 0.0, all = 0.0;

  for (gint i = 0; i < n; i++)
    {
      outside[i] = !object[i];
      if (within[i])
        {
          x += i % w;
          y += i / w;
          all++;
        }
    }
  depths = ll_squared_distances (outside, w, h);
  for (gint i = 0; i < n; i++)
    if (object[i] && depths[i] != LL_NO_BORDER)
      deepest = MAX (deepest, depths[i]);
  reach = NECK * sqrt ((gdouble) deepest);
  for (gint i = 0; i < n; i++)
    {
      core[i] = object[i] && depths[i] > reach * reach;
      if (core[i] && hypot (i % w - x / all, i / w - y / all) < nearest)
        {
          nearest = hypot (i % w - x / all, i / w - y / all);
          start = i;
        }
    }
  if (start < 0)
    return;

  ll_part_flood (core, w, h, start, 1, 2, queue);
  for (gint i = 0; i < n; i++)
    core[i] = core[i] == 2;
  away = ll_squared_distances (core, w, h);
  for (gint i = 0; i < n; i++)
    object[i] = object[i] && away[i] <= (reach + 1.0) * (reach + 1.0);
}

/* Cuts within a part of the image, of every @step-th pixel. */
static guint8 *
cut_part (const LlImage *image,
          const LlGrowHints *hints,
          const LlPart *part,
          gint step,
          gboolean boxed,
          const LlGrowSettings *settings)
{
  gint w = (part->width + step - 1) / step, h = (part->height + step - 1) / step;
  gsize n = (gsize) w * (gsize) h;
  g_autofree gfloat *pixels = ll_part_take_pixels (image, part, step);
  g_autofree guint8 *within = ll_part_take_map (hints->within, image->width, part, step);
  g_autofree guint8 *mark = ll_part_take_map (hints->mark, image->width, part, step);
  g_autofree guint8 *others = ll_part_take_map (hints->others, image->width, part, step);
  g_autofree guint8 *blocked =
    ll_part_take_map (hints->blocked, image->width, part, step);
  g_autofree guint8 *prior = ll_part_take_map (hints->prior, image->width, part, step);
  g_autofree guint8 *expected = boxed ? expect_middle (within, w, h, prior) : NULL;
  g_autofree guint8 *seeds = g_new (guint8, n);
  g_autofree guint8 *object = g_new0 (guint8, n);
  const LlGrowHints small = { within, mark, others, blocked, prior };
  const LlGrowBox box = {
    w, h, image->channels, pixels, seeds, NULL, expected ? expected : prior
  };

  for (gsize i = 0; i < n; i++)
    seeds[i] = find_seed (&small, i);
  ll_grow_box_grabcut (&box, settings, object);
  for (gsize i = 0; i < n; i++)
    object[i] = object[i] && seeds[i] != LL_SEED_OUTSIDE && seeds[i] != LL_SEED_OTHER;
  if (boxed)
    part_necks (object, within, w, h);
  if (keep_one (object, w, h, mark, blocked) < LL_LEAST_OBJECT)
    return NULL;

  return g_steal_pointer (&object);
}

/* The middle of the box, where the object is if nothing else is known. */
static guint8 *
mark_middle (const LlGrowHints *hints, const LlPart *box, const LlImage *image)
{
  guint8 *mark = g_new0 (guint8, (gsize) image->width * (gsize) image->height);
  gdouble x = box->x + box->width / 2.0, y = box->y + box->height / 2.0;

  for (gint v = box->y; v < box->y + box->height; v++)
    for (gint u = box->x; u < box->x + box->width; u++)
      {
        gsize i = (gsize) v * (gsize) image->width + (gsize) u;
        gdouble away = hypot ((u + 0.5 - x) / box->width, (v + 0.5 - y) / box->height);

        mark[i] = away < MIDDLE && hints->within[i] &&
                  !(hints->blocked && hints->blocked[i]) &&
                  !(hints->others && hints->others[i]);
      }

  return mark;
}

guint8 *
ll_grow_in_box (const LlImage *image,
                const LlGrowHints *hints,
                gboolean boxed,
                const LlGrowSettings *settings)
{
  LlPart box = ll_part_find (hints->within, image->width, image->height);
  gint margin = MAX ((gint) (MARGIN_SHARE * MAX (box.width, box.height)), MARGIN_PIXELS);
  LlPart part = ll_part_widen (&box, margin, image);
  gdouble pixels = (gdouble) part.width * part.height;
  gint step = MAX ((gint) ceil (sqrt (pixels / MOST_PIXELS)), 1);
  gint w = (part.width + step - 1) / step;
  g_autofree guint8 *small = NULL;
  guint8 *object;

  if (box.width == 0)
    return NULL;
  /* A mark says where the object is; it need not lie in the middle. */
  small = cut_part (image, hints, &part, step, boxed && !hints->mark, settings);
  if (!small && !hints->mark)
    {
      g_autofree guint8 *middle = mark_middle (hints, &box, image);
      LlGrowHints marked = *hints;

      marked.mark = middle;
      small = cut_part (image, &marked, &part, step, boxed, settings);
    }
  if (!small)
    return NULL;

  object = g_new0 (guint8, (gsize) image->width * (gsize) image->height);
  for (gint y = 0; y < part.height; y++)
    for (gint x = 0; x < part.width; x++)
      {
        gsize i = (gsize) (part.y + y) * (gsize) image->width + (gsize) (part.x + x);

        object[i] = small[(y / step) * w + x / step] &&
                    (hints->within[i] || (hints->mark && hints->mark[i])) &&
                    !(hints->blocked && hints->blocked[i]);
      }

  return object;
}
