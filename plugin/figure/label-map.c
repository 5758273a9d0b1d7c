/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/label-map.h"

#include <glib/gi18n-lib.h>

#include "figure/grey-file.h"
#include "host/host.h"

/* The formats that there are; the engine writes TIFF. */
typedef enum
{
  FORMAT_NONE,
  FORMAT_PNG,
  FORMAT_TIFF
} Format;

static Format
find_format (const gchar *path)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".png"))
    return FORMAT_PNG;

  return g_str_has_suffix (lower, ".tif") || g_str_has_suffix (lower, ".tiff")
           ? FORMAT_TIFF
           : FORMAT_NONE;
}

gboolean
lp_label_map_check (const gchar *path, GError **error)
{
  if (find_format (path) != FORMAT_NONE)
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
               _ ("A label map can't be written to \"%s\": its name must end in .png, "
                  ".tif or .tiff."),
               path);

  return FALSE;
}

void
lp_label_map_get_row (const LlInstances *objects, gint y, guint16 *row)
{
  for (gint x = 0; x < objects->width; x++)
    row[x] = (guint16) objects->data[(gsize) y * objects->width + x];
}

gboolean
lp_label_map_check_number (const LlInstances *objects, GError **error)
{
  if (objects->n <= LP_LABEL_MAP_MAX)
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
               _ ("There are %d objects, but a label map of 16 bits tells %d apart: "
                  "make the smallest object larger, or select a part of the image."),
               objects->n, LP_LABEL_MAP_MAX);

  return FALSE;
}

/* @data: the objects */
static void
get_row (gint y, guint16 *row, gpointer data)
{
  lp_label_map_get_row (data, y, row);
}

static LlPartFile *
write_png (const gchar *path, const LlInstances *objects, GError **error)
{
  g_autoptr (LlPartFile) part = ll_part_file_new (path, error);
  g_autofree gchar *problem = NULL;

  if (!part)
    return NULL;

  problem = lp_grey_file_write_png (ll_part_file_get_stream (part), objects->width,
                                    objects->height, get_row, (gpointer) objects);
  if (!ll_part_file_finish (part, error))
    return NULL;
  if (!problem)
    return g_steal_pointer (&part);

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
               _ ("\"%s\" can't be written (%s): choose another place or make room "
                  "there."),
               path, problem);

  return NULL;
}

LlPartFile *
lp_label_map_write (const gchar *path, const LlInstances *objects, GError **error)
{
  const LlExport export = { .instances = objects };

  if (!lp_label_map_check (path, error) || !lp_label_map_check_number (objects, error))
    return NULL;

  return find_format (path) == FORMAT_TIFF
           ? ll_export_write (&export, LL_EXCHANGE_LABELS, path, error)
           : write_png (path, objects, error);
}
