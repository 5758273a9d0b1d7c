/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draw/instances.h"

#include <string.h>

#include "draw/distinct-colours.h"

/* Rows per write. */
#define STRIP 64

static GeglBuffer *
draw_instances (const LlInstances *objects, const LlColour *colours, guint8 opacity)
{
  GeglRectangle extent = { 0, 0, objects->width, objects->height };
  GeglBuffer *buffer = gegl_buffer_new (&extent, babl_format ("R'G'B'A u8"));
  g_autofree guint8 *pixels = g_new (guint8, (gsize) 4 * STRIP * extent.width);

  for (gint y = 0; y < extent.height; y += STRIP)
    {
      GeglRectangle strip = { 0, y, extent.width, MIN (STRIP, extent.height - y) };
      gsize first = (gsize) y * extent.width;
      gsize n = (gsize) strip.width * strip.height;

      memset (pixels, 0, 4 * n);
      for (gsize i = 0; i < n; i++)
        {
          gint32 id = objects->data[first + i];

          if (id == 0)
            continue;
          memcpy (pixels + 4 * i, colours[id].rgb, 3);
          pixels[4 * i + 3] = opacity;
        }
      gegl_buffer_set (buffer, &strip, 0, babl_format ("R'G'B'A u8"), pixels,
                       GEGL_AUTO_ROWSTRIDE);
    }

  return buffer;
}

GeglBuffer *
lp_instances_draw (const LlInstances *objects)
{
  g_autofree LlColour *colours = lp_distinct_colours_new (objects);

  return draw_instances (objects, colours, G_MAXUINT8);
}

GeglBuffer *
lp_instances_draw_classes (const LlInstances *objects, const LlClasses *classes)
{
  g_autofree LlColour *colours = g_new0 (LlColour, (gsize) objects->n + 1);

  for (gint id = 1; id <= objects->n; id++)
    colours[id] = ll_classes_get_colour (classes, objects->class_of[id]);

  return draw_instances (objects, colours, G_MAXUINT8);
}

GeglBuffer *
lp_instances_draw_some (const LlInstances *objects,
                        const gboolean *left_out,
                        LlColour colour,
                        guint8 opacity)
{
  g_autofree LlColour *colours = lp_distinct_colours_new (objects);

  for (gint id = 1; id <= objects->n; id++)
    if (left_out[id])
      colours[id] = colour;

  return draw_instances (objects, colours, opacity);
}
