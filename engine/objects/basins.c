/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Water rises over the whole image at once, pixel by pixel in the order of heights, and
 * basins that meet are joined or separated for good.  Which minima count follows M. Grimaud,
 * "A new measure of contrast: the dynamics" (1992); the sets are kept as in L. Najman and M.
 * Couprie, "Building the component tree in quasi-linear time" (2006).
 */

#include "objects/basins.h"

#define HEIGHTS (G_MAXUINT16 + 1)
#define NOBODY  HEIGHTS

/* The core of a basin is what lies around its deepest pixel, below the height at which it
 * meets another basin that counts.
 */
typedef struct
{
  gint32 parent; /* the basin that it is part of, or itself                           */
  gint area;     /* pixels, of a parent                                               */
  gint below;   /* of these: together below @top                                        */
  gint top;     /* height of the last pixel, of a parent                             */
  gint bottom;  /* height, of a parent                                               */
  gint32 heart; /* of a parent: which of its basins is the deepest                   */
  gint32 core;  /* the basin whose core it is part of, or itself                     */
  gint joined;  /* height of the highest pass on the way into that core              */
  gint meets;   /* of a heart: where it met another basin; NOBODY; -1: is part of one */
  gint32 number; /* of a heart, in the end                                            */
} Basin;

typedef struct
{
  const guint16 *relief;
  const gint32 *zones;
  gint width;
  gint height;
  gint depth;
  gint area;
  GArray *basins; /* of Basin; 0 is none */
  gint32 *owner;  /* [height][width]     */
} Water;

static Basin *
get (const Water *water, gint32 basin)
{
  return &g_array_index (water->basins, Basin, basin);
}

static gint32
find_root (const Water *water, gint32 basin)
{
  while (get (water, basin)->parent != basin)
    {
      get (water, basin)->parent = get (water, get (water, basin)->parent)->parent;
      basin = get (water, basin)->parent;
    }
  return basin;
}

/* A way into a core gets no lower: the pass of the last basin on it is the highest. */
static gint32
find_core (const Water *water, gint32 basin)
{
  Basin *own = get (water, basin);

  while (get (water, own->core)->core != own->core)
    {
      const Basin *next = get (water, own->core);

      own->joined = next->joined;
      own->core = next->core;
    }
  return own->core;
}

/* The positions of all pixels in zones, lowest first. */
static gint *
sort_pixels (const Water *water, gint *n)
{
  gint pixels = water->width * water->height;
  g_autofree gint *start = g_new0 (gint, HEIGHTS + 1);
  gint *order;

  for (gint i = 0; i < pixels; i++)
    if (water->zones[i] != 0)
      start[water->relief[i] + 1]++;
  for (gint level = 0; level < HEIGHTS; level++)
    start[level + 1] += start[level];

  *n = start[HEIGHTS];
  order = g_new (gint, MAX (*n, 1));
  for (gint i = 0; i < pixels; i++)
    if (water->zones[i] != 0)
      order[start[water->relief[i]]++] = i;
  return order;
}

static gint32
add_basin (const Water *water, gint level)
{
  gint32 number = (gint32) water->basins->len;
  Basin basin = { number, 0, 0, level, level, number, number, 0, NOBODY, 0 };

  g_array_append_val (water->basins, basin);
  return number;
}

/* The pixels below @level, the highest level so far.  At that level itself, the size of a
 * basin on flat ground would depend on the order of pixels.
 */
static gint
get_area (const Basin *basin, gint level)
{
  return basin->top < level ? basin->area : basin->below;
}

/* Below @level the basins that join here are still separate, so the widest one counts. */
static void
add_area (Basin *basin, gint area, gint below, gint level)
{
  basin->below = MAX (get_area (basin, level), below);
  basin->area += area;
  basin->top = level;
}

static gint *
get_meets (const Water *water, const Basin *basin)
{
  return &get (water, basin->heart)->meets;
}

/* Whether @a takes precedence over @b. */
static gboolean
is_better (const Water *water, gint32 a, gint32 b, gint level)
{
  const Basin *p = get (water, a);
  const Basin *q = get (water, b);
  gboolean p_met = *get_meets (water, p) != NOBODY;
  gboolean q_met = *get_meets (water, q) != NOBODY;
  gboolean p_wide = get_area (p, level) >= water->area;
  gboolean q_wide = get_area (q, level) >= water->area;

  if (p_met != q_met)
    return p_met;
  if (p_wide != q_wide)
    return p_wide;
  if (p->bottom != q->bottom)
    return p->bottom < q->bottom;
  return a < b;
}

static gboolean
counts (const Water *water, const Basin *basin, gint level)
{
  return get_area (basin, level) >= water->area && level - basin->bottom >= water->depth;
}

static void
join_cores (const Water *water, Basin *p, const Basin *q, gint level)
{
  gboolean deeper = q->bottom < p->bottom;
  Basin *shallow = get (water, deeper ? p->heart : q->heart);

  shallow->core = deeper ? q->heart : p->heart;
  shallow->joined = level;
  p->heart = shallow->core;
  p->bottom = MIN (p->bottom, q->bottom);
}

/* Two basins meet at a pixel of height @level.  Returns the basin that gets the pixel. */
static gint32
merge_basins_at (const Water *water, gint32 a, gint32 b, gint level)
{
  gint32 better = is_better (water, a, b, level) ? a : b;
  Basin *p = get (water, better);
  Basin *q = get (water, better == a ? b : a);
  gint *p_meets = get_meets (water, p);
  gint *q_meets = get_meets (water, q);

  if (counts (water, p, level) && counts (water, q, level))
    {
      *p_meets = MIN (*p_meets, level);
      *q_meets = MIN (*q_meets, level);
      return better;
    }

  q->parent = better;
  add_area (p, q->area, get_area (q, level), level);
  /* Other basins may have come between @q and a core that has met them. */
  if (*p_meets == NOBODY)
    join_cores (water, p, q, level);
  else
    *q_meets = -1;
  return better;
}

static void
add_pixel (const Water *water, gint i)
{
  gint w = water->width;
  gint x = i % w;
  const gint beside[4] = { i >= w ? i - w : i, x > 0 ? i - 1 : i, x < w - 1 ? i + 1 : i,
                           i < w * (water->height - 1) ? i + w : i };
  gint32 own = 0;

  for (gint k = 0; k < 4; k++)
    {
      gint j = beside[k];
      gint32 other;

      if (water->owner[j] == 0 || water->zones[j] != water->zones[i])
        continue;
      other = find_root (water, water->owner[j]);
      if (own == 0)
        own = other;
      else if (other != own)
        own = merge_basins_at (water, own, other, water->relief[i]);
    }
  if (own == 0)
    own = add_basin (water, water->relief[i]);
  water->owner[i] = own;
  add_area (get (water, own), 1, 0, water->relief[i]);
}

/* Works in place: owners become markers. */
static gint32
number_cores (const Water *water)
{
  gint pixels = water->width * water->height;
  gint32 n = 0;

  for (gint i = 0; i < pixels; i++)
    {
      gint32 owner = water->owner[i];
      gint32 heart;
      Basin *core;

      if (owner == 0)
        continue;
      heart = find_core (water, owner);
      core = get (water, heart);
      water->owner[i] = 0;
      if (water->relief[i] >= core->meets ||
          (owner != heart && get (water, owner)->joined >= core->meets))
        continue;
      if (core->number == 0)
        core->number = ++n;
      water->owner[i] = core->number;
    }
  return n;
}

gint32
ll_find_basins (const guint16 *relief,
                const gint32 *zones,
                gint width,
                gint height,
                gint depth,
                gint area,
                gint32 *markers)
{
  g_autoptr (GArray) basins = g_array_new (FALSE, FALSE, sizeof (Basin));
  Water water = { relief, zones, width, height, depth, area, basins, markers };
  g_autofree gint *order = NULL;
  gint n;

  add_basin (&water, 0);
  for (gint i = 0; i < width * height; i++)
    markers[i] = 0;
  order = sort_pixels (&water, &n);
  for (gint k = 0; k < n; k++)
    add_pixel (&water, order[k]);
  return number_cores (&water);
}
