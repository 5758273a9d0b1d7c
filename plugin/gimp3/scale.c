/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 3: what tells the size of pixels. */

#include <libgimp/gimp.h>

#include "gimp3/gimp3.h"

void
lp_host_get_resolution (gint32 image, gdouble *x, gdouble *y)
{
  gimp_image_get_resolution (gimp_image_get_by_id (image), x, y);
}

gdouble
lp_host_get_path_length (gint32 image, const gchar *key)
{
  g_autofree GimpPath **paths =
    gimp_image_get_selected_paths (gimp_image_get_by_id (image));
  gdouble longest = 0.0;

  for (gint i = 0; paths && paths[i]; i++)
    {
      g_autofree gchar *text =
        lp_host_get_layer_text (gimp_item_get_id (GIMP_ITEM (paths[i])), key);
      gsize n = 0;
      g_autofree gint *strokes = text ? NULL : gimp_path_get_strokes (paths[i], &n);

      for (gsize k = 0; k < n; k++)
        longest = MAX (longest, gimp_path_stroke_get_length (paths[i], strokes[k], 0.1));
    }

  return longest;
}

/* Positions of the guides that run in @orientation. */
static gdouble
get_distance (GimpImage *image, GimpOrientationType orientation)
{
  gint low = G_MAXINT;
  gint high = G_MININT;

  for (guint guide = gimp_image_find_next_guide (image, 0); guide > 0;
       guide = gimp_image_find_next_guide (image, guide))
    if (gimp_image_get_guide_orientation (image, guide) == orientation)
      {
        low = MIN (low, gimp_image_get_guide_position (image, guide));
        high = MAX (high, gimp_image_get_guide_position (image, guide));
      }

  return high > low ? high - low : 0.0;
}

gdouble
lp_host_get_guides_distance (gint32 image)
{
  gdouble distance =
    get_distance (gimp_image_get_by_id (image), GIMP_ORIENTATION_VERTICAL);

  return distance > 0.0
           ? distance
           : get_distance (gimp_image_get_by_id (image), GIMP_ORIENTATION_HORIZONTAL);
}
