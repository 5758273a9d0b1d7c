/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds objects that touch across gaps of a few pixels.  The objects grow into the gaps,
 * and where two of them meet lies their interface, whose length is that of a part of a
 * grown outline.
 */

#include <math.h>
#include <string.h>

#include "measure/cracks.h"
#include "data/offsets.h"
#include "measure/shapes.h"

#define NOBODY G_MAXUINT16

/* The largest allowed detour, in pixels, of a path between two objects through their
 * meeting point, compared to the straight one.  It excludes places beyond the ends of a
 * gap, where grown objects meet around the corner.  For straight gaps of 0 to 5 pixels at
 * all angles, smaller values lose parts of the interface (0.5 loses a third), while with
 * this one 40 pixels measure 40.4 to 41.3 on average.
 */
#define DETOUR 0.9

typedef struct
{
  const LlInstances *instances;
  LlInstances *zones; /* the grown objects */
  GArray *offsets;    /* nearest first */
  guint16 *nearest;   /* per pixel, the offset from the nearest pixel of an object */
  gdouble limit;      /* the largest distance between centres of touching pixels */
  GArray *contacts;
} Work;

static gint32
look_at_pixel (const LlInstances *instances, gint x, gint y)
{
  if (x < 0 || y < 0 || x >= instances->width || y >= instances->height)
    return 0;
  return instances->data[(gsize) y * (gsize) instances->width + (gsize) x];
}

/* Only object pixels next to the background can be the nearest to another pixel. */
static gboolean
has_free_side (const LlInstances *instances, gint x, gint y)
{
  for (gint k = 0; k < 4; k++)
    {
      gint u = x + ll_step_x[k];
      gint v = y + ll_step_y[k];

      if (u >= 0 && v >= 0 && u < instances->width && v < instances->height &&
          look_at_pixel (instances, u, v) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
grow_pixel (Work *work, gint x, gint y)
{
  gint w = work->instances->width;
  gint h = work->instances->height;

  for (guint k = 1; k < work->offsets->len; k++)
    {
      const LlOffset *offset = &g_array_index (work->offsets, LlOffset, k);
      gint u = x + offset->dx;
      gint v = y + offset->dy;

      if (u >= 0 && v >= 0 && u < w && v < h)
        {
          guint16 *nearest = &work->nearest[(gsize) v * (gsize) w + (gsize) u];

          *nearest = MIN (*nearest, (guint16) k);
        }
    }
}

/* Assigns each background pixel to the nearest object within the radius, by exact
 * distances.
 */
static void
grow_contacts (Work *work)
{
  const LlInstances *instances = work->instances;
  gint w = instances->width;
  gsize pixels = (gsize) w * (gsize) instances->height;

  for (gsize i = 0; i < pixels; i++)
    work->nearest[i] = instances->data[i] != 0 ? 0 : NOBODY;
  for (gint y = 0; y < instances->height; y++)
    for (gint x = 0; x < w; x++)
      if (look_at_pixel (instances, x, y) != 0 && has_free_side (instances, x, y))
        grow_pixel (work, x, y);

  for (gint y = 0; y < instances->height; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = (gsize) y * (gsize) w + (gsize) x;
        const LlOffset *offset;

        if (work->nearest[i] == NOBODY)
          continue;
        offset = &g_array_index (work->offsets, LlOffset, work->nearest[i]);
        work->zones->data[i] = look_at_pixel (instances, x - offset->dx, y - offset->dy);
      }
}

static const LlOffset *
get_offset (const Work *work, gint x, gint y)
{
  gsize i = (gsize) y * (gsize) work->instances->width + (gsize) x;

  return &g_array_index (work->offsets, LlOffset, work->nearest[i]);
}

static gdouble
get_length (gint dx, gint dy)
{
  return sqrt ((gdouble) dx * dx + (gdouble) dy * dy);
}

/* Returns whether two objects touch where the pixels (x, y) and (u, v) of their zones are
 * adjacent.
 */
static gboolean
is_contact (const Work *work, gint x, gint y, gint u, gint v)
{
  const LlOffset *p = get_offset (work, x, y);
  const LlOffset *q = get_offset (work, u, v);
  gdouble straight = get_length ((u - q->dx) - (x - p->dx), (v - q->dy) - (y - p->dy));
  gdouble way = get_length (p->dx, p->dy) + 1.0 + get_length (q->dx, q->dy);

  return straight <= work->limit && way - straight <= DETOUR;
}

/* Consecutive steps mostly belong to the same pair, so they are summed at once. */
static void
add_contact (GArray *contacts, gint32 a, gint32 b, gdouble length)
{
  LlContact contact = { MIN (a, b), MAX (a, b), length };
  LlContact *last =
    contacts->len > 0 ? &g_array_index (contacts, LlContact, contacts->len - 1) : NULL;

  if (last && last->a == contact.a && last->b == contact.b)
    last->length += length;
  else
    g_array_append_val (contacts, contact);
}

/* An interface is part of the walks of both its objects, so each contributes half its
 * length.
 */
static void
add_walk (const LlWalk *walk, gpointer data)
{
  Work *work = data;
  g_autofree gfloat *lengths = NULL;
  gint x = walk->x;
  gint y = walk->y;

  for (gsize i = 0; i < walk->n; i++)
    {
      guint8 step = walk->steps[i];
      gint right = (step + 1) % 4;
      gint u, v;

      if (ll_step_outside (work->zones, x, y, step, &u, &v) &&
          look_at_pixel (work->zones, u, v) != 0 &&
          is_contact (work, u + ll_step_x[right], v + ll_step_y[right], u, v))
        {
          if (!lengths)
            {
              lengths = g_new (gfloat, walk->n);
              ll_walk_lengths (walk, lengths);
            }
          add_contact (work->contacts, walk->id, look_at_pixel (work->zones, u, v),
                       0.5 * lengths[i]);
        }
      x += ll_step_x[step];
      y += ll_step_y[step];
    }
}

static gint
compare_contacts (gconstpointer a, gconstpointer b)
{
  const LlContact *p = a;
  const LlContact *q = b;

  if (p->a != q->a)
    return p->a < q->a ? -1 : 1;
  return p->b < q->b ? -1 : p->b > q->b;
}

/* Merges the contacts of each pair.  The sort is stable, so that rounding is
 * reproducible.
 */
static void
sum_contacts (GArray *contacts)
{
  guint n = 0;

  g_array_sort (contacts, compare_contacts);
  for (guint i = 0; i < contacts->len; i++)
    {
      LlContact contact = g_array_index (contacts, LlContact, i);
      LlContact *last = n > 0 ? &g_array_index (contacts, LlContact, n - 1) : NULL;

      if (last && compare_contacts (last, &contact) == 0)
        last->length += contact.length;
      else
        g_array_index (contacts, LlContact, n++) = contact;
    }
  g_array_set_size (contacts, n);
}

GArray *
ll_contacts_new (const LlInstances *instances, gint gap)
{
  g_autoptr (LlInstances) zones =
    ll_instances_new (instances->width, instances->height, instances->n);
  g_autoptr (GArray) offsets = ll_offsets_new (gap / 2.0 + 1.5);
  g_autofree guint16 *nearest =
    g_new (guint16, (gsize) instances->width * (gsize) instances->height);
  Work work = {
    instances, zones,         offsets,
    nearest,   gap + G_SQRT2, g_array_new (FALSE, FALSE, sizeof (LlContact))
  };

  grow_contacts (&work);
  ll_walks_trace (zones, add_walk, &work);
  sum_contacts (work.contacts);
  return work.contacts;
}
