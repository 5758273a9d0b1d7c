/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The flood of F. Meyer, "Un algorithme optimal de ligne de partage des eaux" (1991),
 * with one queue per height (an idea of L. Vincent and P. Soille, "Watersheds in digital
 * spaces", 1991).  Water never falls below a height that it has passed, so the lowest
 * non-empty queue only rises.  No line is left between basins.
 */

#include "data/flood.h"

#define HEIGHTS (G_MAXUINT16 + 1)
#define NOTHING -1

/* One queue per height, as linked lists: a pixel is in at most one queue. */
typedef struct
{
  gint *first; /* [HEIGHTS]                             */
  gint *last;  /* [HEIGHTS]                             */
  gint *next;  /* the next pixel of each pixel          */
} Queues;

static void
push (Queues *queues, gint height, gint pixel)
{
  queues->next[pixel] = NOTHING;
  if (queues->first[height] == NOTHING)
    queues->first[height] = pixel;
  else
    queues->next[queues->last[height]] = pixel;
  queues->last[height] = pixel;
}

static gint
pop (Queues *queues, gint height)
{
  gint pixel = queues->first[height];

  queues->first[height] = queues->next[pixel];
  return pixel;
}

typedef struct
{
  const guint16 *relief;
  const gint32 *zones; /* NULL: one */
  gint width;
  gint height;
} Ground;

/* Gives the unlabelled neighbours of @pixel to its marker.  Water reaches them through
 * @pixel first, so this is the lowest way to them.
 */
static void
spread_to_neighbours (Queues *queues,
                      const Ground *ground,
                      gint32 *labels,
                      gint pixel,
                      gint level)
{
  gint x = pixel % ground->width;
  gint y = pixel / ground->width;
  const gint beside[4] = { x > 0 ? pixel - 1 : NOTHING,
                           x < ground->width - 1 ? pixel + 1 : NOTHING,
                           y > 0 ? pixel - ground->width : NOTHING,
                           y < ground->height - 1 ? pixel + ground->width : NOTHING };

  for (gint k = 0; k < 4; k++)
    {
      gint i = beside[k];

      if (i == NOTHING || labels[i] != 0 ||
          (ground->zones && ground->zones[i] != ground->zones[pixel]))
        continue;
      labels[i] = labels[pixel];
      push (queues, MAX (level, ground->relief[i]), i);
    }
}

static void
flood_levels (const Ground *ground, gint32 *labels)
{
  gint pixels = ground->width * ground->height;
  g_autofree gint *first = g_new (gint, HEIGHTS);
  g_autofree gint *last = g_new (gint, HEIGHTS);
  g_autofree gint *next = g_new (gint, pixels);
  Queues queues = { first, last, next };

  for (gint level = 0; level < HEIGHTS; level++)
    first[level] = NOTHING;
  for (gint i = 0; i < pixels; i++)
    if (labels[i] != 0)
      push (&queues, ground->relief[i], i);

  for (gint level = 0; level < HEIGHTS; level++)
    while (first[level] != NOTHING)
      spread_to_neighbours (&queues, ground, labels, pop (&queues, level), level);
}

void
ll_flood (const guint16 *relief, gint width, gint height, gint32 *labels)
{
  Ground ground = { relief, NULL, width, height };

  flood_levels (&ground, labels);
}

void
ll_flood_within (const guint16 *relief,
                 const gint32 *zones,
                 gint width,
                 gint height,
                 gint32 *labels)
{
  Ground ground = { relief, zones, width, height };

  flood_levels (&ground, labels);
}
