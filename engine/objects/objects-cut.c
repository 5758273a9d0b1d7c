/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cuts objects at the scribbles of a person.
 *
 * A hand does not end a line exactly at a border, so lines are widened first.  What is left
 * of an object are pieces, of which those count that are large and deep enough; the others,
 * and the pixels of the lines, are given to the piece that a flood from all of them reaches
 * first.
 */

#include <string.h>

#include "data/distance.h"
#include "lazylabels/objects.h"

/* Lines are widened by this many pixels on either side. */
#define WIDER 2

/* Pieces that are nowhere deeper than this many pixels are strips along a border. */
#define LEAST_DEPTH 3

/* Puts LINE around the pixels of scribbles. */
static guint8 *
widen (const guint8 *scribbles, gint width, gint height)
{
  guint8 *lines = g_new0 (guint8, (gsize) width * (gsize) height);

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gint left = MAX (x - WIDER, 0);
        gint right = MIN (x + WIDER, width - 1);

        if (scribbles[(gsize) y * (gsize) width + (gsize) x])
          for (gint v = MAX (y - WIDER, 0); v <= MIN (y + WIDER, height - 1); v++)
            memset (lines + (gsize) v * (gsize) width + (gsize) left, 1,
                    (gsize) (right - left + 1));
      }

  return lines;
}

/* Gives @piece to the pixels of the same object that are connected with @start across edges
 * without crossing a line.  Returns how many there are.
 */
static gint
flood_piece (const LlInstances *objects,
             const guint8 *lines,
             gint start,
             gint32 piece,
             gint32 *pieces,
             gint *queue)
{
  gint32 id = objects->data[start];
  gint n = 1;

  queue[0] = start;
  pieces[start] = piece;
  for (gint next = 0; next < n; next++)
    {
      gint x = queue[next] % objects->width;
      gint y = queue[next] / objects->width;

      for (gint d = 0; d < 4; d++)
        {
          gint u = x + (d == 0) - (d == 1);
          gint v = y + (d == 2) - (d == 3);
          gint i = v * objects->width + u;

          if (u < 0 || v < 0 || u >= objects->width || v >= objects->height ||
              objects->data[i] != id || pieces[i] != 0 || lines[i])
            continue;
          pieces[i] = piece;
          queue[n++] = i;
        }
    }

  return n;
}

/* Finds all pieces; @sizes and @of get an entry each, [0] is of none. */
static LlInstances *
find_pieces (const LlInstances *objects, const guint8 *lines, GArray *sizes, GArray *of)
{
  gint n = objects->width * objects->height;
  LlInstances *pieces = ll_instances_new (objects->width, objects->height, 0);
  g_autofree gint *queue = g_new (gint, n);
  gint32 none = 0;

  g_array_append_val (sizes, none);
  g_array_append_val (of, none);
  for (gint i = 0; i < n; i++)
    if (objects->data[i] != 0 && pieces->data[i] == 0 && !lines[i])
      {
        gint size = flood_piece (objects, lines, i, ++pieces->n, pieces->data, queue);

        g_array_append_val (sizes, size);
        g_array_append_val (of, objects->data[i]);
      }

  return pieces;
}

/* [n + 1]: the deepest pixel of each piece, squared. */
static gint *
find_depths (const LlInstances *pieces)
{
  g_autofree gint *depths = ll_instances_depths (pieces);
  gint *deepest = g_new0 (gint, (gsize) pieces->n + 1);

  for (gint i = 0; i < pieces->width * pieces->height; i++)
    deepest[pieces->data[i]] = MAX (deepest[pieces->data[i]], depths[i]);

  return deepest;
}

/* Numbers the result: [n + 1] of pieces, 0 for those that are no parts.  @whole gets the
 * number of each object that stays whole, else 0.
 */
static gint32 *
number_parts (const LlInstances *objects,
              const LlInstances *pieces,
              const GArray *sizes,
              const GArray *of,
              gint smallest,
              gint32 *whole,
              GArray *from)
{
  g_autofree gint *depths = find_depths (pieces);
  g_autofree gint *parts = g_new0 (gint, (gsize) objects->n + 1);
  g_autofree gint32 *first = g_new0 (gint32, (gsize) objects->n + 1);
  g_autofree gint32 *next = g_new0 (gint32, (gsize) pieces->n + 1);
  gint32 *number = g_new0 (gint32, (gsize) pieces->n + 1);
  gint32 none = 0;

  /* The parts of each object, as a list. */
  for (gint32 k = pieces->n; k > 0; k--)
    if (g_array_index (sizes, gint, k) >= smallest &&
        depths[k] >= LEAST_DEPTH * LEAST_DEPTH)
      {
        gint32 id = g_array_index (of, gint32, k);

        parts[id]++;
        next[k] = first[id];
        first[id] = k;
      }

  g_array_append_val (from, none);
  for (gint32 id = 1; id <= objects->n; id++)
    {
      if (parts[id] < 2)
        {
          whole[id] = (gint32) from->len;
          g_array_append_val (from, id);
          continue;
        }
      for (gint32 k = first[id]; k != 0; k = next[k])
        {
          number[k] = (gint32) from->len;
          g_array_append_val (from, id);
        }
    }

  return number;
}

/* Spreads the parts over what is left of their objects. */
static void
spread_parts (const LlInstances *objects, gint32 *data)
{
  gint n = objects->width * objects->height;
  g_autofree gint *queue = g_new (gint, n);
  gint end = 0;

  for (gint i = 0; i < n; i++)
    if (data[i] != 0)
      queue[end++] = i;
  for (gint at = 0; at < end; at++)
    {
      gint x = queue[at] % objects->width;
      gint y = queue[at] / objects->width;

      for (gint d = 0; d < 4; d++)
        {
          gint u = x + (d == 0) - (d == 1);
          gint v = y + (d == 2) - (d == 3);
          gint i = v * objects->width + u;

          if (u < 0 || v < 0 || u >= objects->width || v >= objects->height ||
              data[i] != 0 || objects->data[i] != objects->data[queue[at]])
            continue;
          data[i] = data[queue[at]];
          queue[end++] = i;
        }
    }
}

LlInstances *
ll_instances_cut (const LlInstances *objects,
                  const guint8 *scribbles,
                  gint smallest,
                  gint32 **from)
{
  gint n = objects->width * objects->height;
  g_autofree guint8 *lines = widen (scribbles, objects->width, objects->height);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GArray) of = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) origins = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (LlInstances) pieces = find_pieces (objects, lines, sizes, of);
  g_autofree gint32 *whole = g_new0 (gint32, (gsize) objects->n + 1);
  g_autofree gint32 *number =
    number_parts (objects, pieces, sizes, of, smallest, whole, origins);
  LlInstances *cut =
    ll_instances_new (objects->width, objects->height, (gint) origins->len - 1);

  for (gint i = 0; i < n; i++)
    cut->data[i] =
      whole[objects->data[i]] != 0 ? whole[objects->data[i]] : number[pieces->data[i]];
  spread_parts (objects, cut->data);
  for (gint32 id = 1; id <= cut->n; id++)
    cut->class_of[id] = objects->class_of[g_array_index (origins, gint32, id)];
  if (objects->missing)
    cut->missing = g_memdup2 (objects->missing, (gsize) n);
  if (from)
    *from = (gint32 *) (gpointer) g_array_free (g_steal_pointer (&origins), FALSE);

  return cut;
}
