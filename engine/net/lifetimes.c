/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Derives the lifetimes of a graph's values from its operations, and plans their memory.
 *
 * Node i of n runs at time i in the forward pass, the loss is computed at time n, and the
 * backward pass takes three times per node, from the last to the first.  A value lives from
 * its first writer to its last reader, but what the backward pass can have again cheaply
 * does not wait for it: it lives once more at each time at which it is read there.
 */

#include "net/graph-private.h"
#include "net/plan.h"

/* Buffers start at multiples of this number of floats, a cache line. */
#define ALIGNMENT 16

static void
extend_span (LlSpan *span, gint time)
{
  span->begin = span->begin == LL_NEVER ? time : MIN (span->begin, time);
  span->end = MAX (span->end, time);
}

static void
use_value (LlValue *value, gint time)
{
  if (value->folded)
    for (gint i = 0; i < LL_MAX_INPUTS && value->maker->in[i]; i++)
      use_value (value->maker->in[i], time);
  else
    extend_span (&ll_value_get_root (value)->life, time);
}

static void
use_grad (LlValue *value, gint time)
{
  extend_span (&ll_value_get_root (value)->grad_life, time);
}

/* When node @i runs a phase of its backward pass. */
static gint
get_time (const LlGraph *graph, gint i, gint phase)
{
  gint n = (gint) graph->nodes->len;

  return n + 1 + (n - 1 - i) * LL_N_PHASES + phase;
}

static gboolean
is_revived (const LlNode *node, const LlValue *value, gint phase)
{
  for (guint i = 0; i < node->revivals->len; i++)
    {
      const LlRevival *revival = g_ptr_array_index (node->revivals, i);

      if (revival->value == value && revival->phase == phase)
        return TRUE;
    }
  return FALSE;
}

static void
add_revival (LlNode *node, LlValue *value, gint phase, gint time)
{
  LlRevival *revival = g_new0 (LlRevival, 1);

  *revival = (LlRevival){ .value = value, .phase = phase, .time = time };
  g_ptr_array_add (node->revivals, revival);
}

/* The backward pass of a node reads @value. */
static void
use_value_again (const LlGraph *graph,
                 LlNode *node,
                 LlValue *value,
                 gint phase,
                 gint time)
{
  LlValue *root = ll_value_get_root (value);
  LlNode *maker = root->maker;

  if (is_revived (node, root, phase))
    return;

  if (maker && (root->folded || maker->klass->cheap))
    {
      for (gint i = 0; i < LL_MAX_INPUTS && maker->in[i]; i++)
        use_value_again (graph, node, maker->in[i], phase, time);
      if (!root->folded)
        add_revival (node, root, phase, time);
    }
  else if (maker && graph->compact && !root->exact)
    {
      extend_span (&root->half_life, time);
      add_revival (node, root, phase, time);
    }
  else
    {
      use_value (root, time);
    }
}

static void
find_backward_lives (LlGraph *graph, LlNode *node, gint i)
{
  gint last = LL_N_PHASES - 1;
  gint reading;

  while (!node->klass->backward[last])
    last--;
  reading = MIN (last, LL_PHASE_WEIGHTS);

  use_grad (node->out, get_time (graph, i, 0));
  use_grad (node->out, get_time (graph, i, last));
  if (node->klass->keeps_output)
    use_value_again (graph, node, node->out, LL_PHASE_OUTPUT,
                     get_time (graph, i, LL_PHASE_OUTPUT));
  for (gint k = 0; k < LL_MAX_INPUTS && node->in[k]; k++)
    {
      if (node->klass->keeps_inputs)
        use_value_again (graph, node, node->in[k], reading, get_time (graph, i, reading));
      if (node->in[k]->has_grad)
        use_grad (node->in[k], get_time (graph, i, last));
    }
}

/* Half-precision copies are made when the forward pass has read a value for the last time. */
static void
find_copies (LlGraph *graph)
{
  for (guint i = 0; i < graph->values->len; i++)
    {
      LlValue *value = g_ptr_array_index (graph->values, i);

      if (value->half_life.begin == LL_NEVER)
        continue;
      extend_span (&value->half_life, value->life.end);
      g_ptr_array_add (
        ((LlNode *) g_ptr_array_index (graph->nodes, value->life.end))->packed, value);
    }
}

static void
find_lives (LlGraph *graph)
{
  gint n = (gint) graph->nodes->len;

  for (gint i = 0; i < n; i++)
    {
      LlNode *node = g_ptr_array_index (graph->nodes, i);

      if (node->out->folded)
        continue;
      use_value (node->out, i);
      for (gint k = 0; k < LL_MAX_INPUTS && node->in[k]; k++)
        use_value (node->in[k], i);

      /* The caller reads the output after the forward pass, and fills its gradient before
       * the backward pass.
       */
      if (node->klass == &ll_node_head)
        use_value (node->out, n);
      if (node->klass == &ll_node_head && graph->training)
        use_grad (node->out, n);
    }

  if (!graph->training)
    return;
  for (gint i = 0; i < n; i++)
    find_backward_lives (graph, g_ptr_array_index (graph->nodes, i), i);
  find_copies (graph);
}

gsize
ll_value_get_size (const LlValue *value)
{
  gsize channels = (gsize) (value->planar ? value->channels
                                          : ll_count_blocks (value->channels) * LL_BLOCK);

  return channels * (gsize) value->batch * (gsize) value->height * (gsize) value->width;
}

/* The buffers of a graph: their lives, in floats, and the pointers to set. */
typedef struct
{
  GArray *lifetimes;
  GPtrArray *targets;
} Buffers;

static void
add_buffer (Buffers *buffers, gsize floats, LlSpan span, gpointer target)
{
  LlLifetime life = {
    .size = (floats + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT,
    .begin = span.begin,
    .end = span.end,
  };

  if (span.begin == LL_NEVER)
    return;
  g_array_append_val (buffers->lifetimes, life);
  g_ptr_array_add (buffers->targets, target);
}

static void
list_buffers (LlGraph *graph, Buffers *buffers)
{
  buffers->lifetimes = g_array_new (FALSE, FALSE, sizeof (LlLifetime));
  buffers->targets = g_ptr_array_new ();
  find_lives (graph);

  for (guint i = 0; i < graph->values->len; i++)
    {
      LlValue *value = g_ptr_array_index (graph->values, i);
      gsize size = ll_value_get_size (value);

      if (value->root != value)
        continue;
      add_buffer (buffers, size, value->life, &value->place);
      add_buffer (buffers, (size + 1) / 2, value->half_life, &value->half);
      add_buffer (buffers, size, value->grad_life, &value->grad);
    }

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      LlNode *node = g_ptr_array_index (graph->nodes, i);

      for (guint k = 0; k < node->revivals->len; k++)
        {
          LlRevival *revival = g_ptr_array_index (node->revivals, k);
          LlSpan span = { revival->time, revival->time };

          add_buffer (buffers, ll_value_get_size (revival->value), span, &revival->data);
        }
    }
}

/* What lives on from the forward to the backward pass, in floats. */
static gsize
count_kept (const LlGraph *graph, const Buffers *buffers)
{
  gint n = (gint) graph->nodes->len;
  gsize sum = 0;

  for (guint i = 0; i < buffers->lifetimes->len; i++)
    {
      const LlLifetime *life = &g_array_index (buffers->lifetimes, LlLifetime, i);

      if (life->begin < n && life->end > n)
        sum += life->size;
    }
  return sum;
}

/* Lists the buffers, and finds places for them. */
static void
plan_buffers (LlGraph *graph, Buffers *buffers, gsize **places)
{
  const LlLifetime *lifetimes;
  gsize n;

  list_buffers (graph, buffers);
  lifetimes = (const LlLifetime *) buffers->lifetimes->data;
  n = buffers->lifetimes->len;
  *places = g_new (gsize, n);
  graph->planned = (LlGraphMemory){
    .planned = ll_plan (lifetimes, n, *places) * sizeof (gfloat),
    .bound = ll_plan_lower_bound (lifetimes, n) * sizeof (gfloat),
    .kept = count_kept (graph, buffers) * sizeof (gfloat),
  };
}

static void
clear_buffers (Buffers *buffers)
{
  g_array_unref (buffers->lifetimes);
  g_ptr_array_unref (buffers->targets);
}

/* What the workers take for the convolution of one grey block. */
static void
estimate_block (const LlGraph *graph,
                const LlNode *node,
                gint n_workers,
                LlConvMemory *memory)
{
  const LlValue *first = node->in[0];
  LlConvShape shape = {
    .inputs = first->channels + (node->in[1] ? node->in[1]->channels : 0),
    .outputs = node->out->channels,
    .images = first->batch,
    .tiles = ll_count_tiles (first->height, first->width),
    .training = graph->training,
  };

  ll_conv3x3_estimate (&shape, n_workers, memory);
}

LlGraphSizes
ll_graph_estimate (LlGraph *graph, gint n_workers)
{
  g_autofree gsize *places = NULL;
  gsize shared = 0, scratch = 0;
  LlGraphSizes sizes = { 0 };
  Buffers buffers;

  ll_graph_arrange (graph);
  plan_buffers (graph, &buffers, &places);
  clear_buffers (&buffers);
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const LlNode *node = g_ptr_array_index (graph->nodes, i);
      LlConvMemory memory;

      if (node->klass != &ll_node_grey)
        continue;
      estimate_block (graph, node, n_workers, &memory);
      shared = MAX (shared, memory.shared);
      scratch = MAX (scratch, memory.scratch);
      sizes.own += graph->training ? 0 : memory.prepared;
    }

  sizes.values = graph->planned.planned;
  sizes.workers = shared + (gsize) n_workers * scratch;
  return sizes;
}

void
ll_graph_allocate (LlGraph *graph)
{
  g_autofree gsize *places = NULL;
  Buffers buffers;

  plan_buffers (graph, &buffers, &places);
  if (graph->lender && graph->lender->planned.planned < graph->planned.planned)
    graph->lender = NULL;
  graph->memory =
    graph->lender ? graph->lender->memory : ll_aligned_alloc (graph->planned.planned);
  for (guint i = 0; i < buffers.targets->len; i++)
    *(gfloat **) g_ptr_array_index (buffers.targets, i) = graph->memory + places[i];
  clear_buffers (&buffers);
  ll_graph_reset_values (graph);
}
