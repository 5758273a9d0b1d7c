/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scene.h"

#include <string.h>

static const gchar *const shapes[] = {
  /* a ring and what lies in it */
  "11111."
  "1...1."
  "1.2.1."
  "1...1."
  "11111."
  "......",
  /* pieces that meet at a corner */
  "11...."
  "11...."
  "..11.."
  "..11.."
  "....1."
  "......",
  /* a ring that is closed at a corner only */
  ".111.."
  "1..1.."
  "1..1.."
  "1111.."
  "......"
  "......",
  /* holes that meet at a corner */
  "11111."
  "1.111."
  "11.11."
  "11111."
  "......"
  "......",
  /* a comb, and a pixel in it */
  "1.1.1."
  "1.1.1."
  "11111."
  "1.2.1."
  "1.1.1."
  "......",
};

static void
draw (LlInstances *scene, const gchar *shape, gint x, gint y)
{
  gint first = scene->n;

  for (gint i = 0; i < 36; i++)
    if (shape[i] != '.')
      {
        gint id = first + shape[i] - '0';

        scene->data[(y + i / 6) * scene->width + x + i % 6] = id;
        scene->n = MAX (scene->n, id);
      }
}

static void
draw_disc (LlInstances *scene, gint x, gint y, gint radius)
{
  scene->n++;
  for (gint v = MAX (y - radius, 0); v <= MIN (y + radius, scene->height - 1); v++)
    for (gint u = MAX (x - radius, 0); u <= MIN (x + radius, scene->width - 1); u++)
      if ((u - x) * (u - x) + (v - y) * (v - y) <= radius * radius)
        scene->data[v * scene->width + u] = scene->n;
}

/* Numbers the objects that have pixels without gaps. */
static void
remove_hidden (LlInstances *scene)
{
  g_autofree gint32 *numbers = g_new0 (gint32, scene->n + 1);
  gint n = 0;

  for (gint i = 0; i < scene->width * scene->height; i++)
    numbers[scene->data[i]] = 1;
  numbers[0] = 0;
  for (gint id = 1; id <= scene->n; id++)
    if (numbers[id])
      numbers[id] = ++n;
  for (gint i = 0; i < scene->width * scene->height; i++)
    scene->data[i] = numbers[scene->data[i]];
  scene->n = n;
}

LlInstances *
scene_new (gint n, gint width, gint height, guint32 seed)
{
  LlInstances *scene = ll_instances_new (width, height, 0);
  GRand *random = g_rand_new_with_seed (seed);

  for (gint i = 0; i < n; i++)
    draw_disc (scene, g_rand_int_range (random, 0, width),
               g_rand_int_range (random, 0, height), g_rand_int_range (random, 1, 9));
  g_rand_free (random);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    draw (scene, shapes[i], 2 + 6 * (gint) i, 2);
  scene->n++;
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < 2; x++)
      scene->data[y * width + width / 2 + x] = scene->n;
  scene->n++;
  scene->data[height * width - 1] = scene->n;

  remove_hidden (scene);
  g_free (scene->class_of);
  scene->class_of = g_new0 (guint8, scene->n + 1);
  for (gint id = 1; id <= scene->n; id++)
    scene->class_of[id] = (guint8) (1 + id % 2);

  return scene;
}
