/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which memory each value gets.
 *
 * Node i of n runs at time i forward and at 2 n - 1 - i backward.  A buffer is needed
 * from its first writer to its last reader; buffers are placed largest first, each at
 * the lowest place that is free during its life.
 */

#include "net/graph-private.h"

/* Floats between the starts of buffers: a cache line. */
#define ALIGNMENT 16

typedef struct
{
  gsize size;
  gsize place;
  gint begin;
  gint end;
  gfloat **data;
} Buffer;

static void
extend (gint *begin, gint *end, gint time)
{
  *begin = *begin == LL_NEVER ? time : MIN (*begin, time);
  *end = MAX (*end, time);
}

static void
use (LlValue *value, gint time)
{
  LlValue *root = ll_value_get_root (value);

  extend (&root->begin, &root->end, time);
}

static void
use_grad (LlValue *value, gint time)
{
  LlValue *root = ll_value_get_root (value);

  extend (&root->grad_begin, &root->grad_end, time);
}

static void
find_lives (LlGraph *graph)
{
  gint n = (gint) graph->nodes->len;

  for (gint i = 0; i < n; i++)
    {
      LlNode *node = g_ptr_array_index (graph->nodes, i);
      gint back = 2 * n - 1 - i;

      use (node->out, i);
      for (gint k = 0; k < LL_MAX_INPUTS && node->in[k]; k++)
        {
          use (node->in[k], i);
          if (!graph->training)
            continue;
          if (node->klass->keeps_inputs)
            use (node->in[k], back);
          if (node->in[k]->has_grad)
            use_grad (node->in[k], back);
        }
      if (graph->training)
        use_grad (node->out, back);
      if (graph->training && node->klass->keeps_output)
        use (node->out, back);

      /* What the caller reads after the forward pass, and fills before the backward one. */
      if (node->klass == &ll_node_head)
        {
          use (node->out, graph->training ? n : n - 1);
          if (graph->training)
            use_grad (node->out, n - 1);
        }
    }
}

static gint
compare_sizes (gconstpointer a, gconstpointer b)
{
  const Buffer *x = a;
  const Buffer *y = b;

  if (x->size != y->size)
    return x->size < y->size ? 1 : -1;
  return x->begin - y->begin;
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Buffer *x = *(Buffer *const *) a;
  const Buffer *y = *(Buffer *const *) b;

  return x->place < y->place ? -1 : x->place > y->place;
}

/* Places @buffers and returns the floats that they need together. */
static gsize
place (GArray *buffers)
{
  gsize total = 0;

  g_array_sort (buffers, compare_sizes);
  for (guint i = 0; i < buffers->len; i++)
    {
      Buffer *buffer = &g_array_index (buffers, Buffer, i);
      g_autoptr (GPtrArray) alive = g_ptr_array_new ();
      gsize at = 0;

      for (guint k = 0; k < i; k++)
        {
          Buffer *other = &g_array_index (buffers, Buffer, k);

          if (other->begin <= buffer->end && buffer->begin <= other->end)
            g_ptr_array_add (alive, other);
        }
      g_ptr_array_sort (alive, compare_places);
      for (guint k = 0; k < alive->len; k++)
        {
          Buffer *other = g_ptr_array_index (alive, k);

          if (at + buffer->size <= other->place)
            break;
          at = MAX (at, other->place + other->size);
        }
      buffer->place = at;
      total = MAX (total, at + buffer->size);
    }
  return total;
}

static void
add_buffer (GArray *buffers, const LlValue *value, gint begin, gint end, gfloat **data)
{
  gsize channels = (gsize) (value->planar ? value->channels
                                          : ll_count_blocks (value->channels) * LL_BLOCK);
  gsize floats =
    channels * (gsize) value->batch * (gsize) value->height * (gsize) value->width;
  Buffer buffer = {
    .size = (floats + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT,
    .begin = begin,
    .end = end,
    .data = data,
  };

  g_array_append_val (buffers, buffer);
}

void
ll_graph_plan (LlGraph *graph)
{
  g_autoptr (GArray) buffers = g_array_new (FALSE, FALSE, sizeof (Buffer));

  find_lives (graph);

  for (guint i = 0; i < graph->values->len; i++)
    {
      LlValue *value = g_ptr_array_index (graph->values, i);

      if (value->root == value && value->begin != LL_NEVER)
        add_buffer (buffers, value, value->begin, value->end, &value->data);
      if (value->root == value && value->grad_begin != LL_NEVER)
        add_buffer (buffers, value, value->grad_begin, value->grad_end, &value->grad);
    }

  graph->bytes = place (buffers) * sizeof (gfloat);
  graph->memory = ll_aligned_alloc (graph->bytes);
  for (guint i = 0; i < buffers->len; i++)
    {
      Buffer *buffer = &g_array_index (buffers, Buffer, i);

      *buffer->data = graph->memory + buffer->place;
    }
}
