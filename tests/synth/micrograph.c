/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Simulates the microscope: relief at borders, uneven collection, charging, a beam of
 * finite size, and few electrons per pixel.
 */

#include <math.h>

#include "micrograph.h"
#include "noise.h"
#include "scene.h"
#include "surface.h"

#define STREAM_IMAGING 2
#define STREAM_SHOT    3

typedef struct
{
  gint width;
  gint height;
  gdouble *grey;
} Plane;

/* Returns squared distances to the opposite side of the border between matrix and
 * objects.
 */
static gint *
distance_to_rest (const SynthIds *ids, gboolean from_matrix)
{
  g_autoptr (SynthIds) mask = synth_ids_new (ids->width, ids->height);

  for (gsize i = 0; i < (gsize) ids->width * (gsize) ids->height; i++)
    mask->data[i] = (ids->data[i] == 0) == from_matrix;
  return synth_ids_get_depths (mask);
}

static void
draw_surfaces (const SynthScene *scene, SynthLight light, guint32 seed, Plane *plane)
{
  g_autofree gint *own = synth_ids_get_depths (scene->ids);
  g_autofree gint *to_matrix = distance_to_rest (scene->ids, FALSE);
  g_autofree gint *to_object = distance_to_rest (scene->ids, TRUE);

  for (gint y = 0; y < plane->height; y++)
    for (gint x = 0; x < plane->width; x++)
      {
        gsize i = (gsize) y * (gsize) plane->width + (gsize) x;
        gint id = scene->ids->data[i];

        /* Distances beyond 400 pixels make no difference. */
        if (id == 0)
          plane->grey[i] = synth_surface_matrix (&scene->conditions, seed, x, y,
                                                 sqrt (MIN (to_object[i], 160000)));
        else
          plane->grey[i] = synth_surface_object (&scene->conditions, &scene->objects[id],
                                                 x, y, sqrt (MIN (to_matrix[i], 160000)),
                                                 sqrt (MIN (own[i], 160000)), light);
      }
}

/* Convolves with a binomial of 5 pixels (standard deviation 1), along rows and columns,
 * @times times.
 */
static void
blur (Plane *plane, gint times)
{
  gint w = plane->width;
  gint h = plane->height;
  g_autofree gdouble *line = g_new (gdouble, MAX (w, h) + 4);

  for (gint pass = 0; pass < 2 * times; pass++)
    {
      gboolean rows = pass % 2 == 0;
      gint n = rows ? w : h;
      gsize step = rows ? 1 : (gsize) w;

      for (gint k = 0; k < (rows ? h : w); k++)
        {
          gdouble *start = plane->grey + (gsize) k * (rows ? (gsize) w : 1);

          for (gint i = -2; i < n + 2; i++)
            line[i + 2] = start[(gsize) CLAMP (i, 0, n - 1) * step];
          for (gint i = 0; i < n; i++)
            start[(gsize) i * step] = (line[i] + line[i + 4]) / 16.0 +
                                      (line[i + 1] + line[i + 3]) / 4.0 +
                                      line[i + 2] * 0.375;
        }
    }
}

/* Adds light and shade at borders that step up or down. */
static void
add_relief (const SynthScene *scene, SynthLight light, Plane *plane)
{
  gint w = plane->width;
  gint h = plane->height;
  g_autofree gdouble *height = g_new (gdouble, (gsize) w * (gsize) h);
  Plane relief = { w, h, height };

  for (gsize i = 0; i < (gsize) w * (gsize) h; i++)
    height[i] = scene->objects[scene->ids->data[i]].relief;
  blur (&relief, 2);
  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        const gdouble *row = height + (gsize) y * (gsize) w;
        gdouble dx = row[MIN (x + 1, w - 1)] - row[MAX (x - 1, 0)];
        gdouble dy = height[(gsize) MIN (y + 1, h - 1) * (gsize) w + (gsize) x] -
                     height[(gsize) MAX (y - 1, 0) * (gsize) w + (gsize) x];

        plane->grey[(gsize) y * (gsize) w + (gsize) x] -=
          0.28 * (dx * light.x + dy * light.y);
      }
}

/* Adds a gradient of brightness, and a wide stain where the sample is contaminated or
 * high.
 */
static void
add_shading (Plane *plane, guint32 seed, LlRandom *random)
{
  gdouble sx, sy;
  gdouble strength = synth_between (random, 0.04, 0.10);
  gdouble side = MAX (plane->width, plane->height);

  synth_direction (random, &sx, &sy);
  for (gint y = 0; y < plane->height; y++)
    for (gint x = 0; x < plane->width; x++)
      {
        gdouble u = x / side - 0.5;
        gdouble v = y / side - 0.5;

        plane->grey[(gsize) y * (gsize) plane->width + (gsize) x] +=
          strength * 2.0 * (u * sx + v * sy) +
          0.07 * synth_noise (seed, 2.7 * u + 9.0, 2.7 * v + 9.0);
      }
}

/* Adds charging: lines start anywhere and fade to the right, as charge drains in steps,
 * and each scan line is slightly lighter or darker than the previous one.
 */
static void
add_charging (Plane *plane, gdouble strength, LlRandom *random)
{
  gint streaks = 6 + plane->height / 40;
  gdouble drift = 0.0;

  for (gint y = 0; y < plane->height; y++)
    {
      drift = 0.7 * drift + 0.004 * strength * synth_normal (random);
      for (gint x = 0; x < plane->width; x++)
        plane->grey[(gsize) y * (gsize) plane->width + (gsize) x] += drift;
    }

  for (gint i = 0; i < streaks; i++)
    {
      gint top = ll_random_int (random, plane->height);
      gint rows = 1 + ll_random_int (random, 3);
      gint left = (gint) (synth_between (random, -0.3, 0.9) * plane->width);
      gdouble length = plane->width * synth_between (random, 0.08, 0.5);
      gdouble height = strength * synth_between (random, 0.03, 0.13) *
                       (ll_random_uniform (random) < 0.6 ? 1 : -1);

      for (gint y = top; y < MIN (top + rows, plane->height); y++)
        for (gint x = MAX (left, 0); x < plane->width; x++)
          plane->grey[(gsize) y * (gsize) plane->width + (gsize) x] +=
            height * synth_exp (-(x - left) / length) *
            synth_step (0.0, 12.0, (gdouble) (x - left));
    }
}

/* Adds the noise of counting electrons, which grows with the square root of the grey; the
 * amplifier smears it along the scan line.
 */
static void
add_shot_noise (Plane *plane, gdouble strength, guint64 seed)
{
  for (gint y = 0; y < plane->height; y++)
    {
      gdouble *row = plane->grey + (gsize) y * (gsize) plane->width;
      gdouble last = 0.0;
      LlRandom random;

      ll_random_init (&random, seed, STREAM_SHOT, (guint64) y);
      for (gint x = 0; x < plane->width; x++)
        {
          /* The sum of four 16-bit numbers is approximately normal; it is scaled to
           * variance 1.
           */
          guint64 bits = ll_random_next (&random);
          gdouble sum = (gdouble) ((bits & 0xffff) + (bits >> 16 & 0xffff) +
                                   (bits >> 32 & 0xffff) + (bits >> 48));
          gdouble normal = (sum / 65536.0 - 2.0) * sqrt (3.0);

          last = 0.3 * last + 0.95 * normal;
          row[x] += strength * sqrt (MAX (row[x], 0.01)) * last;
        }
    }
}

static void
develop (const Plane *plane, const SynthConditions *conditions, LlImage *image)
{
  for (gsize i = 0; i < (gsize) plane->width * (gsize) plane->height; i++)
    {
      gdouble value =
        0.45 + conditions->brightness + conditions->contrast * (plane->grey[i] - 0.48);

      image->data[i] = (gfloat) floor (CLAMP (value, 0.0, 1.0) * 255.0 + 0.5) / 255.0f;
    }
}

SynthMicrograph *
synth_micrograph_new (gint width, gint height, guint64 seed)
{
  SynthMicrograph *micrograph = g_new0 (SynthMicrograph, 1);
  g_autoptr (SynthScene) scene = synth_scene_new (width, height, seed);
  g_autofree gdouble *grey = g_new (gdouble, (gsize) width * (gsize) height);
  Plane plane = { width, height, grey };
  SynthLight light;
  LlRandom random;
  guint32 texture;

  ll_random_init (&random, seed, STREAM_IMAGING, 0);
  texture = (guint32) ll_random_next (&random);
  synth_direction (&random, &light.x, &light.y);

  draw_surfaces (scene, light, texture, &plane);
  add_relief (scene, light, &plane);
  add_shading (&plane, texture + 1u, &random);
  blur (&plane, scene->conditions.focus);
  add_charging (&plane, scene->conditions.charging, &random);
  add_shot_noise (&plane, scene->conditions.noise, seed);

  micrograph->image = ll_image_new (width, height, 1);
  develop (&plane, &scene->conditions, micrograph->image);
  micrograph->n_ids = scene->n_objects;
  micrograph->class_of = g_new0 (guint8, scene->n_objects);
  for (gint id = 1; id < scene->n_objects; id++)
    micrograph->class_of[id] = scene->objects[id].klass;
  micrograph->ids = g_steal_pointer (&scene->ids);
  micrograph->classes = ll_labels_new (width, height, 0);
  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    micrograph->classes->data[i] = micrograph->class_of[micrograph->ids->data[i]];
  return micrograph;
}

void
synth_micrograph_free (SynthMicrograph *micrograph)
{
  if (micrograph == NULL)
    return;
  ll_image_free (micrograph->image);
  synth_ids_free (micrograph->ids);
  ll_labels_free (micrograph->classes);
  g_free (micrograph->class_of);
  g_free (micrograph);
}
