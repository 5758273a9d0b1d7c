/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Derives the lifetimes of a graph's values from its operations, and plans their memory.
 *
 * Node i of n runs at time i in the forward pass, and at 2 n - 1 - i in the backward
 * pass.  A value lives from its first writer to its last reader.
 */

#include "net/graph-private.h"
#include "net/plan.h"

/* Buffers start at multiples of this number of floats, a cache line. */
#define ALIGNMENT 16

static void
extend_life (gint *begin, gint *end, gint time)
{
  *begin = *begin == LL_NEVER ? time : MIN (*begin, time);
  *end = MAX (*end, time);
}

static void
use_value (LlValue *value, gint time)
{
  LlValue *root = ll_value_get_root (value);

  extend_life (&root->begin, &root->end, time);
}

static void
use_grad (LlValue *value, gint time)
{
  LlValue *root = ll_value_get_root (value);

  extend_life (&root->grad_begin, &root->grad_end, time);
}

static void
find_lives (LlGraph *graph)
{
  gint n = (gint) graph->nodes->len;

  for (gint i = 0; i < n; i++)
    {
      LlNode *node = g_ptr_array_index (graph->nodes, i);
      gint back = 2 * n - 1 - i;

      use_value (node->out, i);
      for (gint k = 0; k < LL_MAX_INPUTS && node->in[k]; k++)
        {
          use_value (node->in[k], i);
          if (!graph->training)
            continue;
          if (node->klass->keeps_inputs)
            use_value (node->in[k], back);
          if (node->in[k]->has_grad)
            use_grad (node->in[k], back);
        }
      if (graph->training)
        use_grad (node->out, back);
      if (graph->training && node->klass->keeps_output)
        use_value (node->out, back);

      /* The caller reads the output after the forward pass, and fills its gradient before
       * the backward pass.
       */
      if (node->klass == &ll_node_head)
        {
          use_value (node->out, graph->training ? n : n - 1);
          if (graph->training)
            use_grad (node->out, n - 1);
        }
    }
}

static void
add_buffer (GArray *lifetimes,
            GPtrArray *targets,
            const LlValue *value,
            gint begin,
            gint end,
            gfloat **data)
{
  gsize channels = (gsize) (value->planar ? value->channels
                                          : ll_count_blocks (value->channels) * LL_BLOCK);
  gsize floats =
    channels * (gsize) value->batch * (gsize) value->height * (gsize) value->width;
  LlLifetime life = {
    .size = (floats + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT,
    .begin = begin,
    .end = end,
  };

  g_array_append_val (lifetimes, life);
  g_ptr_array_add (targets, data);
}

/* Adds the buffers of all values, and the pointers to set. */
static void
list_buffers (LlGraph *graph, GArray *lifetimes, GPtrArray *targets)
{
  find_lives (graph);

  for (guint i = 0; i < graph->values->len; i++)
    {
      LlValue *value = g_ptr_array_index (graph->values, i);

      if (value->root == value && value->begin != LL_NEVER)
        add_buffer (lifetimes, targets, value, value->begin, value->end, &value->data);
      if (value->root == value && value->grad_begin != LL_NEVER)
        add_buffer (lifetimes, targets, value, value->grad_begin, value->grad_end,
                    &value->grad);
    }
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

gsize
ll_graph_estimate (LlGraph *graph, gint n_workers)
{
  g_autoptr (GArray) lifetimes = g_array_new (FALSE, FALSE, sizeof (LlLifetime));
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  g_autofree gsize *places = NULL;
  gsize shared = 0, scratch = 0, prepared = 0;

  list_buffers (graph, lifetimes, targets);
  places = g_new (gsize, lifetimes->len);
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const LlNode *node = g_ptr_array_index (graph->nodes, i);
      LlConvMemory memory;

      if (node->klass != &ll_node_grey)
        continue;
      estimate_block (graph, node, n_workers, &memory);
      shared = MAX (shared, memory.shared);
      scratch = MAX (scratch, memory.scratch);
      prepared += graph->training ? 0 : memory.prepared;
    }

  return ll_plan ((const LlLifetime *) lifetimes->data, lifetimes->len, places) *
           sizeof (gfloat) +
         shared + (gsize) n_workers * scratch + prepared;
}

void
ll_graph_allocate (LlGraph *graph)
{
  g_autoptr (GArray) lifetimes = g_array_new (FALSE, FALSE, sizeof (LlLifetime));
  g_autoptr (GPtrArray) targets = g_ptr_array_new (); /* the pointers to set */
  g_autofree gsize *places = NULL;

  list_buffers (graph, lifetimes, targets);
  places = g_new (gsize, lifetimes->len);
  graph->bytes = ll_plan ((const LlLifetime *) lifetimes->data, lifetimes->len, places) *
                 sizeof (gfloat);
  graph->memory = ll_aligned_alloc (graph->bytes);
  for (guint i = 0; i < targets->len; i++)
    *(gfloat **) g_ptr_array_index (targets, i) = graph->memory + places[i];
}
