/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Memory planning: buffers that live together never overlap, and a plan is never below
 * the bound that no plan can beat, nor, for the networks that there are, far above it.
 */

#include <glib.h>

#include "net/architecture.h"
#include "net/plan.h"

#define MAX_BUFFERS 60

/* Every size in the random plans is a multiple of it, so that every place has to be. */
#define ALIGNMENT 16

static void
check_plan (const LlLifetime *lifetimes, gsize n, const gsize *places, gsize total)
{
  gsize top = 0;

  for (gsize i = 0; i < n; i++)
    {
      top = MAX (top, places[i] + lifetimes[i].size);
      for (gsize k = 0; k < i; k++)
        {
          gboolean together = lifetimes[i].begin <= lifetimes[k].end &&
                              lifetimes[k].begin <= lifetimes[i].end;
          gboolean apart = places[i] + lifetimes[i].size <= places[k] ||
                           places[k] + lifetimes[k].size <= places[i];

          g_assert_true (!together || apart);
        }
    }
  g_assert_cmpuint (total, ==, top);
}

/* The largest sum at any time, counted without looking at where buffers begin. */
static gsize
count_most_alive (const LlLifetime *lifetimes, gsize n, gint end)
{
  gsize most = 0;

  for (gint time = 0; time <= end; time++)
    {
      gsize sum = 0;

      for (gsize i = 0; i < n; i++)
        if (lifetimes[i].begin <= time && time <= lifetimes[i].end)
          sum += lifetimes[i].size;
      most = MAX (most, sum);
    }

  return most;
}

/* As graphs of any shape would ask: sizes that repeat and lives of any length. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (14);

  for (gint round = 0; round < 5000; round++)
    {
      LlLifetime lifetimes[MAX_BUFFERS];
      gsize places[MAX_BUFFERS];
      gsize n = (gsize) g_rand_int_range (random, 1, MAX_BUFFERS + 1);
      gint end = g_rand_int_range (random, 1, 100);
      gsize total, most;

      for (gsize i = 0; i < n; i++)
        {
          gint begin = g_rand_int_range (random, 0, end + 1);

          lifetimes[i].size =
            (gsize) ALIGNMENT * (gsize) g_rand_int_range (random, 1, 33);
          lifetimes[i].begin = begin;
          lifetimes[i].end = g_rand_int_range (random, begin, end + 1);
        }

      total = ll_plan (lifetimes, n, places);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpuint (places[i] % ALIGNMENT, ==, 0);
      check_plan (lifetimes, n, places, total);
      most = count_most_alive (lifetimes, n, end);
      g_assert_cmpuint (ll_plan_lower_bound (lifetimes, n), ==, most);
      g_assert_cmpuint (total, >=, most);
    }
}

/* An encoder and a decoder without skips: each value is read by the next operation alone,
 * so two places are enough, however long the chain is.
 */
static void
test_chain (void)
{
  LlLifetime lifetimes[20];
  gsize places[20];

  for (gint i = 0; i < 20; i++)
    lifetimes[i] = (LlLifetime){ .size = 64, .begin = i, .end = i + 1 };

  g_assert_cmpuint (ll_plan (lifetimes, 20, places), ==, 128);
}

/* Three buffers of 4, 3 and 2, of which the first and the last never meet. */
static void
test_known (void)
{
  const LlLifetime lifetimes[] = { { 4, 0, 1 }, { 3, 1, 2 }, { 2, 2, 3 } };
  gsize places[3];

  g_assert_cmpuint (ll_plan (lifetimes, 3, places), ==, 7);
  g_assert_cmpuint (places[0], ==, 0);
  g_assert_cmpuint (places[1], ==, 4);
  g_assert_cmpuint (places[2], ==, 0);
}

static void
test_nothing (void)
{
  g_assert_cmpuint (ll_plan (NULL, 0, NULL), ==, 0);
  g_assert_cmpuint (ll_plan_lower_bound (NULL, 0), ==, 0);
}

static LlGraphMemory
plan_network (LlNetworkKind kind,
              gint width,
              gint levels,
              gint task_blocks,
              gboolean training,
              gboolean compact)
{
  LlNetworkSettings settings;
  LlGraph *graph = ll_graph_new (NULL, NULL, training);
  LlValue *input = ll_graph_input (graph, 1, 4, 256, 256);
  LlValue *logits[LL_N_TASKS] = { NULL };
  LlGraphMemory memory;

  ll_network_settings_init (&settings);
  settings.kind = kind;
  settings.width = width;
  settings.levels = levels;
  settings.task_blocks = task_blocks;
  if (compact)
    ll_graph_set_compact (graph);
  ll_architecture_build (&settings, 3, graph, input, logits);
  ll_graph_estimate (graph, 2);
  memory = ll_graph_get_memory (graph);
  ll_graph_free (graph);
  return memory;
}

static void
test_networks (void)
{
  static const LlNetworkKind kinds[] = { LL_NETWORK_MULTI_TASK, LL_NETWORK_SINGLE_TASK,
                                         LL_NETWORK_MDU_NET };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (gint levels = 4; levels <= 6; levels++)
      for (gint mode = 0; mode < 3; mode++)
        {
          LlGraphMemory memory =
            plan_network (kinds[i], 16, levels, levels - 2, mode > 0, mode == 2);

          g_test_message ("kind %u, %d levels, mode %d: planned %.1f MiB, at least %.1f, "
                          "%.1f kept",
                          i, levels, mode, (gdouble) memory.planned / 1048576.0,
                          (gdouble) memory.bound / 1048576.0,
                          (gdouble) memory.kept / 1048576.0);
          g_assert_cmpuint (memory.planned, >=, memory.bound);
          g_assert_cmpfloat ((gdouble) memory.planned, <=, 1.05 * (gdouble) memory.bound);
          g_assert_cmpuint (memory.kept, <=, memory.bound);
        }
}

/* Half as large numbers are what a compact graph keeps. */
static void
test_compact (void)
{
  LlGraphMemory exact = plan_network (LL_NETWORK_MULTI_TASK, 16, 6, 4, TRUE, FALSE);
  LlGraphMemory compact = plan_network (LL_NETWORK_MULTI_TASK, 16, 6, 4, TRUE, TRUE);

  g_assert_cmpfloat ((gdouble) compact.kept, <=, 0.56 * (gdouble) exact.kept);
  g_assert_cmpuint (compact.planned, <, exact.planned);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/known", test_known);
  g_test_add_func ("/plan/nothing", test_nothing);
  g_test_add_func ("/plan/chain", test_chain);
  g_test_add_func ("/plan/random", test_random);
  g_test_add_func ("/plan/networks", test_networks);
  g_test_add_func ("/plan/compact", test_compact);

  return g_test_run ();
}
