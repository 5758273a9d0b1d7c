/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lower envelopes of parabolas: P. F. Felzenszwalb and D. P. Huttenlocher, "Distance
 * transforms of sampled functions", Theory of Computing 8 (2012).  Each object has a
 * pass of its own over the box around it, a pixel wider where the image allows.
 */

#include "data/distance.h"

#define FAR_AWAY 1e15

typedef struct
{
  gint x0, y0, x1, y1; /* the last ones are outside */
} Box;

typedef struct
{
  gdouble *in;
  gdouble *out;
  gint *vertex;
  gdouble *start;
} Scratch;

/* For lines of up to @length pixels. */
static Scratch
scratch_for (gint length)
{
  return (Scratch){ g_new (gdouble, length), g_new (gdouble, length),
                    g_new (gint, length), g_new (gdouble, length + 1) };
}

static void
scratch_clear (Scratch *scratch)
{
  g_free (scratch->in);
  g_free (scratch->out);
  g_free (scratch->vertex);
  g_free (scratch->start);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scratch, scratch_clear)

/* out[q] = min over p of (q - p)^2 + in[p] */
static void
transform_line (const Scratch *line, gint n)
{
  const gdouble *f = line->in;
  gint *v = line->vertex;
  gdouble *z = line->start;
  gint k = 0;

  v[0] = 0;
  z[0] = -FAR_AWAY * 4;
  z[1] = FAR_AWAY * 4;
  for (gint q = 1; q < n; q++)
    {
      gdouble s;

      while (TRUE)
        {
          gdouble p = v[k];

          s = ((f[q] - f[v[k]]) + (q * (gdouble) q - p * p)) / (2.0 * (q - p));
          if (k == 0 || s > z[k])
            break;
          k--;
        }
      if (s <= z[k])
        {
          v[k] = q;
        }
      else
        {
          k++;
          v[k] = q;
          z[k] = s;
        }
      z[k + 1] = FAR_AWAY * 4;
    }

  k = 0;
  for (gint q = 0; q < n; q++)
    {
      while (z[k + 1] < q)
        k++;
      line->out[q] = (gdouble) (q - v[k]) * (q - v[k]) + f[v[k]];
    }
}

/* Distances in a box.  @map is 0 where distances start, and %FAR_AWAY elsewhere. */
static void
transform (gdouble *map, gint width, gint height, const Scratch *line)
{
  for (gint x = 0; x < width; x++)
    {
      for (gint y = 0; y < height; y++)
        line->in[y] = map[(gsize) y * (gsize) width + (gsize) x];
      transform_line (line, height);
      for (gint y = 0; y < height; y++)
        map[(gsize) y * (gsize) width + (gsize) x] = MIN (line->out[y], FAR_AWAY);
    }

  for (gint y = 0; y < height; y++)
    {
      gdouble *row = map + (gsize) y * (gsize) width;

      for (gint x = 0; x < width; x++)
        line->in[x] = row[x];
      transform_line (line, width);
      for (gint x = 0; x < width; x++)
        row[x] = line->out[x];
    }
}

static gint
round_square (gdouble square)
{
  return square < G_MAXINT ? (gint) (square + 0.5) : LL_NO_BORDER;
}

static void
transform_object (const LlInstances *instances,
                  gint32 id,
                  Box box,
                  const Scratch *line,
                  gdouble *map,
                  gint *distance)
{
  gint w = box.x1 - box.x0;
  gint h = box.y1 - box.y0;

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = (gsize) (box.y0 + y) * (gsize) instances->width + (gsize) (box.x0 + x);

        map[(gsize) y * (gsize) w + (gsize) x] =
          instances->data[i] == id ? FAR_AWAY : 0.0;
      }
  transform (map, w, h, line);
  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = (gsize) (box.y0 + y) * (gsize) instances->width + (gsize) (box.x0 + x);

        if (instances->data[i] == id)
          distance[i] = round_square (map[(gsize) y * (gsize) w + (gsize) x]);
      }
}

static Box *
find_boxes (const LlInstances *instances)
{
  Box *boxes = g_new (Box, instances->n + 1);

  for (gint id = 0; id <= instances->n; id++)
    boxes[id] = (Box){ instances->width, instances->height, 0, 0 };
  for (gint y = 0; y < instances->height; y++)
    for (gint x = 0; x < instances->width; x++)
      {
        gsize i = (gsize) y * (gsize) instances->width + (gsize) x;
        Box *box = &boxes[instances->data[i]];

        box->x0 = MIN (box->x0, MAX (x - 1, 0));
        box->y0 = MIN (box->y0, MAX (y - 1, 0));
        box->x1 = MAX (box->x1, MIN (x + 2, instances->width));
        box->y1 = MAX (box->y1, MIN (y + 2, instances->height));
      }
  return boxes;
}

gint *
ll_instances_depths (const LlInstances *instances)
{
  gsize pixels = (gsize) instances->width * (gsize) instances->height;
  gint *distance = g_new0 (gint, pixels);
  g_autofree Box *boxes = find_boxes (instances);
  g_autofree gdouble *map = g_new (gdouble, pixels);
  g_auto (Scratch) line = scratch_for (MAX (instances->width, instances->height));

  for (gint32 id = 1; id <= instances->n; id++)
    if (boxes[id].x1 > boxes[id].x0)
      transform_object (instances, id, boxes[id], &line, map, distance);
  return distance;
}

gint *
ll_squared_distances (const guint8 *set, gint width, gint height)
{
  gsize pixels = (gsize) width * (gsize) height;
  gint *distance = g_new (gint, pixels);
  g_autofree gdouble *map = g_new (gdouble, pixels);
  g_auto (Scratch) line = scratch_for (MAX (width, height));

  for (gsize i = 0; i < pixels; i++)
    map[i] = set[i] ? 0.0 : FAR_AWAY;
  transform (map, width, height, &line);
  for (gsize i = 0; i < pixels; i++)
    distance[i] = round_square (map[i]);
  return distance;
}
