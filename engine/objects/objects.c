/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A marker-based watershed on the evidence of the network, which is low inside objects, high
 * on interfaces, and in between on their rims.  The minima of the same relief are the
 * markers, so an object that the detection missed is still separated by its interfaces.  The
 * same watershed works on the depths of a mask, or of objects that the network left whole.
 */

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/progress.h"
#include "data/flood.h"
#include "lazylabels/error.h"
#include "objects/basins.h"
#include "objects/objects-private.h"

/* The smallest area of a marker in pixels: smaller ones are noise. */
#define SEED_AREA 4

/* Fragments below this share of the median object are merged back. */
#define PART_SHARE 0.25

/* The relief that is flooded. */
typedef struct
{
  guint16 *relief; /* [height][width]             */
  gint32 *zones;   /* [height][width]             */
  gint depth;      /* of a low that counts        */
  gint smallest;   /* pixels: smaller parts merge within their zone        */
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
    .seen = 0.3,
    .smallest = 20,
  };
}

static gboolean
report_search (LlProgressFunc progress, gpointer data, gdouble fraction, GError **error)
{
  return ll_progress_report (progress, data, fraction,
                             _ ("The search for objects was cancelled."), error);
}

/* If @apart is set, each class is a zone of its own. */
static gint32 *
find_zones (const LlLabels *mask, gboolean apart)
{
  gsize pixels = (gsize) mask->width * (gsize) mask->height;
  gint32 *zones = g_new (gint32, pixels);

  for (gsize i = 0; i < pixels; i++)
    if (mask->data[i] == 0 || mask->data[i] == LL_LABEL_IGNORE)
      zones[i] = 0;
    else
      zones[i] = apart ? mask->data[i] : 1;
  return zones;
}

static gint
to_height (gdouble height)
{
  return (gint) CLAMP (height + 0.5, 1.0, (gdouble) G_MAXUINT16);
}

/* 255 is the rim, which is neither an inner region nor an interface.  The network sees an
 * object as a whole even where the mask is uncertain about its class.
 */
static void
lay_evidence (const LlObjectMaps *maps, gdouble ridge, Ground *ground)
{
  gsize pixels = (gsize) maps->mask->width * (gsize) maps->mask->height;

  ground->relief = g_new (guint16, pixels);
  for (gsize i = 0; i < pixels; i++)
    {
      gint height = G_MAXUINT8;

      if (maps->inside)
        height -= maps->inside[i];
      if (maps->between)
        height += maps->between[i];
      ground->relief[i] = (guint16) height;
    }
  ground->zones = find_zones (maps->mask, maps->inside == NULL);
  ground->depth = to_height (ridge * G_MAXUINT8);
}

static void
lay_depths (const LlLabels *mask, gdouble neck, Ground *ground)
{
  g_autoptr (LlInstances) pieces = ll_instances_new_components (mask, LL_NEIGHBOURS_4);

  ground->relief = ll_instances_draw_depths (pieces);
  ground->zones = find_zones (mask, TRUE);
  ground->depth = to_height (neck * LL_DEPTH_STEPS);
}

/* Holes are filled first: around a hole, each side of an object would have its own depth. */
static void
lay_objects (const LlInstances *objects, gdouble neck, Ground *ground)
{
  gsize pixels = (gsize) objects->width * (gsize) objects->height;
  g_autoptr (LlInstances) filled = ll_instances_fill_holes (objects);

  ground->relief = ll_instances_draw_depths (filled);
  ground->zones = g_memdup2 (objects->data, pixels * sizeof (gint32));
  ground->depth = to_height (neck * LL_DEPTH_STEPS);
  ground->smallest = (gint) (PART_SHARE * ll_instances_get_median_size (objects));
}

/* Floods the relief; progress runs from @from to @to. */
static LlInstances *
flood_zones (const Ground *ground,
             const LlLabels *mask,
             gint smallest,
             LlProgressFunc progress,
             gpointer data,
             gdouble from,
             gdouble to,
             GError **error)
{
  g_autofree gint32 *numbers = NULL;
  gint32 n;

  if (!report_search (progress, data, from + (to - from) * 0.2, error))
    return NULL;

  numbers = g_new (gint32, (gsize) mask->width * (gsize) mask->height);
  n = ll_find_basins (ground->relief, ground->zones, mask->width, mask->height,
                      ground->depth, SEED_AREA, numbers);
  if (!report_search (progress, data, from + (to - from) * 0.6, error))
    return NULL;

  ll_flood_within (ground->relief, ground->zones, mask->width, mask->height, numbers);
  if (!report_search (progress, data, from + (to - from) * 0.8, error))
    return NULL;

  if (ground->smallest > 0)
    ll_numbers_join_small (numbers, n, mask->width, mask->height, ground->zones,
                           ground->smallest);
  return ll_instances_new_tidy (g_steal_pointer (&numbers), n, mask, smallest);
}

/* Cuts where the network says so, or at the necks of the mask; progress runs up to @to. */
static LlInstances *
cut_objects (const LlObjectMaps *maps,
             const LlObjectSettings *settings,
             gboolean network,
             LlProgressFunc progress,
             gpointer data,
             gdouble to,
             GError **error)
{
  g_auto (Ground) ground = { 0 };

  if (network)
    lay_evidence (maps, settings->ridge, &ground);
  else
    lay_depths (maps->mask, settings->neck, &ground);
  return flood_zones (&ground, maps->mask, settings->smallest, progress, data, 0.0, to,
                      error);
}

/* Cuts @objects (transfer full), which the network left whole, at their necks. */
static LlInstances *
cut_again (LlInstances *objects,
           const LlObjectMaps *maps,
           const LlObjectSettings *settings,
           LlProgressFunc progress,
           gpointer data,
           gdouble from,
           GError **error)
{
  g_auto (Ground) ground = { 0 };

  if (maps->inside)
    ll_instances_drop_unseen (objects, maps->inside, settings->seen);
  lay_objects (objects, settings->neck, &ground);
  ll_instances_free (objects);
  return flood_zones (&ground, maps->mask, settings->smallest, progress, data, from, 1.0,
                      error);
}

static void
mark_missing (LlInstances *objects, const LlLabels *mask)
{
  gsize pixels = (gsize) mask->width * (gsize) mask->height;

  if (!memchr (mask->data, LL_LABEL_IGNORE, pixels))
    return;

  objects->missing = g_new (guint8, pixels);
  for (gsize i = 0; i < pixels; i++)
    objects->missing[i] = mask->data[i] == LL_LABEL_IGNORE;
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
                   _ ("An image of %d x %d pixels is too large to find objects in: "
                      "select a part of it."),
                   mask->width, mask->height);
      return NULL;
    }

  if (settings->split == LL_SPLIT_COMPONENTS)
    {
      g_autoptr (LlInstances) pieces =
        ll_instances_new_components (mask, LL_NEIGHBOURS_4);

      objects = ll_instances_new_tidy (g_steal_pointer (&pieces->data), pieces->n, mask,
                                       settings->smallest);
    }
  else
    {
      gboolean network =
        settings->split != LL_SPLIT_DISTANCE && (maps->inside || maps->between);
      gboolean both = network && settings->split == LL_SPLIT_BOTH;

      objects =
        cut_objects (maps, settings, network, progress, data, both ? 0.5 : 1.0, error);
      if (objects && both)
        objects = cut_again (g_steal_pointer (&objects), maps, settings, progress, data,
                             0.5, error);
    }
  if (!objects || !report_search (progress, data, 1.0, error))
    return NULL;

  mark_missing (objects, mask);
  return g_steal_pointer (&objects);
}

void
ll_instances_fill (LlInstances *objects, const LlLabels *room)
{
  gsize pixels = (gsize) room->width * (gsize) room->height;
  g_autofree guint16 *level = g_new0 (guint16, pixels);
  g_autofree gint32 *zones = find_zones (room, TRUE);

  for (gsize i = 0; i < pixels; i++)
    if (objects->data[i] != 0)
      zones[i] = objects->class_of[objects->data[i]];
  ll_flood_within (level, zones, room->width, room->height, objects->data);
}
