/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A watershed from markers on the evidence of the network: low inside of objects, high on
 * interfaces, and in between on the rims.  The lows of the same relief are the markers, so
 * that an object which the detection has missed is still cut off by its interfaces.
 */

#include <gio/gio.h>
#include <math.h>

#include "data/distance.h"
#include "data/flood.h"
#include "lazylabels/error.h"
#include "measure/basins.h"
#include "measure/objects-private.h"

/* Heights a pixel of depth in the mask. */
#define DEPTH_STEPS 16.0

/* Pixels: a few that are higher than all around are noise. */
#define SEED_AREA 4

/* What is flooded. */
typedef struct
{
  guint16 *relief; /* [height][width] */
  guint8 *zones;   /* [height][width] */
  gint depth;      /* of a low that counts */
} Ground;

static void
ground_clear (Ground *ground)
{
  g_free (ground->relief);
  g_free (ground->zones);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

void
ll_object_settings_init (LlObjectSettings *settings)
{
  *settings = (LlObjectSettings){
    .split = LL_SPLIT_NETWORK,
    .ridge = 0.7,
    .neck = 1.5,
    .smallest = 20,
  };
}

static gboolean
report (LlProgressFunc progress, gpointer data, gdouble fraction, GError **error)
{
  if (!progress || progress (fraction, data))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       "The search for objects was cancelled.");
  return FALSE;
}

/* With @apart a zone for each class. */
static guint8 *
find_zones (const LlLabels *mask, gboolean apart)
{
  gsize pixels = (gsize) mask->width * (gsize) mask->height;
  guint8 *zones = g_new (guint8, pixels);

  for (gsize i = 0; i < pixels; i++)
    if (mask->data[i] == 0 || mask->data[i] == LL_LABEL_IGNORE)
      zones[i] = 0;
    else
      zones[i] = apart ? mask->data[i] : 1;
  return zones;
}

/* Squares of the distances to the next pixel outside of a zone. */
static gint *
find_depths (const LlObjectMaps *maps, guint8 *zones)
{
  const LlLabels labels = { maps->mask->width, maps->mask->height, zones };
  g_autoptr (LlInstances) pieces = ll_instances_new_components (&labels, LL_NEIGHBOURS_4);

  return ll_instances_depths (pieces);
}

/* Heights: @evidence for a probability of 1, and @steps for a pixel of depth.  The rim of
 * objects, neither an inner region nor an interface, lies in the middle.
 */
static guint16 *
draw_relief (const LlObjectMaps *maps, guint8 *zones, gdouble evidence, gdouble steps)
{
  gsize pixels = (gsize) maps->mask->width * (gsize) maps->mask->height;
  g_autofree gint *squares = steps > 0.0 ? find_depths (maps, zones) : NULL;
  guint16 *relief = g_new (guint16, pixels);
  gdouble top = steps > 0.0 ? G_MAXUINT16 - evidence : evidence;

  for (gsize i = 0; i < pixels; i++)
    {
      gdouble height = top;

      if (maps->inside)
        height -= evidence / G_MAXUINT8 * maps->inside[i];
      if (maps->between)
        height += evidence / G_MAXUINT8 * maps->between[i];
      if (squares)
        height -= steps * sqrt ((gdouble) squares[i]);
      relief[i] = (guint16) CLAMP (height + 0.5, 0.0, (gdouble) G_MAXUINT16);
    }
  return relief;
}

/* The network sees an object whole even where the mask is in doubt of its class. */
static void
lay_ground (const LlObjectMaps *maps, const LlObjectSettings *settings, Ground *ground)
{
  gboolean network =
    settings->split != LL_SPLIT_DISTANCE && (maps->inside || maps->between);
  gdouble evidence = network ? G_MAXUINT8 : 0.0;
  gdouble steps = 0.0;
  gdouble depth = settings->ridge * evidence;

  if (!network)
    {
      steps = DEPTH_STEPS;
      depth = settings->neck * steps;
    }
  else if (settings->split == LL_SPLIT_BOTH)
    {
      /* A fall by a ridge is worth one by a neck. */
      steps = depth / settings->neck;
    }
  ground->zones = find_zones (maps->mask, !network || !maps->inside);
  ground->relief = draw_relief (maps, ground->zones, evidence, steps);
  ground->depth = (gint) CLAMP (depth + 0.5, 1.0, (gdouble) G_MAXUINT16);
}

static LlInstances *
flood (const LlObjectMaps *maps,
       const LlObjectSettings *settings,
       LlProgressFunc progress,
       gpointer data,
       GError **error)
{
  const LlLabels *mask = maps->mask;
  g_auto (Ground) ground = { NULL, NULL, 0 };
  g_autofree gint32 *numbers = NULL;
  gint32 n;

  lay_ground (maps, settings, &ground);
  if (!report (progress, data, 0.2, error))
    return NULL;

  numbers = g_new (gint32, (gsize) mask->width * (gsize) mask->height);
  n = ll_find_basins (ground.relief, ground.zones, mask->width, mask->height,
                      ground.depth, SEED_AREA, numbers);
  if (!report (progress, data, 0.6, error))
    return NULL;

  ll_flood_within (ground.relief, ground.zones, mask->width, mask->height, numbers);
  if (!report (progress, data, 0.8, error))
    return NULL;

  return ll_objects_tidy (g_steal_pointer (&numbers), n, mask, settings->smallest);
}

LlInstances *
ll_find_objects (const LlObjectMaps *maps,
                 const LlObjectSettings *settings,
                 LlProgressFunc progress,
                 gpointer data,
                 GError **error)
{
  const LlLabels *mask = maps->mask;
  g_autoptr (LlInstances) objects = NULL;

  if (mask->width > G_MAXINT / mask->height)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SIZE,
                   "An image of %d x %d pixels is too large to find its objects.",
                   mask->width, mask->height);
      return NULL;
    }

  if (settings->split == LL_SPLIT_COMPONENTS)
    {
      g_autoptr (LlInstances) pieces =
        ll_instances_new_components (mask, LL_NEIGHBOURS_4);

      objects = ll_objects_tidy (g_steal_pointer (&pieces->data), pieces->n, mask,
                                 settings->smallest);
    }
  else
    {
      objects = flood (maps, settings, progress, data, error);
    }
  if (!objects || !report (progress, data, 1.0, error))
    return NULL;
  return g_steal_pointer (&objects);
}

void
ll_objects_fill (LlInstances *objects, const LlLabels *room)
{
  gsize pixels = (gsize) room->width * (gsize) room->height;
  g_autofree guint16 *level = g_new0 (guint16, pixels);
  g_autofree guint8 *zones = find_zones (room, TRUE);

  for (gsize i = 0; i < pixels; i++)
    if (objects->data[i] != 0)
      zones[i] = objects->class_of[objects->data[i]];
  ll_flood_within (level, zones, room->width, room->height, objects->data);
}
