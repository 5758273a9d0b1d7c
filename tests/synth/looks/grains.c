/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Grains that fill the plane: cells around seeds, one per square of a lattice. */

#include <math.h>

#include "looks/dice.h"
#include "looks/layout.h"
#include "looks/textures.h"

#define MARGIN 3 /* squares around the picture */

typedef struct
{
  gfloat x, y;   /* in squares                    */
  gfloat weight; /* larger cells have larger ones */
  guint16 id;
} Seed;

typedef struct
{
  gint columns, rows;
  gfloat side;  /* pixels per square */
  gfloat to[4]; /* from pixels to squares */
  Seed *seeds;
} Lattice;

static gfloat
length_of (gfloat x, gfloat y)
{
  return sqrtf (x * x + y * y);
}

static void
add_object (SynthLayout *layout, const Lattice *lattice, const Seed *seed)
{
  SynthObject object = { .diameter = 1.128f * lattice->side };
  SynthShape *shape = &object.shape;
  const gfloat *to = lattice->to;
  gfloat u = seed->x - 0.5f * (gfloat) lattice->columns;
  gfloat v = seed->y - 0.5f * (gfloat) lattice->rows;
  gfloat determinant = to[0] * to[3] - to[1] * to[2];

  shape->x = (to[3] * u - to[1] * v) / determinant + 0.5f * (gfloat) layout->width;
  shape->y = (to[0] * v - to[2] * u) / determinant + 0.5f * (gfloat) layout->height;
  shape->a = shape->b = 0.5f * object.diameter;
  shape->cos = 1.0f;
  for (gint i = 0; i <= SYNTH_TURN; i++)
    shape->radius[i] = 1.0f;
  shape->reach = 2.0f * object.diameter;
  g_array_append_val (layout->objects, object);
}

static void
sow (SynthLayout *layout,
     Lattice *lattice,
     const SynthArrangement *arrangement,
     LlRandom *random)
{
  gint n = lattice->columns * lattice->rows;

  lattice->seeds = g_new0 (Seed, n);
  for (gint i = 0; i < n; i++)
    {
      Seed *seed = &lattice->seeds[i];
      gint column = i % lattice->columns;
      gint row = i / lattice->columns;
      gdouble jitter = 0.5 * arrangement->irregular;

      /* Alternate rows are shifted, as in a honeycomb. */
      seed->x = (gfloat) (column + 0.25 + 0.5 * (row % 2) +
                          synth_either_sign (random, 0.0, jitter));
      seed->y = (gfloat) (row + 0.5 + synth_either_sign (random, 0.0, jitter));
      seed->weight =
        (gfloat) (CLAMP (arrangement->spread * synth_normal (random), -0.8, 0.8) * 0.35);
      if (synth_chance (random, arrangement->missing))
        continue;
      if (column > 0 && seed[-1].id && synth_chance (random, 0.5 * arrangement->merge))
        seed->id = seed[-1].id;
      else if (row > 0 && seed[-lattice->columns].id &&
               synth_chance (random, 0.5 * arrangement->merge))
        seed->id = seed[-lattice->columns].id;
      else
        {
          seed->id = (guint16) MIN (layout->objects->len, 65535);
          add_object (layout, lattice, seed);
        }
    }
}

/* Finds the cell of a point, and how far its boundary is. */
static guint16
look_up (const Lattice *lattice, gfloat u, gfloat v, gfloat rounding, gfloat *distance)
{
  gint cu = (gint) u;
  gint cv = (gint) v;
  gfloat nearest = 99.0f;
  gfloat best[2] = { 99.0f, 99.0f }; /* of the nearest two other cells */
  gint id = -1;
  guint16 other = 0;

  for (gint j = MAX (cv - 2, 0); j <= MIN (cv + 2, lattice->rows - 1); j++)
    for (gint i = MAX (cu - 2, 0); i <= MIN (cu + 2, lattice->columns - 1); i++)
      {
        const Seed *seed = &lattice->seeds[j * lattice->columns + i];
        gfloat du = seed->x - u;
        gfloat dv = seed->y - v;
        gfloat d = sqrtf (du * du + dv * dv) - seed->weight;

        if (d < nearest)
          {
            if (id >= 0 && seed->id != id)
              {
                best[1] = other == seed->id ? best[1] : best[0];
                best[0] = nearest;
                other = (guint16) id;
              }
            nearest = d;
            id = seed->id;
          }
        else if (seed->id != id && d < best[0])
          {
            best[1] = other == seed->id ? best[1] : best[0];
            best[0] = d;
            other = seed->id;
          }
        else if (seed->id != id && seed->id != other && d < best[1])
          best[1] = d;
      }
  *distance = 0.5f * (best[0] - nearest);
  if (rounding > 0.0f)
    *distance = MIN (*distance, 0.5f * (0.5f * (best[0] + best[1]) - nearest) - rounding);
  return (guint16) MAX (id, 0);
}

void
synth_grains_fill (SynthLayout *layout,
                   const SynthArrangement *arrangement,
                   LlRandom *random)
{
  const SynthShapes *shapes = &arrangement->shapes;
  SynthTexture clouds = { SYNTH_TEXTURE_FRACTAL, 0.6 * arrangement->diameter, 2, 1.0,
                          0.4 };
  gfloat warp = (gfloat) arrangement->warp * 0.3f;
  g_autoptr (SynthPlane) bend_u = NULL;
  g_autoptr (SynthPlane) bend_v = NULL;
  gdouble stretch = sqrt (CLAMP (shapes->aspect, 1.0, 4.0));
  Lattice lattice = { .side = (gfloat) (0.886 * arrangement->diameter) };
  gfloat c = (gfloat) cos (shapes->angle) / lattice.side;
  gfloat s = (gfloat) sin (shapes->angle) / lattice.side;
  gfloat reach;

  lattice.to[0] = c / (gfloat) stretch;
  lattice.to[1] = s / (gfloat) stretch;
  lattice.to[2] = -s * (gfloat) stretch;
  lattice.to[3] = c * (gfloat) stretch;
  /* The picture is turned around its centre, so the lattice covers its diagonal. */
  reach = length_of ((gfloat) layout->width, (gfloat) layout->height) / lattice.side *
          (gfloat) stretch;
  lattice.columns = (gint) (reach / (gfloat) (stretch * stretch)) + 2 * MARGIN + 2;
  lattice.rows = (gint) reach + 2 * MARGIN + 2;
  sow (layout, &lattice, arrangement, random);
  if (warp > 0.0f)
    {
      guint32 seed = (guint32) ll_random_next (random);

      bend_u = synth_texture_new (&clouds, layout->width, layout->height, seed);
      bend_v = synth_texture_new (&clouds, layout->width, layout->height, seed + 1u);
    }

  for (gint y = 0; y < layout->height; y++)
    for (gint x = 0; x < layout->width; x++)
      {
        gsize i = (gsize) y * (gsize) layout->width + (gsize) x;
        gfloat dx = (gfloat) x - 0.5f * (gfloat) layout->width;
        gfloat dy = (gfloat) y - 0.5f * (gfloat) layout->height;
        gfloat u =
          lattice.to[0] * dx + lattice.to[1] * dy + 0.5f * (gfloat) lattice.columns;
        gfloat v = lattice.to[2] * dx + lattice.to[3] * dy + 0.5f * (gfloat) lattice.rows;
        gfloat distance;
        guint16 id;

        if (warp > 0.0f)
          {
            u += warp * bend_u->data[i];
            v += warp * bend_v->data[i];
          }
        id = look_up (&lattice, u, v, (gfloat) arrangement->rounding / lattice.side,
                      &distance);
        layout->owner[i] =
          distance * lattice.side > 0.5f * (gfloat) arrangement->gap ? id : 0;
      }
  g_free (lattice.seeds);
}
