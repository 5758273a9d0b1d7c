/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/plan.h"

/* A buffer to place. */
typedef struct
{
  LlLifetime life;
  gsize index; /* in the array of lifetimes */
  gsize place;
} Buffer;

/* Larger buffers come first, then earlier ones. */
static gint
compare_sizes (gconstpointer a, gconstpointer b)
{
  const Buffer *x = a;
  const Buffer *y = b;

  if (x->life.size != y->life.size)
    return x->life.size < y->life.size ? 1 : -1;
  return x->life.begin - y->life.begin;
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Buffer *x = *(Buffer *const *) a;
  const Buffer *y = *(Buffer *const *) b;

  return x->place < y->place ? -1 : x->place > y->place;
}

static gboolean
live_together (const LlLifetime *a, const LlLifetime *b)
{
  return a->begin <= b->end && b->begin <= a->end;
}

/* Returns the lowest free place for @buffer; the first @n of @buffers have
 * been placed.
 */
static gsize
find_place (const Buffer *buffer, const GArray *buffers, guint n)
{
  g_autoptr (GPtrArray) alive = g_ptr_array_new ();
  gsize place = 0;

  for (guint i = 0; i < n; i++)
    {
      Buffer *other = &g_array_index (buffers, Buffer, i);

      if (live_together (&buffer->life, &other->life))
        g_ptr_array_add (alive, other);
    }
  g_ptr_array_sort (alive, compare_places);

  for (guint i = 0; i < alive->len; i++)
    {
      const Buffer *other = g_ptr_array_index (alive, i);

      if (place + buffer->life.size <= other->place)
        break;
      place = MAX (place, other->place + other->life.size);
    }

  return place;
}

gsize
ll_plan (const LlLifetime *lifetimes, gsize n, gsize *places)
{
  g_autoptr (GArray) buffers = g_array_new (FALSE, FALSE, sizeof (Buffer));
  gsize total = 0;

  for (gsize i = 0; i < n; i++)
    {
      Buffer buffer = { .life = lifetimes[i], .index = i };

      g_array_append_val (buffers, buffer);
    }

  g_array_sort (buffers, compare_sizes);
  for (guint i = 0; i < buffers->len; i++)
    {
      Buffer *buffer = &g_array_index (buffers, Buffer, i);

      buffer->place = places[buffer->index] = find_place (buffer, buffers, i);
      total = MAX (total, buffer->place + buffer->life.size);
    }

  return total;
}

gsize
ll_plan_lower_bound (const LlLifetime *lifetimes, gsize n)
{
  gsize bound = 0;

  /* The sum of sizes can only peak where a buffer's lifetime begins. */
  for (gsize i = 0; i < n; i++)
    {
      gsize sum = 0;

      for (gsize k = 0; k < n; k++)
        if (lifetimes[k].begin <= lifetimes[i].begin &&
            lifetimes[i].begin <= lifetimes[k].end)
          sum += lifetimes[k].size;
      bound = MAX (bound, sum);
    }

  return bound;
}
