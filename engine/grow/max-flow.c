/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Y. Boykov and V. Kolmogorov, "An experimental comparison of min-cut/max-flow algorithms
 * for energy minimization in vision", PAMI 26 (2004).
 *
 * Two trees grow along edges with residual capacity, one from the source (the object) and
 * one from the sink.  Where they touch they form a path, which is augmented.  Saturated
 * edges then cut subtrees off, and these orphans look for new parents.  Distances to the
 * root are kept with the time at which they were last valid (section 3.2.4 there), so that
 * parents near the root are preferred.
 *
 * The grid has a frame of pixels without edges, so that no neighbour is out of bounds.
 */

#include <string.h>

#include "grow/max-flow.h"

enum
{
  TREE_NONE,
  TREE_SOURCE,
  TREE_SINK
};

/* Values of a parent other than a direction. */
#define PARENT_TERMINAL 8
#define PARENT_NONE     9

#define NO_PIXEL (-1)

const gint ll_directions[LL_N_DIRECTIONS][2] = { { -1, -1 }, { 0, -1 }, { 1, -1 },
                                                 { -1, 0 },  { 1, 0 },  { -1, 1 },
                                                 { 0, 1 },   { 1, 1 } };

struct _LlGridCut
{
  gint width;
  gint height;
  gint stride;                /* width and frame                              */
  gint n;                     /* pixels, frame included                       */
  gint step[LL_N_DIRECTIONS]; /* to the neighbours                            */

  gfloat *edges;    /* [n][8]: residual capacity                              */
  gfloat *terminal; /* the same from the source; below 0, to the sink         */
  guint8 *tree;
  guint8 *parent; /* a direction, or one of the above                         */
  gint *distance; /* to the root, at the time of stamp                        */
  gint *stamp;
  gint *next; /* active pixels, in a chain; its last one points at itself     */
  gint first_active;
  gint last_active;
  GArray *orphans; /* of gint */
  gint time;
  gdouble constant; /* flow that needs no path */
  gdouble flow;
};

static gint
opposite (gint direction)
{
  return LL_N_DIRECTIONS - 1 - direction;
}

static gfloat *
edge (const LlGridCut *cut, gint pixel, gint direction)
{
  return &cut->edges[(gsize) pixel * LL_N_DIRECTIONS + (gsize) direction];
}

static gint
find_pixel (const LlGridCut *cut, gint x, gint y)
{
  return (y + 1) * cut->stride + x + 1;
}

LlGridCut *
ll_grid_cut_new (gint width, gint height)
{
  LlGridCut *cut = g_new0 (LlGridCut, 1);
  gsize n;

  cut->width = width;
  cut->height = height;
  cut->stride = width + 2;
  cut->n = cut->stride * (height + 2);
  n = (gsize) cut->n;
  for (gint d = 0; d < LL_N_DIRECTIONS; d++)
    cut->step[d] = ll_directions[d][1] * cut->stride + ll_directions[d][0];

  cut->edges = g_new0 (gfloat, n * LL_N_DIRECTIONS);
  cut->terminal = g_new0 (gfloat, n);
  cut->tree = g_new0 (guint8, n);
  cut->parent = g_new0 (guint8, n);
  cut->distance = g_new0 (gint, n);
  cut->stamp = g_new0 (gint, n);
  cut->next = g_new0 (gint, n);
  cut->orphans = g_array_new (FALSE, FALSE, sizeof (gint));
  return cut;
}

void
ll_grid_cut_free (LlGridCut *cut)
{
  if (!cut)
    return;

  g_free (cut->edges);
  g_free (cut->terminal);
  g_free (cut->tree);
  g_free (cut->parent);
  g_free (cut->distance);
  g_free (cut->stamp);
  g_free (cut->next);
  g_array_unref (cut->orphans);
  g_free (cut);
}

void
ll_grid_cut_clear (LlGridCut *cut)
{
  gsize n = (gsize) cut->n;

  memset (cut->edges, 0, n * LL_N_DIRECTIONS * sizeof (gfloat));
  memset (cut->terminal, 0, n * sizeof (gfloat));
  cut->constant = 0.0;
}

/* Only the difference matters, so the smaller cost is subtracted from both. */
void
ll_grid_cut_set_pixel (LlGridCut *cut, gint x, gint y, gfloat object, gfloat outside)
{
  cut->terminal[find_pixel (cut, x, y)] = outside - object;
  cut->constant += MIN (object, outside);
}

void
ll_grid_cut_set_edge (LlGridCut *cut, gint x, gint y, gint direction, gfloat price)
{
  *edge (cut, find_pixel (cut, x, y), direction) = price;
}

static void
activate (LlGridCut *cut, gint pixel)
{
  if (cut->next[pixel] != NO_PIXEL)
    return;

  cut->next[pixel] = pixel;
  if (cut->first_active == NO_PIXEL)
    cut->first_active = pixel;
  else
    cut->next[cut->last_active] = pixel;
  cut->last_active = pixel;
}

/* The oldest active pixel that still belongs to a tree, or %NO_PIXEL. */
static gint
take_active (LlGridCut *cut)
{
  while (cut->first_active != NO_PIXEL)
    {
      gint pixel = cut->first_active;

      cut->first_active = cut->next[pixel] == pixel ? NO_PIXEL : cut->next[pixel];
      cut->next[pixel] = NO_PIXEL;
      if (cut->tree[pixel] != TREE_NONE)
        return pixel;
    }
  return NO_PIXEL;
}

/* Residual capacity from @pixel to its neighbour, seen from the root of the tree. */
static gfloat
room_outwards (const LlGridCut *cut, gint tree, gint pixel, gint direction)
{
  if (tree == TREE_SOURCE)
    return *edge (cut, pixel, direction);
  return *edge (cut, pixel + cut->step[direction], opposite (direction));
}

static void
start_trees (LlGridCut *cut)
{
  cut->first_active = NO_PIXEL;
  cut->time = 0;
  cut->flow = cut->constant;
  for (gint i = 0; i < cut->n; i++)
    {
      cut->next[i] = NO_PIXEL;
      cut->tree[i] = TREE_NONE;
      cut->parent[i] = PARENT_NONE;
    }
  for (gint i = 0; i < cut->n; i++)
    if (cut->terminal[i] != 0.0f)
      {
        cut->tree[i] = cut->terminal[i] > 0.0f ? TREE_SOURCE : TREE_SINK;
        cut->parent[i] = PARENT_TERMINAL;
        cut->distance[i] = 1;
        cut->stamp[i] = 0;
        activate (cut, i);
      }
}

/* Grows the tree at @pixel.  Returns the direction in which it touches the other tree, or
 * -1.
 */
static gint
grow (LlGridCut *cut, gint pixel)
{
  gint tree = cut->tree[pixel];

  for (gint d = 0; d < LL_N_DIRECTIONS; d++)
    {
      gint other = pixel + cut->step[d];

      if (!(room_outwards (cut, tree, pixel, d) > 0.0f))
        continue;

      if (cut->tree[other] == TREE_NONE)
        {
          cut->tree[other] = (guint8) tree;
          cut->parent[other] = (guint8) opposite (d);
          cut->distance[other] = cut->distance[pixel] + 1;
          cut->stamp[other] = cut->stamp[pixel];
          activate (cut, other);
        }
      else if (cut->tree[other] != tree)
        {
          return d;
        }
      else if (cut->stamp[other] <= cut->stamp[pixel] &&
               cut->distance[other] > cut->distance[pixel] &&
               cut->parent[other] != PARENT_TERMINAL)
        {
          /* This is a shorter way to the root. */
          cut->parent[other] = (guint8) opposite (d);
          cut->distance[other] = cut->distance[pixel] + 1;
          cut->stamp[other] = cut->stamp[pixel];
        }
    }
  return -1;
}

/* The edge that carries the flow between @pixel and its parent. */
static gfloat *
edge_to_root (const LlGridCut *cut, gint pixel)
{
  gint d = cut->parent[pixel];

  if (cut->tree[pixel] == TREE_SINK)
    return edge (cut, pixel, d);
  return edge (cut, pixel + cut->step[d], opposite (d));
}

static gfloat
find_bottleneck (const LlGridCut *cut, gint pixel, gfloat room)
{
  while (cut->parent[pixel] != PARENT_TERMINAL)
    {
      room = MIN (room, *edge_to_root (cut, pixel));
      pixel += cut->step[cut->parent[pixel]];
    }
  return MIN (room, ABS (cut->terminal[pixel]));
}

static void
make_orphan (LlGridCut *cut, gint pixel)
{
  cut->parent[pixel] = PARENT_NONE;
  g_array_append_val (cut->orphans, pixel);
}

/* Follows the path from @pixel to its root. */
static void
fill_branch (LlGridCut *cut, gint pixel, gfloat amount)
{
  while (cut->parent[pixel] != PARENT_TERMINAL)
    {
      gint d = cut->parent[pixel];
      gint above = pixel + cut->step[d];
      gfloat *along = edge_to_root (cut, pixel);
      gfloat *back = cut->tree[pixel] == TREE_SINK ? edge (cut, above, opposite (d))
                                                   : edge (cut, pixel, d);

      *along -= amount;
      *back += amount;
      if (!(*along > 0.0f))
        make_orphan (cut, pixel);
      pixel = above;
    }

  cut->terminal[pixel] += cut->tree[pixel] == TREE_SINK ? amount : -amount;
  if (cut->terminal[pixel] == 0.0f)
    make_orphan (cut, pixel);
}

/* Augments the path through @pixel of one tree and its neighbour in the other. */
static void
augment (LlGridCut *cut, gint pixel, gint direction)
{
  gint other = pixel + cut->step[direction];
  gboolean forward = cut->tree[pixel] == TREE_SOURCE;
  gint source = forward ? pixel : other;
  gint sink = forward ? other : pixel;
  gint d = forward ? direction : opposite (direction);
  gfloat amount = *edge (cut, source, d);

  amount = find_bottleneck (cut, source, amount);
  amount = find_bottleneck (cut, sink, amount);
  *edge (cut, source, d) -= amount;
  *edge (cut, sink, opposite (d)) += amount;
  fill_branch (cut, source, amount);
  fill_branch (cut, sink, amount);
  cut->flow += (gdouble) amount;
}

/* The distance of @pixel to its terminal, or %G_MAXINT when it descends from an orphan.
 * Distances found on the way are stored with the present time.
 */
static gint
find_root (LlGridCut *cut, gint pixel)
{
  gint steps = 0;
  gint i = pixel;
  gint distance;

  while (cut->stamp[i] != cut->time && cut->parent[i] != PARENT_TERMINAL)
    {
      if (cut->parent[i] == PARENT_NONE)
        return G_MAXINT;
      i += cut->step[cut->parent[i]];
      steps++;
    }
  if (cut->parent[i] == PARENT_NONE)
    return G_MAXINT;
  if (cut->parent[i] == PARENT_TERMINAL && cut->stamp[i] != cut->time)
    {
      cut->stamp[i] = cut->time;
      cut->distance[i] = 1;
    }

  distance = cut->distance[i] + steps;
  for (i = pixel; cut->stamp[i] != cut->time; i += cut->step[cut->parent[i]])
    {
      cut->stamp[i] = cut->time;
      cut->distance[i] = distance--;
    }
  return cut->distance[pixel];
}

static void
adopt (LlGridCut *cut, gint pixel)
{
  gint tree = cut->tree[pixel];
  gint best = G_MAXINT;
  gint parent = PARENT_NONE;

  for (gint d = 0; d < LL_N_DIRECTIONS; d++)
    {
      gint other = pixel + cut->step[d];
      gint distance;

      if (cut->tree[other] != tree ||
          !(room_outwards (cut, tree, other, opposite (d)) > 0.0f))
        continue;
      distance = find_root (cut, other);
      if (distance < best)
        {
          best = distance;
          parent = d;
        }
    }

  if (parent != PARENT_NONE)
    {
      cut->parent[pixel] = (guint8) parent;
      cut->stamp[pixel] = cut->time;
      cut->distance[pixel] = best + 1;
      return;
    }

  for (gint d = 0; d < LL_N_DIRECTIONS; d++)
    {
      gint other = pixel + cut->step[d];

      if (cut->tree[other] != tree)
        continue;
      if (room_outwards (cut, tree, other, opposite (d)) > 0.0f)
        activate (cut, other);
      if (cut->parent[other] == opposite (d))
        make_orphan (cut, other);
    }
  cut->tree[pixel] = TREE_NONE;
}

gdouble
ll_grid_cut_run (LlGridCut *cut)
{
  gint pixel;

  start_trees (cut);
  pixel = take_active (cut);
  while (pixel != NO_PIXEL)
    {
      gint direction = grow (cut, pixel);

      if (direction < 0)
        {
          pixel = take_active (cut);
          continue;
        }

      cut->time++;
      augment (cut, pixel, direction);
      for (guint i = 0; i < cut->orphans->len; i++)
        adopt (cut, g_array_index (cut->orphans, gint, i));
      g_array_set_size (cut->orphans, 0);

      /* The pixel may touch the other tree in more places. */
      if (cut->tree[pixel] == TREE_NONE)
        pixel = take_active (cut);
    }
  return cut->flow;
}

gboolean
ll_grid_cut_is_object (const LlGridCut *cut, gint x, gint y)
{
  return cut->tree[find_pixel (cut, x, y)] == TREE_SOURCE;
}
