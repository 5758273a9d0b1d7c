/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 3: paths. */

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>

#include "gimp3/gimp3.h"

gint32
lp_host_new_path (gint32 image, const gchar *name, GError **error)
{
  GimpPath *path = gimp_path_new (gimp_image_get_by_id (image), name);

  if (path)
    return gimp_item_get_id (GIMP_ITEM (path));

  lp_host_set_error (error, _ ("A path can't be made"));

  return -1;
}

gboolean
lp_host_add_stroke (gint32 path, const gdouble *controls, gint n, GError **error)
{
  if (gimp_path_stroke_new_from_points (gimp_path_get_by_id (path),
                                        GIMP_PATH_STROKE_TYPE_BEZIER, 6 * (gsize) n,
                                        controls, TRUE) >= 0)
    return TRUE;

  lp_host_set_error (error, _ ("A path can't be drawn"));

  return FALSE;
}

gboolean
lp_host_insert_path (gint32 image, gint32 path, GError **error)
{
  if (gimp_image_insert_path (gimp_image_get_by_id (image), gimp_path_get_by_id (path),
                              NULL, 0))
    return TRUE;

  lp_host_set_error (error, _ ("A path can't be added"));

  return FALSE;
}

void
lp_host_delete_path (gint32 image, gint32 path)
{
  /* A path that is not in an image yet can't be removed from one. */
  if (!gimp_image_remove_path (gimp_image_get_by_id (image), gimp_path_get_by_id (path)))
    gimp_item_delete (GIMP_ITEM (gimp_path_get_by_id (path)));
}
