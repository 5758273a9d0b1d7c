/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "operation/found-objects.h"

#include <string.h>

#include "draw/contours.h"
#include "draw/instances.h"

/* Rows whose probabilities are read at once. */
#define STRIP 64

/* What a pixel takes while objects are found: three maps of bytes, a relief, and numbers. */
#define OBJECT_BYTES 11

/* As Segment has it by itself. */
#define CONTOUR_WIDTH 2.0

struct _LpFoundObjects
{
  LlInstances *objects; /* NULL: none were looked for */
  guint version;        /* of the segmentation that they are of */
  GeglBuffer *picture;
  gboolean outlines; /* what the picture shows */
  gint klass;
};

LpFoundObjects *
lp_found_objects_new (void)
{
  return g_new0 (LpFoundObjects, 1);
}

void
lp_found_objects_free (LpFoundObjects *found)
{
  if (!found)
    return;

  g_clear_pointer (&found->objects, ll_instances_free);
  g_clear_object (&found->picture);
  g_free (found);
}

gboolean
lp_found_objects_are_there (const LpFoundObjects *found, const LpLive *live)
{
  return found->objects && found->version == lp_live_get_version (live);
}

/* Reads all planes of a strip; a pixel that isn't there is of no class. */
static void
read_strip (const LpLive *live,
            const GeglRectangle *strip,
            const guint8 *missing,
            gfloat *planes)
{
  const LlNetwork *network = lp_live_get_network (live);
  gsize n = (gsize) strip->width * strip->height;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      gint first = ll_network_get_first_plane (network, (LlTask) task);

      if (first >= 0)
        lp_live_read (live, (LlTask) task, strip, planes + (gsize) first * n);
    }
  for (gint plane = 0; missing && plane < ll_network_get_n_planes (network); plane++)
    for (gsize i = 0; i < n; i++)
      if (missing[i])
        planes[(gsize) plane * n + i] = 0.0f;
}

static LlInstances *
find_objects (LpLive *live,
              GeglBuffer *input,
              const GeglRectangle *extent,
              LlProgressFunc progress,
              gpointer data,
              GError **error)
{
  const LlNetwork *network = lp_live_get_network (live);
  gsize planes = (gsize) ll_network_get_n_planes (network);
  g_autofree gfloat *strip_planes = NULL;
  g_autoptr (LlObjectMaps) maps = NULL;
  g_autofree guint8 *missing = NULL;
  LlObjectSettings settings;

  if (!ll_memory_check ((guint64) extent->width * (guint64) extent->height * OBJECT_BYTES,
                        error))
    return NULL;

  strip_planes = g_new (gfloat, planes * STRIP * extent->width);
  maps = ll_object_maps_new (network, extent->width, extent->height);
  missing = lp_live_find_missing (live, input, extent);
  for (gint y = 0; y < extent->height; y += STRIP)
    {
      GeglRectangle strip = { extent->x, extent->y + y, extent->width,
                              MIN (STRIP, extent->height - y) };

      if (!lp_live_predict (live, input, &strip, progress, data, error))
        return NULL;
      read_strip (live, &strip, missing ? missing + (gsize) y * extent->width : NULL,
                  strip_planes);
      ll_object_maps_set_rows (maps, network, y, strip.height, strip_planes);
    }
  if (missing)
    ll_object_maps_set_missing (maps, missing);
  ll_object_settings_init (&settings);

  return ll_find_objects (maps, &settings, NULL, NULL, error);
}

/* Draws the outlines of each class over those of the others. */
static GeglBuffer *
draw_outlines (const LlInstances *objects, const LlClasses *classes, gint klass)
{
  GeglRectangle extent = { 0, 0, objects->width, objects->height };
  GeglBuffer *picture = gegl_buffer_new (&extent, babl_format ("R'G'B'A u8"));
  g_autoptr (LlOutlines) outlines = ll_outlines_new (objects, LP_CONTOUR_SMOOTHING);
  g_autofree guint8 *above = g_new (guint8, (gsize) 4 * STRIP * extent.width);
  g_autofree guint8 *below = g_new (guint8, (gsize) 4 * STRIP * extent.width);

  lp_contours_drop_holes (outlines);
  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    {
      g_autoptr (GeglBuffer) lines = NULL;

      if (klass > 0 && c != klass)
        continue;
      lines = lp_contours_draw (outlines, objects, c, ll_classes_get_colour (classes, c),
                                CONTOUR_WIDTH, 0.0);
      for (gint y = 0; y < extent.height; y += STRIP)
        {
          GeglRectangle strip = { 0, y, extent.width, MIN (STRIP, extent.height - y) };
          const Babl *format = babl_format ("R'G'B'A u8");

          gegl_buffer_get (lines, &strip, 1.0, format, above, GEGL_AUTO_ROWSTRIDE,
                           GEGL_ABYSS_NONE);
          gegl_buffer_get (picture, &strip, 1.0, format, below, GEGL_AUTO_ROWSTRIDE,
                           GEGL_ABYSS_NONE);
          for (gsize i = 0; i < (gsize) strip.width * strip.height; i++)
            if (above[4 * i + 3] > below[4 * i + 3])
              memcpy (below + 4 * i, above + 4 * i, 4);
          gegl_buffer_set (picture, &strip, 0, format, below, GEGL_AUTO_ROWSTRIDE);
        }
    }

  return picture;
}

static GeglBuffer *
draw_instances (LlInstances *objects, gint klass)
{
  gsize n = (gsize) objects->width * (gsize) objects->height;
  gint32 *all = objects->data;
  g_autofree gint32 *some = NULL;
  GeglBuffer *picture;

  if (klass > 0)
    {
      objects->data = some = g_memdup2 (all, n * sizeof (gint32));
      for (gsize i = 0; i < n; i++)
        if (objects->class_of[some[i]] != klass)
          some[i] = 0;
    }
  picture = lp_instances_draw (objects);
  objects->data = all;

  return picture;
}

GeglBuffer *
lp_found_objects_draw (LpFoundObjects *found,
                       LpLive *live,
                       GeglBuffer *input,
                       const GeglRectangle *extent,
                       gboolean outlines,
                       gint klass,
                       LlProgressFunc progress,
                       gpointer data,
                       GError **error)
{
  if (!lp_found_objects_are_there (found, live))
    {
      g_clear_object (&found->picture);
      g_clear_pointer (&found->objects, ll_instances_free);
      found->objects = find_objects (live, input, extent, progress, data, error);
      if (!found->objects)
        return NULL;
      found->version = lp_live_get_version (live);
    }
  if (found->picture && found->outlines == outlines && found->klass == klass)
    return found->picture;

  g_clear_object (&found->picture);
  found->outlines = outlines;
  found->klass = klass;
  if (outlines)
    found->picture = draw_outlines (
      found->objects, ll_network_get_classes (lp_live_get_network (live)), klass);
  else
    found->picture = draw_instances (found->objects, klass);

  return found->picture;
}
