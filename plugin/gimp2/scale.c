/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 2.10: what tells the size of pixels. */

#include <libgimp/gimp.h>

#include "gimp2/gimp2.h"

void
lp_host_get_resolution (gint32 image, gdouble *x, gdouble *y)
{
  gimp_image_get_resolution (image, x, y);
}

gdouble
lp_host_get_path_length (gint32 image, const gchar *key)
{
  gint32 path = gimp_image_get_active_vectors (image);
  g_autofree gchar *text = path > 0 ? lp_host_get_layer_text (path, key) : NULL;
  gint n = 0;
  g_autofree gint *strokes =
    path > 0 && !text ? gimp_vectors_get_strokes (path, &n) : NULL;
  gdouble longest = 0.0;

  for (gint i = 0; i < n; i++)
    longest = MAX (longest, gimp_vectors_stroke_get_length (path, strokes[i], 0.1));

  return longest;
}

/* Positions of the guides that run in @orientation. */
static gdouble
get_distance (gint32 image, GimpOrientationType orientation)
{
  gint low = G_MAXINT;
  gint high = G_MININT;

  for (gint32 guide = gimp_image_find_next_guide (image, 0); guide > 0;
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
  gdouble distance = get_distance (image, GIMP_ORIENTATION_VERTICAL);

  return distance > 0.0 ? distance : get_distance (image, GIMP_ORIENTATION_HORIZONTAL);
}
