/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 2.10: paths. */

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>

#include "gimp2/gimp2.h"

gint32
lp_host_new_path (gint32 image, const gchar *name, GError **error)
{
  gint32 path = gimp_vectors_new (image, name);

  if (path < 0)
    lp_host_set_error (error, _ ("A path can't be made"));

  return path;
}

gboolean
lp_host_add_stroke (gint32 path, const gdouble *controls, gint n, GError **error)
{
  if (gimp_vectors_stroke_new_from_points (path, GIMP_VECTORS_STROKE_TYPE_BEZIER, 6 * n,
                                           controls, TRUE) >= 0)
    return TRUE;

  lp_host_set_error (error, _ ("A path can't be drawn"));

  return FALSE;
}

gboolean
lp_host_insert_path (gint32 image, gint32 path, GError **error)
{
  if (gimp_image_insert_vectors (image, path, -1, 0))
    return TRUE;

  lp_host_set_error (error, _ ("A path can't be added"));

  return FALSE;
}

void
lp_host_delete_path (gint32 image, gint32 path)
{
  /* A path that is not in an image yet can't be removed from one. */
  if (!gimp_image_remove_vectors (image, path))
    gimp_item_delete (path);
}

gboolean
lp_host_has_vector_layers (void)
{
  return FALSE;
}

gint32
lp_host_insert_vector_layer (gint32 image,
                             gint32 path,
                             const gchar *name,
                             const LpHostLine *line,
                             gint32 parent,
                             gint position,
                             GError **error)
{
  (void) image;
  (void) path;
  (void) name;
  (void) line;
  (void) parent;
  (void) position;
  lp_host_set_error (error, _ ("A vector layer can't be added"));

  return -1;
}
