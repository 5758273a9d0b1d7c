/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Random sequential packing with slight overlaps: a later object takes only free pixels,
 * so that the two outlines become one interface without a gap.
 */

#include <math.h>
#include <stdlib.h>

#include "noise.h"
#include "scene.h"

#define STREAM_OBJECTS 1

/* Radii in pixels, with a log-normal distribution. */
#define RADIUS_MEDIAN 22.0
#define RADIUS_SPREAD 0.6
#define RADIUS_MIN    6.0
#define RADIUS_MAX    120.0

#define AREA_SHARE    0.86 /* of all objects before overlaps, relative to the frame */
#define TRIES         400
#define MIN_PIXELS    40   /* smaller remainders are dropped               */
#define MIN_SHARE     0.55 /* objects of which less is visible are dropped */
#define SAMPLES       9    /* overlaps are sampled on a grid of this side  */
#define SAMPLES_TOTAL (SAMPLES * SAMPLES)

void
synth_object_local (const SynthObject *object,
                    gdouble x,
                    gdouble y,
                    gdouble *u,
                    gdouble *v)
{
  gdouble stretch = sqrt (object->aspect);
  gdouble dx = (x - object->x) / object->radius;
  gdouble dy = (y - object->y) / object->radius;

  *u = (dx * object->axis_x + dy * object->axis_y) / stretch;
  *v = (dy * object->axis_x - dx * object->axis_y) * stretch;
}

/* Returns the depth below the outline, in radii; it is negative outside. */
static gdouble
depth_at (const SynthObject *object, gdouble u, gdouble v)
{
  gdouble least = 10.0;
  gdouble second = 10.0;
  gdouble h;

  if (object->klass == SYNTH_BUBBLE)
    return 1.0 - sqrt (u * u + v * v);

  for (gint i = 0; i < object->n_sides; i++)
    {
      const gdouble *side = object->side[i];
      gdouble depth = side[2] - side[0] * u - side[1] * v;

      if (depth < least)
        {
          second = least;
          least = depth;
        }
      else if (depth < second)
        {
          second = depth;
        }
    }

  /* Corners are slightly rounded, as those of ripened crystals. */
  h = MAX (0.16 - (second - least), 0.0) / 0.16;
  return least - h * h * 0.16 / 4.0;
}

static gboolean
covers (const SynthObject *object, gdouble x, gdouble y)
{
  gdouble u, v;
  gdouble wave = object->klass == SYNTH_BUBBLE ? 1.3 : 3.2;
  gdouble rough;

  synth_object_local (object, x, y, &u, &v);
  if (u * u + v * v > 2.6)
    return FALSE;
  rough = object->rough * synth_fractal (object->seed, u * wave, v * wave, 2);
  return depth_at (object, u, v) + rough > 0.0;
}

/* Returns a direction for a turn of 0 .. 1 around the circle.  It is not quite uniform,
 * since it follows a square that stands on its corner.
 */
static void
turn_to (gdouble turn, gdouble *x, gdouble *y)
{
  gdouble t = 4.0 * (turn - floor (turn));
  gdouble length;

  *x = fabs (t - 2.0) - 1.0;
  *y = t < 2.0 ? 1.0 - fabs (t - 1.0) : fabs (t - 3.0) - 1.0;
  length = sqrt (*x * *x + *y * *y);
  *x /= length;
  *y /= length;
}

static void
cut_crystal (SynthObject *object, LlRandom *random)
{
  gdouble first = ll_random_uniform (random);

  /* Each side has its own sector of the circle, so that the polygon is closed. */
  object->n_sides = 6 + ll_random_int (random, SYNTH_MAX_SIDES - 5);
  for (gint i = 0; i < object->n_sides; i++)
    {
      gdouble turn = first + (i + synth_between (random, -0.3, 0.3)) / object->n_sides;

      turn_to (turn, &object->side[i][0], &object->side[i][1]);
      object->side[i][2] = synth_between (random, 0.8, 1.0);
    }

  object->n_facets = 2 + ll_random_int (random, SYNTH_MAX_FACETS - 1);
  for (gint i = 0; i < object->n_facets; i++)
    {
      gdouble slope = synth_between (random, 0.3, 1.0);

      synth_direction (random, &object->facet[i][0], &object->facet[i][1]);
      object->facet[i][0] *= slope;
      object->facet[i][1] *= slope;
      object->facet[i][2] = synth_between (random, 0.0, 0.35);
    }
}

static SynthObject
draw_object (const SynthConditions *conditions, LlRandom *random, gdouble radius)
{
  SynthObject object = { 0 };

  object.klass =
    ll_random_uniform (random) < conditions->bubble_share ? SYNTH_BUBBLE : SYNTH_CRYSTAL;
  object.seed = (guint32) ll_random_next (random);
  object.radius = radius;
  synth_direction (random, &object.axis_x, &object.axis_y);
  if (object.klass == SYNTH_BUBBLE)
    {
      object.aspect = synth_between (random, 1.0, 1.18);
      object.rough = 0.09;
      object.grey = 0.470 + conditions->bubble_grey + 0.080 * synth_normal (random);
      object.relief = ll_random_uniform (random) < 0.8
                        ? synth_between (random, -1.0, -0.4)
                        : synth_between (random, 0.3, 0.8);
    }
  else
    {
      gboolean is_long = ll_random_uniform (random) < 0.3;

      object.aspect =
        is_long ? synth_between (random, 1.5, 2.1) : synth_between (random, 1.0, 1.5);
      object.rough = 0.07;
      object.grey = 0.506 + conditions->crystal_grey + 0.080 * synth_normal (random);
      object.relief = synth_between (random, -0.5, 0.8);
      cut_crystal (&object, random);
    }
  return object;
}

static gint
compare_radii (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a;
  gdouble y = *(const gdouble *) b;

  return (x < y) - (x > y);
}

/* Draws radii until the objects cover @area.  The largest comes first. */
static GArray *
draw_radii (LlRandom *random, gdouble median, gdouble area)
{
  GArray *radii = g_array_new (FALSE, FALSE, sizeof (gdouble));
  gdouble largest = MIN (RADIUS_MAX, sqrt (area) / 5.0);
  gdouble sum = 0.0;

  while (sum < area)
    {
      gdouble r = median * synth_exp (RADIUS_SPREAD * synth_normal (random));

      if (r < RADIUS_MIN || r > MAX (largest, RADIUS_MIN + 1.0))
        continue;
      g_array_append_val (radii, r);
      sum += 3.0 * r * r;
    }
  g_array_sort (radii, compare_radii);
  return radii;
}

/* Returns the share of the object that others have taken, and the object that
 * took most.
 */
static gdouble
sample_overlap (const SynthIds *ids, const SynthObject *object, gint *neighbour)
{
  gdouble reach = object->radius * sqrt (object->aspect) * 1.02;
  gint seen[SAMPLES_TOTAL];
  gint inside = 0;
  gint taken = 0;
  gint most = 0;

  for (gint i = 0; i < SAMPLES_TOTAL; i++)
    {
      gdouble x = object->x + reach * (2.0 * (i % SAMPLES) / (SAMPLES - 1) - 1.0);
      gdouble y = object->y + reach * (2.0 * (i / SAMPLES) / (SAMPLES - 1) - 1.0);
      gdouble u, v;
      gint id;

      synth_object_local (object, x, y, &u, &v);
      if (x < 0.0 || y < 0.0 || x >= ids->width || y >= ids->height ||
          depth_at (object, u, v) < 0.0)
        continue;
      inside++;
      id = ids->data[(gsize) y * (gsize) ids->width + (gsize) x];
      if (id != 0)
        seen[taken++] = id;
    }

  *neighbour = 0;
  for (gint i = 0; i < taken; i++)
    {
      gint votes = 0;

      for (gint k = 0; k < taken; k++)
        votes += seen[k] == seen[i];
      if (votes > most)
        {
          most = votes;
          *neighbour = seen[i];
        }
    }
  return inside > 0 ? (gdouble) taken / inside : 1.0;
}

/* Finds a place for the object, which is usually next to a neighbour. */
static gboolean
find_place (SynthObject *object, const SynthIds *ids, LlRandom *random, gint *neighbour)
{
  gboolean seeks = ll_random_uniform (random) < 0.8;
  gdouble best_cost = 0.22;
  SynthObject best = *object;

  *neighbour = 0;
  for (gint i = 0; i < TRIES; i++)
    {
      gint beside;
      gdouble overlap, cost;

      object->x =
        synth_between (random, -0.3 * object->radius, ids->width + 0.3 * object->radius);
      object->y =
        synth_between (random, -0.3 * object->radius, ids->height + 0.3 * object->radius);
      overlap = sample_overlap (ids, object, &beside);
      cost = seeks && overlap < 0.03 && i < TRIES / 3 ? 0.2 + overlap : overlap;
      if (cost < best_cost)
        {
          best_cost = cost;
          best = *object;
          *neighbour = beside;
        }
      if (best_cost < (seeks ? 0.16 : 0.01))
        break;
    }
  *object = best;
  return best_cost < 0.22;
}

/* Returns the number of pixels of the whole shape within the frame, including those taken
 * by others.
 */
static gint
draw (SynthIds *ids, const SynthObject *object, guint16 id, gboolean on_top)
{
  gdouble reach = object->radius * sqrt (object->aspect) * 1.35;
  gint x0 = MAX ((gint) (object->x - reach), 0);
  gint y0 = MAX ((gint) (object->y - reach), 0);
  gint x1 = MIN ((gint) (object->x + reach) + 1, ids->width);
  gint y1 = MIN ((gint) (object->y + reach) + 1, ids->height);
  gint shape = 0;

  for (gint y = y0; y < y1; y++)
    for (gint x = x0; x < x1; x++)
      {
        guint16 *pixel = &ids->data[(gsize) y * (gsize) ids->width + (gsize) x];

        if (!covers (object, x + 0.5, y + 0.5))
          continue;
        shape++;
        if (on_top || *pixel == 0)
          *pixel = id;
      }
  return shape;
}

/* Returns the size of the 4-connected region around @start, and sets its pixels to @mark
 * in @region.
 */
static gint
flood (const SynthIds *ids, gint start, gint mark, gint *region, gint *stack)
{
  gint n = 0;
  gint filled = 0;

  stack[n++] = start;
  region[start] = mark;
  while (n > 0)
    {
      gint i = stack[--n];
      gint x = i % ids->width;
      gint y = i / ids->width;
      gint next[4] = { x > 0 ? i - 1 : -1, x < ids->width - 1 ? i + 1 : -1,
                       y > 0 ? i - ids->width : -1,
                       y < ids->height - 1 ? i + ids->width : -1 };

      filled++;
      for (gint k = 0; k < 4; k++)
        if (next[k] >= 0 && region[next[k]] == 0 && ids->data[next[k]] == ids->data[i])
          {
            region[next[k]] = mark;
            stack[n++] = next[k];
          }
    }
  return filled;
}

/* Keeps the largest region of each object, drops slivers, and renumbers the rest. */
static void
tidy (SynthScene *scene)
{
  SynthIds *ids = scene->ids;
  gint pixels = ids->width * ids->height;
  g_autofree gint *region = g_new0 (gint, pixels);
  g_autofree gint *stack = g_new (gint, pixels);
  g_autofree gint *largest = g_new0 (gint, scene->n_objects);
  g_autofree gint *kept = g_new0 (gint, scene->n_objects);
  g_autofree guint16 *renamed = g_new0 (guint16, scene->n_objects);
  gint mark = 0;
  gint n = 1;

  for (gint i = 0; i < pixels; i++)
    if (ids->data[i] != 0 && region[i] == 0)
      {
        gint filled = flood (ids, i, ++mark, region, stack);

        if (filled > largest[ids->data[i]])
          {
            largest[ids->data[i]] = filled;
            kept[ids->data[i]] = mark;
          }
      }

  for (gint id = 1; id < scene->n_objects; id++)
    if (largest[id] >= MAX (MIN_PIXELS, MIN_SHARE * scene->objects[id].pixels))
      {
        scene->objects[n] = scene->objects[id];
        renamed[id] = (guint16) n++;
      }
  for (gint i = 0; i < pixels; i++)
    ids->data[i] = region[i] == kept[ids->data[i]] ? renamed[ids->data[i]] : 0;
  scene->n_objects = n;
}

SynthScene *
synth_scene_new (gint width, gint height, guint64 seed)
{
  SynthScene *scene = g_new0 (SynthScene, 1);
  LlRandom random;
  g_autoptr (GArray) radii = NULL;

  synth_conditions_init (&scene->conditions, seed);
  ll_random_init (&random, seed, STREAM_OBJECTS, 0);
  radii = draw_radii (&random, RADIUS_MEDIAN * scene->conditions.magnification,
                      AREA_SHARE * width * height);
  scene->ids = synth_ids_new (width, height);
  scene->objects = g_new0 (SynthObject, MIN (radii->len, G_MAXUINT16 - 1) + 1);
  scene->n_objects = 1;

  for (guint i = 0; i < radii->len && scene->n_objects < G_MAXUINT16; i++)
    {
      SynthObject object =
        draw_object (&scene->conditions, &random, g_array_index (radii, gdouble, i));
      gint neighbour;

      if (!find_place (&object, scene->ids, &random, &neighbour))
        continue;
      /* Such neighbours are only separated by a crease. */
      if (neighbour != 0 &&
          ll_random_uniform (&random) <
            (object.klass == scene->objects[neighbour].klass ? 0.7 : 0.35))
        {
          object.grey = scene->objects[neighbour].grey + 0.008 * synth_normal (&random);
          object.relief = scene->objects[neighbour].relief;
        }
      object.pixels = draw (scene->ids, &object, (guint16) scene->n_objects,
                            ll_random_uniform (&random) < 0.25);
      scene->objects[scene->n_objects++] = object;
    }
  tidy (scene);
  return scene;
}

void
synth_scene_free (SynthScene *scene)
{
  if (scene == NULL)
    return;
  synth_ids_free (scene->ids);
  g_free (scene->objects);
  g_free (scene);
}
