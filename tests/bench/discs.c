/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Draws a disc in each cell of a grid, slightly off its centre. */

#include <math.h>

#include "core/random.h"
#include "discs.h"

/* The distance between adjacent centres, and the largest offset of a centre,
 * in pixels.
 */
#define PITCH  40
#define JITTER 4

/* Returns the distances of a pixel from the two nearest centres. */
static void
measure (gint x, gint y, guint64 seed, gdouble *first, gdouble *second)
{
  *first = *second = G_MAXDOUBLE;
  for (gint row = y / PITCH - 1; row <= y / PITCH + 1; row++)
    for (gint column = x / PITCH - 1; column <= x / PITCH + 1; column++)
      {
        guint64 hash = ((guint64) (row + 1) * 0x9e3779b97f4a7c15u) ^
                       ((guint64) (column + 1) * 0xc2b2ae3d27d4eb4fu) ^ seed;
        gint dx = (gint) (hash >> 24 & 0xff) % (2 * JITTER + 1) - JITTER;
        gint dy = (gint) (hash >> 40 & 0xff) % (2 * JITTER + 1) - JITTER;
        gdouble distance =
          hypot (column * PITCH + PITCH / 2 + dx - x, row * PITCH + PITCH / 2 + dy - y);

        if (distance < *first)
          {
            *second = *first;
            *first = distance;
          }
        else
          {
            *second = MIN (*second, distance);
          }
      }
}

LlObjectMaps *
discs_new_maps (gint side)
{
  LlObjectMaps *maps = g_new0 (LlObjectMaps, 1);
  LlRandom random;

  maps->mask = ll_labels_new (side, side, 0);
  maps->inside = g_new (guint8, (gsize) side * (gsize) side);
  maps->between = g_new (guint8, (gsize) side * (gsize) side);
  ll_random_init (&random, 1, 0, 0);
  for (gint y = 0; y < side; y++)
    for (gint x = 0; x < side; x++)
      {
        gsize i = (gsize) y * (gsize) side + (gsize) x;
        gint noise = ll_random_int (&random, 26);
        gdouble first, second;

        measure (x, y, 1, &first, &second);
        maps->mask->data[i] = first < 0.52 * PITCH;
        maps->inside[i] = (guint8) (first < 0.3 * PITCH ? 255 - noise : noise);
        maps->between[i] =
          (guint8) (maps->mask->data[i] && second - first < 3.0 ? 255 - noise : noise);
      }
  return maps;
}
