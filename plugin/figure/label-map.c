/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/label-map.h"

#include <gegl.h>
#include <glib/gi18n-lib.h>

#include "host/host.h"
#include "files/part-file.h"

static const struct
{
  const gchar *suffix;
  const gchar *operation;
} savers[] = {
  { ".png", "gegl:png-save" },
  { ".tif", "gegl:tiff-save" },
  { ".tiff", "gegl:tiff-save" },
};

static const gchar *
find_saver (const gchar *path)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (savers); i++)
    if (g_str_has_suffix (lower, savers[i].suffix))
      return savers[i].operation;

  return NULL;
}

gboolean
lp_label_map_check (const gchar *path, GError **error)
{
  const gchar *saver = find_saver (path);

  if (saver && gegl_has_operation (saver))
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
               saver
                 ? _ ("GEGL can't write \"%s\": choose the other format, .png or .tif.")
                 : _ ("A label map can't be written to \"%s\": its name must end in "
                      ".png, .tif or .tiff."),
               path);

  return FALSE;
}

static GeglBuffer *
make_buffer (const LlInstances *objects)
{
  GeglRectangle extent = { 0, 0, objects->width, objects->height };
  GeglBuffer *buffer = gegl_buffer_new (&extent, babl_format ("Y' u16"));
  g_autofree guint16 *row = g_new (guint16, objects->width);

  for (gint y = 0; y < objects->height; y++)
    {
      GeglRectangle line = { 0, y, objects->width, 1 };

      for (gint x = 0; x < objects->width; x++)
        row[x] = (guint16) objects->data[(gsize) y * objects->width + x];
      gegl_buffer_set (buffer, &line, 0, babl_format ("Y' u16"), row,
                       GEGL_AUTO_ROWSTRIDE);
    }

  return buffer;
}

static void
run_saver (const gchar *operation, const gchar *path, GeglBuffer *buffer)
{
  GeglNode *graph = gegl_node_new ();
  GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source",
                                          "buffer", buffer, NULL);
  GeglNode *sink = gegl_node_new_child (graph, "operation", operation, "path", path,
                                        "bitdepth", 16, NULL);

  gegl_node_link (source, sink);
  gegl_node_process (sink);
  g_object_unref (graph);
}

static gboolean
check_number (const LlInstances *objects, GError **error)
{
  if (objects->n <= LP_LABEL_MAP_MAX)
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
               _ ("There are %d objects, but a label map of 16 bits holds at most %d: "
                  "make the smallest object larger, or select a part of the image."),
               objects->n, LP_LABEL_MAP_MAX);

  return FALSE;
}

/* GEGL does not report errors; lp_part_file_end() notices that the file is empty. */
gboolean
lp_label_map_save (const gchar *path, const LlInstances *objects, GError **error)
{
  g_autofree gchar *part = NULL;
  g_autoptr (GeglBuffer) buffer = NULL;

  if (!lp_label_map_check (path, error) || !check_number (objects, error) ||
      !(part = lp_part_file_begin (path, error)))
    return FALSE;

  buffer = make_buffer (objects);
  run_saver (find_saver (path), part, buffer);

  return lp_part_file_end (part, path, NULL, error);
}

gint32
lp_label_map_image_new (const LlInstances *objects, gdouble resolution, GError **error)
{
  g_autoptr (GeglBuffer) labels = NULL;
  g_autoptr (GeglBuffer) pixels = NULL;
  gint32 image, layer;

  if (!check_number (objects, error))
    return -1;

  image = lp_host_new_image (objects->width, objects->height, LP_BASE_GREY, TRUE,
                             resolution, error);
  if (image < 0)
    return -1;

  layer = lp_host_new_layer (image, "Label map", objects->width, objects->height, FALSE,
                             1.0, error);
  if (layer < 0 || !lp_host_insert_layer (image, layer, -1, 0, error))
    {
      lp_host_delete_image (image);
      return -1;
    }

  labels = make_buffer (objects);
  pixels = lp_host_get_buffer (layer, FALSE);
  gegl_buffer_copy (labels, NULL, GEGL_ABYSS_NONE, pixels, NULL);
  gegl_buffer_flush (pixels);

  return image;
}
