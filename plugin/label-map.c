/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "label-map.h"

#include <errno.h>
#include <gegl.h>
#include <glib/gi18n-lib.h>

#include <glib/gstdio.h>

#include "host.h"

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
ll_label_map_check (const gchar *path, GError **error)
{
  const gchar *saver = find_saver (path);

  if (saver && gegl_has_operation (saver))
    return TRUE;

  g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
               saver ? _ ("GEGL can't write \"%s\": choose the other of .png and .tif.")
                     : _ ("\"%s\" is no name of a label map: it must end in .png, .tif "
                          "or .tiff."),
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

/* GEGL tells nobody of a failure: so the place is tried before, and the file looked at
 * after.
 */
static gboolean
save (const gchar *operation,
      const gchar *part,
      const gchar *path,
      GeglBuffer *buffer,
      GError **error)
{
  GStatBuf info;

  if (!g_file_set_contents (part, "", 0, error))
    return FALSE;

  run_saver (operation, part, buffer);
  if (g_stat (part, &info) != 0 || info.st_size == 0)
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
                   _ ("The label map \"%s\" can't be written: is the disk full?"), path);
      return FALSE;
    }
  if (g_rename (part, path) != 0)
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
                   _ ("The label map \"%s\" can't be written: %s."), path,
                   g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

gboolean
ll_label_map_save (const gchar *path, const LlInstances *objects, GError **error)
{
  g_autofree gchar *part = g_strconcat (path, ".part", NULL);
  g_autoptr (GeglBuffer) buffer = NULL;

  if (!ll_label_map_check (path, error))
    return FALSE;

  if (objects->n > LL_LABEL_MAP_MAX)
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
                   _ ("There are %d objects, but a label map of 16 bits tells %d apart: "
                      "make the smallest object larger, or select a part of the image."),
                   objects->n, LL_LABEL_MAP_MAX);
      return FALSE;
    }

  buffer = make_buffer (objects);
  if (save (find_saver (path), part, path, buffer, error))
    return TRUE;

  g_unlink (part);

  return FALSE;
}
