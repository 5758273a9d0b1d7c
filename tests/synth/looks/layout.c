/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects are thrown one by one, and stay where few points of their outlines hit others. */

#include <math.h>
#include <stdlib.h>

#include "looks/dice.h"
#include "looks/layout.h"

#define TRIES 24

typedef struct
{
  SynthLayout *layout;
  const SynthArrangement *arrangement;
  LlRandom *random;
  gfloat *nearness; /* f of each pixel's owner; %NULL where contacts are not flat */
  gsize covered;
} Thrower;

static int
compare_descending (const void *a, const void *b)
{
  gdouble x = *(const gdouble *) a;
  gdouble y = *(const gdouble *) b;

  return (x < y) - (x > y);
}

static GArray *
draw_diameters (const Thrower *thrower)
{
  const SynthArrangement *arrangement = thrower->arrangement;
  GArray *diameters = g_array_new (FALSE, FALSE, sizeof (gdouble));
  gdouble area = (gdouble) thrower->layout->width * thrower->layout->height;
  gdouble sum = 0.0;

  /* Some of them will find no room, and some overlap. */
  while (sum < 2.0 * arrangement->fill * area && diameters->len < 12000)
    {
      gdouble spread =
        CLAMP (arrangement->spread * synth_normal (thrower->random), -1.6, 1.2);
      gdouble diameter = MAX (arrangement->diameter * exp (spread), 5.0);

      sum += 0.25 * G_PI * diameter * diameter;
      g_array_append_val (diameters, diameter);
    }
  if (arrangement->large_first)
    qsort (diameters->data, diameters->len, sizeof (gdouble), compare_descending);
  return diameters;
}

static guint16
owner_at (const SynthLayout *layout, gfloat x, gfloat y)
{
  if (x < 0.0f || y < 0.0f || x >= (gfloat) layout->width || y >= (gfloat) layout->height)
    return 0;
  return layout->owner[(gsize) y * (gsize) layout->width + (gsize) x];
}

/* Returns: whether the shape hits others at more points than allowed. */
static gboolean
is_crowded (const Thrower *thrower, const SynthShape *shape)
{
  gfloat wider = 1.0f + (gfloat) thrower->arrangement->gap / shape->b;
  gint points = shape->reach > 20.0f ? 32 : 16;
  gint allowed = (gint) (thrower->arrangement->overlap * points);
  gint hits = 0;
  gfloat x, y;

  if (owner_at (thrower->layout, shape->x, shape->y) != 0)
    return TRUE;
  for (gint i = 0; i < points; i++)
    {
      synth_shape_point (shape, wider, i * SYNTH_TURN / points, &x, &y);
      hits += owner_at (thrower->layout, x, y) != 0;
      if (hits > allowed)
        return TRUE;
      if (i % 2 == 0)
        {
          synth_shape_point (shape, 0.55f, i * SYNTH_TURN / points, &x, &y);
          hits += owner_at (thrower->layout, x, y) != 0;
        }
    }
  return FALSE;
}

static void
stamp (Thrower *thrower, const SynthShape *shape, guint16 id)
{
  SynthLayout *layout = thrower->layout;
  gint left = MAX ((gint) (shape->x - shape->reach), 0);
  gint right = MIN ((gint) (shape->x + shape->reach) + 1, layout->width);
  gint top = MAX ((gint) (shape->y - shape->reach), 0);
  gint bottom = MIN ((gint) (shape->y + shape->reach) + 1, layout->height);

  for (gint y = top; y < bottom; y++)
    for (gint x = left; x < right; x++)
      {
        gsize i = (gsize) y * (gsize) layout->width + (gsize) x;
        gfloat f =
          synth_shape_radius (shape, (gfloat) x - shape->x, (gfloat) y - shape->y);

        if (f >= 1.0f)
          continue;
        if (layout->owner[i] == 0)
          thrower->covered++;
        else if (thrower->arrangement->contact == SYNTH_CONTACT_BELOW ||
                 (thrower->nearness && thrower->nearness[i] <= f))
          continue;
        layout->owner[i] = id;
        if (thrower->nearness)
          thrower->nearness[i] = f;
      }
}

/* Puts a shape so that it just about touches one that lies already. */
static void
put_beside (const Thrower *thrower, SynthShape *shape)
{
  GArray *objects = thrower->layout->objects;
  gint other = 1 + ll_random_int (thrower->random, (gint) objects->len - 1);
  const SynthShape *host = &g_array_index (objects, SynthObject, other).shape;
  gint turn = ll_random_int (thrower->random, SYNTH_TURN);
  gdouble room = thrower->arrangement->gap + synth_between (thrower->random, -0.2, 0.05) *
                                               thrower->arrangement->overlap * 2.0 *
                                               (gdouble) shape->b;
  gfloat x, y, dx, dy, far;

  synth_shape_point (host, 1.0f, turn, &x, &y);
  dx = x - host->x;
  dy = y - host->y;
  far = sqrtf (dx * dx + dy * dy) + 1e-6f;
  /* The shape's own radius in the opposite direction. */
  gfloat own = 1.0f / (synth_shape_radius (shape, -dx / far, -dy / far) + 1e-6f);

  shape->x = x + dx / far * (own + (gfloat) room);
  shape->y = y + dy / far * (own + (gfloat) room);
}

static gboolean
throw_one (Thrower *thrower, gdouble diameter)
{
  SynthLayout *layout = thrower->layout;
  SynthObject object = { .diameter = (gfloat) diameter };
  gfloat margin;

  synth_shape_init (&object.shape, &thrower->arrangement->shapes, diameter,
                    thrower->random);
  margin = 0.35f * (gfloat) diameter;
  for (gint i = 0; i < TRIES; i++)
    {
      if (layout->objects->len > 1 &&
          synth_chance (thrower->random, thrower->arrangement->cluster))
        put_beside (thrower, &object.shape);
      else
        {
          object.shape.x = (gfloat) synth_between (thrower->random, (gdouble) -margin,
                                                   layout->width + (gdouble) margin);
          object.shape.y = (gfloat) synth_between (thrower->random, (gdouble) -margin,
                                                   layout->height + (gdouble) margin);
        }
      if (object.shape.x < -margin || object.shape.y < -margin ||
          object.shape.x > (gfloat) layout->width + margin ||
          object.shape.y > (gfloat) layout->height + margin ||
          is_crowded (thrower, &object.shape))
        continue;
      stamp (thrower, &object.shape, (guint16) layout->objects->len);
      g_array_append_val (layout->objects, object);
      return TRUE;
    }
  return FALSE;
}

static void
throw_all (SynthLayout *layout, const SynthArrangement *arrangement, LlRandom *random)
{
  Thrower thrower = { layout, arrangement, random, NULL, 0 };
  gsize n = (gsize) layout->width * (gsize) layout->height;
  gsize enough = (gsize) (arrangement->fill * (gdouble) n);
  g_autoptr (GArray) diameters = draw_diameters (&thrower);
  g_autofree gfloat *nearness = NULL;
  gint failures = 0;

  if (arrangement->contact == SYNTH_CONTACT_FLAT)
    nearness = g_new0 (gfloat, n);
  thrower.nearness = nearness;
  for (guint i = 0; i < diameters->len; i++)
    {
      if (thrower.covered >= enough || (gint) layout->objects->len > arrangement->most ||
          failures > 400)
        break;
      failures =
        throw_one (&thrower, g_array_index (diameters, gdouble, i)) ? 0 : failures + 1;
    }
  for (guint i = 1; i < layout->objects->len; i++)
    g_array_index (layout->objects, SynthObject, i).rank =
      (gfloat) i / (gfloat) layout->objects->len;
}

/* A chamfer distance to the nearest pixel of another owner. */
static void
measure_edges (SynthLayout *layout)
{
  gint w = layout->width;
  gint h = layout->height;
  const gint dx[4] = { -1, -1, 0, 1 };
  const gint dy[4] = { 0, -1, -1, -1 };
  const gfloat length[4] = { 1.0f, 1.414f, 1.0f, 1.414f };

  for (gint pass = 0; pass < 2; pass++)
    for (gint j = 0; j < h; j++)
      for (gint k = 0; k < w; k++)
        {
          gint sign = pass == 0 ? 1 : -1;
          gint x = pass == 0 ? k : w - 1 - k;
          gint y = pass == 0 ? j : h - 1 - j;
          gsize i = (gsize) y * (gsize) w + (gsize) x;
          gfloat *edge = &layout->edge->data[i];

          for (gint side = 0; side < 4; side++)
            {
              gint nx = x + sign * dx[side];
              gint ny = y + sign * dy[side];
              gsize neighbour = (gsize) ny * (gsize) w + (gsize) nx;

              if (nx < 0 || ny < 0 || nx >= w || ny >= h)
                continue;
              if (layout->owner[neighbour] != layout->owner[i])
                *edge = MIN (*edge, 0.5f * length[side]);
              else
                *edge = MIN (*edge, layout->edge->data[neighbour] + length[side]);
            }
        }
}

SynthLayout *
synth_layout_new (gint width,
                  gint height,
                  const SynthArrangement *arrangement,
                  LlRandom *random)
{
  SynthLayout *layout = g_new0 (SynthLayout, 1);
  SynthObject rest = { .diameter = 0.0f };

  layout->width = width;
  layout->height = height;
  layout->objects = g_array_new (FALSE, TRUE, sizeof (SynthObject));
  g_array_append_val (layout->objects, rest);
  layout->owner = g_new0 (guint16, (gsize) width * (gsize) height);
  layout->grains = arrangement->grains;
  layout->flat = !arrangement->grains && arrangement->contact == SYNTH_CONTACT_FLAT;
  layout->edge = synth_plane_new (width, height, 1e4f);
  if (arrangement->grains)
    synth_grains_fill (layout, arrangement, random);
  else
    throw_all (layout, arrangement, random);
  measure_edges (layout);
  return layout;
}

void
synth_layout_free (SynthLayout *layout)
{
  if (layout == NULL)
    return;
  g_array_unref (layout->objects);
  g_free (layout->owner);
  synth_plane_free (layout->edge);
  g_free (layout);
}
