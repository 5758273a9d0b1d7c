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

/* 255 is the rim: neither an inner region nor an interface. */
static guint16 *
draw_evidence (const LlObjectMaps *maps)
{
  gsize pixels = (gsize) maps->mask->width * (gsize) maps->mask->height;
  guint16 *relief = g_new (guint16, pixels);

  for (gsize i = 0; i < pixels; i++)
    {
      gint height = G_MAXUINT8;

      if (maps->inside)
        height -= maps->inside[i];
      if (maps->between)
        height += maps->between[i];
      relief[i] = (guint16) height;
    }
  return relief;
}

static guint16 *
draw_depths (const LlLabels *mask)
{
  gsize pixels = (gsize) mask->width * (gsize) mask->height;
  g_autoptr (LlInstances) pieces = ll_instances_new_components (mask, LL_NEIGHBOURS_4);
  g_autofree gint *squares = ll_instances_depths (pieces);
  guint16 *relief = g_new (guint16, pixels);

  for (gsize i = 0; i < pixels; i++)
    {
      gdouble depth = sqrt ((gdouble) squares[i]) * DEPTH_STEPS;

      relief[i] = (guint16) (G_MAXUINT16 - MIN (depth, (gdouble) G_MAXUINT16));
    }
  return relief;
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

/* The network sees an object whole even where the mask is in doubt of its class. */
static void
lay_ground (const LlObjectMaps *maps, const LlObjectSettings *settings, Ground *ground)
{
  gdouble depth;

  if (settings->split == LL_SPLIT_NETWORK && (maps->inside || maps->between))
    {
      ground->relief = draw_evidence (maps);
      ground->zones = find_zones (maps->mask, maps->inside == NULL);
      depth = settings->ridge * G_MAXUINT8;
    }
  else
    {
      ground->relief = draw_depths (maps->mask);
      ground->zones = find_zones (maps->mask, TRUE);
      depth = settings->neck * DEPTH_STEPS;
    }
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
