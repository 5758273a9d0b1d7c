/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An air bubble is a smooth hollow with a bright rim, and fat globules on its wall.  An
 * ice crystal has flat facets, each with its own grey, and develops striae and pits when
 * etched.  The matrix is a rough foam of the unfrozen phase.  Means and textures overlap
 * in grey.
 */

#include <math.h>

#include "noise.h"
#include "surface.h"

/* Draws bright dots, about 1.5 pixels wide, in @share of the cells of a lattice. */
static gdouble
globules (guint32 seed, gdouble x, gdouble y, gdouble share)
{
  gdouble cell = 7.0;
  gint cx = (gint) floor (x / cell);
  gint cy = (gint) floor (y / cell);
  gdouble brightest = 0.0;

  for (gint j = cy - 1; j <= cy + 1; j++)
    for (gint i = cx - 1; i <= cx + 1; i++)
      {
        gdouble dx, dy, r;

        if (synth_hash (seed + 1u, i, j) > share)
          continue;
        dx = x - cell * (i + synth_hash (seed + 2u, i, j));
        dy = y - cell * (j + synth_hash (seed + 3u, i, j));
        r = 1.2 + 1.6 * synth_hash (seed + 4u, i, j);
        brightest = MAX (brightest, 1.0 - (dx * dx + dy * dy) / (r * r));
      }
  return brightest;
}

static gdouble
shade_bubble (const SynthConditions *conditions,
              const SynthObject *object,
              gint x,
              gint y,
              gdouble to_matrix,
              SynthLight light)
{
  gdouble dx = (x - object->x) / object->radius;
  gdouble dy = (y - object->y) / object->radius;
  gdouble u, v, rho, slope, rim, grey;
  gdouble rim_width = 1.8 + 0.025 * object->radius;
  gdouble deep = 0.02 + 0.15 * synth_hash (object->seed, 1, 0);
  gdouble fat = MAX (synth_hash (object->seed, 2, 0) - 0.5, 0.0) * 0.6;

  synth_object_local (object, x, y, &u, &v);
  rho = MIN (sqrt (u * u + v * v), 1.0);

  /* A hollow is bright on the side away from the detector, a dome on the side
   * towards it.
   */
  slope = rho * rho;
  grey = object->grey + 0.20 * object->relief * slope * (dx * light.x + dy * light.y);
  grey -= deep * (1.0 - slope);

  /* At the rim, the wall is upright and emits more electrons; inside of it
   * lies a shadow.
   */
  rim = to_matrix / rim_width;
  grey += conditions->rim * (0.15 + 0.12 * synth_hash (object->seed, 3, 0)) *
          synth_exp (-rim * rim);
  rim = (rho - 0.86) / 0.09;
  grey -= 0.055 * conditions->rim * synth_exp (-rim * rim);

  grey += 0.13 * globules (object->seed, x, y, fat);
  return grey + 0.05 * synth_fractal (object->seed + 9u, x / 26.0, y / 26.0, 2) +
         0.010 * synth_noise (object->seed + 10u, x / 3.0, y / 3.0);
}

static gdouble
shade_crystal (const SynthConditions *conditions,
               const SynthObject *object,
               gint x,
               gint y,
               SynthLight light)
{
  gdouble u, v, along, across, grey, step, stria;
  gdouble lowest = 100.0;
  gdouble second = 100.0;
  gint facet = 0;
  gdouble etched = conditions->etching * synth_hash (object->seed, 1, 0);

  synth_object_local (object, x, y, &u, &v);
  for (gint i = 0; i < object->n_facets; i++)
    {
      const gdouble *plane = object->facet[i];
      gdouble height = plane[0] * u + plane[1] * v + plane[2];

      if (height < lowest)
        {
          second = lowest;
          lowest = height;
          facet = i;
        }
      else if (height < second)
        {
          second = height;
        }
    }

  grey = object->grey + 0.07 * (synth_hash (object->seed, 2, facet) - 0.5);
  grey += 0.10 * (object->facet[facet][0] * light.x + object->facet[facet][1] * light.y);

  /* A ridge, about 2 pixels wide, lies where two facets meet. */
  if (object->n_facets > 1)
    {
      gdouble ridge = (second - lowest) * object->radius / 1.6;

      grey += 0.05 * synth_exp (-MIN (ridge * ridge, 30.0));
    }

  /* Striae, the terraces of growth, run along the slope of the facet. */
  along = object->facet[facet][0] * x + object->facet[facet][1] * y;
  across = object->facet[facet][0] * y - object->facet[facet][1] * x;
  step = 1.8 + 1.8 * synth_hash (object->seed, 5, facet);
  stria = synth_noise (object->seed + 20u + (guint32) facet, along / step,
                       across / (8.0 * step));
  grey += (0.035 * conditions->etching + 0.055 * etched) * stria;

  /* Sublimation leaves pits. */
  stria = synth_noise (object->seed + 30u, x / 4.5, y / 4.5);
  grey -= 0.10 * etched * MAX (stria - 0.45, 0.0);
  return grey + 0.045 * synth_fractal (object->seed + 31u, x / 17.0, y / 17.0, 3);
}

gdouble
synth_surface_object (const SynthConditions *conditions,
                      const SynthObject *object,
                      gint x,
                      gint y,
                      gdouble to_matrix,
                      gdouble to_border,
                      SynthLight light)
{
  gdouble crease = MAX (synth_hash (object->seed, 4, 0) - 0.4, 0.0) * 0.10;
  gdouble grey;

  if (object->klass == SYNTH_BUBBLE)
    {
      grey = shade_bubble (conditions, object, x, y, to_matrix, light);
    }
  else
    {
      gdouble edge = to_matrix / 1.7;

      grey = shade_crystal (conditions, object, x, y, light);
      grey +=
        0.11 * synth_hash (object->seed, 3, 0) * synth_exp (-MIN (edge * edge, 30.0));
    }

  /* The border to a neighbour is a faint dark line, or invisible. */
  if (to_matrix > to_border + 1.0)
    grey -= crease * synth_exp (-to_border);
  return grey;
}

gdouble
synth_surface_matrix (const SynthConditions *conditions,
                      guint32 seed,
                      gint x,
                      gint y,
                      gdouble to_object)
{
  gdouble grey = 0.47 + 0.13 * synth_fractal (seed, x / 110.0, y / 110.0, 3);
  gdouble web = 1.0 - fabs (synth_fractal (seed + 50u, x / 9.0, y / 9.0, 2)) * 2.0;

  grey += 0.20 * conditions->foam * (web * web - 0.55);
  grey += 0.09 * conditions->foam * synth_fractal (seed + 60u, x / 5.0, y / 5.0, 2);

  /* Thin films between objects stand out. */
  return grey + 0.05 * synth_exp (-to_object / 3.0);
}
