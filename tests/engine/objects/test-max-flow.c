/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Minimum cuts against all cuts there are, and against a second algorithm. */

#include <string.h>

#include "core/random.h"
#include "grow/max-flow.h"

/* Prices of a grid, whole numbers so that sums are exact. */
typedef struct
{
  gint width;
  gint height;
  gfloat *object;
  gfloat *outside;
  gfloat *edges; /* [pixels][8] */
} Grid;

static Grid *
grid_new (gint width, gint height, guint64 seed, gint most)
{
  Grid *grid = g_new0 (Grid, 1);
  gsize n = (gsize) width * (gsize) height;
  LlRandom random;

  ll_random_init (&random, seed, 0, 0);
  *grid = (Grid){ width, height, g_new0 (gfloat, n), g_new0 (gfloat, n),
                  g_new0 (gfloat, n * LL_N_DIRECTIONS) };
  for (gsize i = 0; i < n; i++)
    {
      grid->object[i] = (gfloat) ll_random_int (&random, 3 * most);
      grid->outside[i] = (gfloat) ll_random_int (&random, 3 * most);
      for (gint d = 0; d < LL_N_DIRECTIONS; d++)
        {
          gint x = (gint) i % width + ll_directions[d][0];
          gint y = (gint) i / width + ll_directions[d][1];

          if (x >= 0 && y >= 0 && x < width && y < height)
            grid->edges[i * LL_N_DIRECTIONS + (gsize) d] =
              (gfloat) ll_random_int (&random, most);
        }
    }
  return grid;
}

static void
grid_free (Grid *grid)
{
  g_free (grid->object);
  g_free (grid->outside);
  g_free (grid->edges);
  g_free (grid);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Grid, grid_free)

static void
fill_cut (const Grid *grid, LlGridCut *cut)
{
  for (gint y = 0; y < grid->height; y++)
    for (gint x = 0; x < grid->width; x++)
      {
        gint i = y * grid->width + x;

        ll_grid_cut_set_pixel (cut, x, y, grid->object[i], grid->outside[i]);
        for (gint d = 0; d < LL_N_DIRECTIONS; d++)
          if (grid->edges[i * LL_N_DIRECTIONS + d] > 0.0f)
            ll_grid_cut_set_edge (cut, x, y, d, grid->edges[i * LL_N_DIRECTIONS + d]);
      }
}

/* What the sides in @object, one byte a pixel, cost. */
static gdouble
find_price (const Grid *grid, const guint8 *object)
{
  gdouble price = 0.0;

  for (gint i = 0; i < grid->width * grid->height; i++)
    {
      price += (gdouble) (object[i] ? grid->object[i] : grid->outside[i]);
      for (gint d = 0; d < LL_N_DIRECTIONS && object[i]; d++)
        {
          gint other = i + ll_directions[d][1] * grid->width + ll_directions[d][0];
          gfloat edge = grid->edges[i * LL_N_DIRECTIONS + d];

          if (edge > 0.0f && !object[other])
            price += (gdouble) edge;
        }
    }
  return price;
}

static void
read_sides (const Grid *grid, const LlGridCut *cut, guint8 *object)
{
  for (gint y = 0; y < grid->height; y++)
    for (gint x = 0; x < grid->width; x++)
      object[y * grid->width + x] = ll_grid_cut_is_object (cut, x, y) ? 1 : 0;
}

static void
test_exhaustive (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 2, 1 }, { 1, 5 }, { 3, 3 }, { 4, 3 } };

  for (guint64 seed = 0; seed < 60; seed++)
    {
      gint w = sizes[seed % G_N_ELEMENTS (sizes)][0];
      gint h = sizes[seed % G_N_ELEMENTS (sizes)][1];
      g_autoptr (Grid) grid = grid_new (w, h, seed, seed % 2 ? 4 : 100);
      g_autoptr (LlGridCut) cut = ll_grid_cut_new (w, h);
      guint8 object[12];
      gdouble least = G_MAXDOUBLE;
      gdouble flow;

      for (guint sides = 0; sides < 1u << (w * h); sides++)
        {
          for (gint i = 0; i < w * h; i++)
            object[i] = (sides >> i) & 1;
          least = MIN (least, find_price (grid, object));
        }

      fill_cut (grid, cut);
      flow = ll_grid_cut_run (cut);
      read_sides (grid, cut, object);
      g_assert_cmpfloat (flow, ==, least);
      g_assert_cmpfloat (find_price (grid, object), ==, least);
    }
}

/* Y. Dinitz, 1970: shortest paths, all of one length at a time.  The last two nodes are
 * source and sink; edges lie in pairs, the reverse one after the forward one.
 */
typedef struct
{
  gint n;
  gint *head;
  GArray *to;
  GArray *next;
  GArray *room;
  gint *level;
  gint *at;
} Network;

static void
add_edge (Network *network, gint from, gint to, gdouble there, gdouble back)
{
  gint ends[2] = { from, to };
  gdouble rooms[2] = { there, back };

  for (gint k = 0; k < 2; k++)
    {
      gint index = (gint) network->to->len;

      g_array_append_val (network->to, ends[1 - k]);
      g_array_append_val (network->next, network->head[ends[k]]);
      g_array_append_val (network->room, rooms[k]);
      network->head[ends[k]] = index;
    }
}

static gboolean
find_levels (Network *network)
{
  g_autofree gint *queue = g_new (gint, network->n);
  gint first = 0;
  gint last = 0;

  for (gint i = 0; i < network->n; i++)
    network->level[i] = -1;
  network->level[network->n - 2] = 0;
  queue[last++] = network->n - 2;
  while (first < last)
    {
      gint from = queue[first++];

      for (gint e = network->head[from]; e >= 0;
           e = g_array_index (network->next, gint, e))
        {
          gint to = g_array_index (network->to, gint, e);

          if (network->level[to] >= 0 || !(g_array_index (network->room, gdouble, e) > 0))
            continue;
          network->level[to] = network->level[from] + 1;
          queue[last++] = to;
        }
    }
  return network->level[network->n - 1] >= 0;
}

static gdouble
push (Network *network, gint from, gdouble amount)
{
  if (from == network->n - 1)
    return amount;

  for (; network->at[from] >= 0;
       network->at[from] = g_array_index (network->next, gint, network->at[from]))
    {
      gint e = network->at[from];
      gint to = g_array_index (network->to, gint, e);
      gdouble room = g_array_index (network->room, gdouble, e);
      gdouble pushed;

      if (!(room > 0) || network->level[to] != network->level[from] + 1)
        continue;
      pushed = push (network, to, MIN (amount, room));
      if (pushed > 0)
        {
          g_array_index (network->room, gdouble, e) -= pushed;
          g_array_index (network->room, gdouble, e ^ 1) += pushed;
          return pushed;
        }
    }
  return 0.0;
}

static gdouble
find_flow (const Grid *grid)
{
  gint pixels = grid->width * grid->height;
  Network network = {
    .n = pixels + 2,
    .head = g_new (gint, pixels + 2),
    .to = g_array_new (FALSE, FALSE, sizeof (gint)),
    .next = g_array_new (FALSE, FALSE, sizeof (gint)),
    .room = g_array_new (FALSE, FALSE, sizeof (gdouble)),
    .level = g_new (gint, pixels + 2),
    .at = g_new (gint, pixels + 2),
  };
  gdouble flow = 0.0;

  for (gint i = 0; i < network.n; i++)
    network.head[i] = -1;
  for (gint i = 0; i < pixels; i++)
    {
      add_edge (&network, pixels, i, (gdouble) grid->outside[i], 0.0);
      add_edge (&network, i, pixels + 1, (gdouble) grid->object[i], 0.0);
      for (gint d = LL_N_DIRECTIONS / 2; d < LL_N_DIRECTIONS; d++)
        {
          gint other = i + ll_directions[d][1] * grid->width + ll_directions[d][0];
          gint back = LL_N_DIRECTIONS - 1 - d;

          if (i % grid->width + ll_directions[d][0] < 0 ||
              i % grid->width + ll_directions[d][0] >= grid->width || other >= pixels)
            continue;
          add_edge (&network, i, other, (gdouble) grid->edges[i * LL_N_DIRECTIONS + d],
                    (gdouble) grid->edges[other * LL_N_DIRECTIONS + back]);
        }
    }

  while (find_levels (&network))
    {
      gdouble pushed;

      memcpy (network.at, network.head, (gsize) network.n * sizeof (gint));
      while ((pushed = push (&network, pixels, G_MAXDOUBLE)) > 0)
        flow += pushed;
    }

  g_free (network.head);
  g_free (network.level);
  g_free (network.at);
  g_array_unref (network.to);
  g_array_unref (network.next);
  g_array_unref (network.room);
  return flow;
}

static void
test_second_algorithm (void)
{
  for (guint64 seed = 0; seed < 12; seed++)
    {
      gint w = 10 + (gint) seed * 9;
      gint h = 80 - (gint) seed * 4;
      g_autoptr (Grid) grid = grid_new (w, h, seed, seed % 3 == 0 ? 3 : 60);
      g_autoptr (LlGridCut) cut = ll_grid_cut_new (w, h);
      g_autofree guint8 *object = g_new (guint8, (gsize) w * (gsize) h);
      gdouble flow;

      fill_cut (grid, cut);
      flow = ll_grid_cut_run (cut);
      read_sides (grid, cut, object);
      g_assert_cmpfloat (flow, ==, find_flow (grid));
      g_assert_cmpfloat (find_price (grid, object), ==, flow);
    }
}

static void
test_clear (void)
{
  g_autoptr (Grid) first = grid_new (9, 7, 1, 50);
  g_autoptr (Grid) second = grid_new (9, 7, 2, 50);
  g_autoptr (LlGridCut) cut = ll_grid_cut_new (9, 7);

  g_assert_cmpfloat (ll_grid_cut_run (cut), ==, 0.0);
  fill_cut (first, cut);
  g_assert_cmpfloat (ll_grid_cut_run (cut), ==, find_flow (first));
  ll_grid_cut_clear (cut);
  fill_cut (second, cut);
  g_assert_cmpfloat (ll_grid_cut_run (cut), ==, find_flow (second));
}

/* What is free to be on either side stays outside: objects do not grow for nothing. */
static void
test_undecided (void)
{
  g_autoptr (LlGridCut) cut = ll_grid_cut_new (3, 1);

  ll_grid_cut_set_pixel (cut, 0, 0, 0.0f, 5.0f);
  ll_grid_cut_run (cut);
  g_assert_true (ll_grid_cut_is_object (cut, 0, 0));
  g_assert_false (ll_grid_cut_is_object (cut, 1, 0));
  g_assert_false (ll_grid_cut_is_object (cut, 2, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/max-flow/exhaustive", test_exhaustive);
  g_test_add_func ("/max-flow/second-algorithm", test_second_algorithm);
  g_test_add_func ("/max-flow/clear", test_clear);
  g_test_add_func ("/max-flow/undecided", test_undecided);
  return g_test_run ();
}
