/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 3: the brush, and texts of the session. */

#include "gimp3/gimp3.h"

#include <string.h>

void
lp_host_set_brush (const gchar *name, gdouble diameter)
{
  GimpBrush *brush = gimp_brush_get_by_name (name);
  gdouble radius = 0, set;

  /* The tools ask a brush for its size only when it is selected, so one of another size is
   * another brush.
   */
  if (brush && (!gimp_brush_get_radius (brush, &radius) || radius != diameter / 2))
    {
      gimp_resource_delete (GIMP_RESOURCE (brush));
      brush = NULL;
    }
  if (!brush)
    {
      GimpBrushGeneratedShape shape;

      brush = gimp_brush_new (name);
      if (!brush)
        return;
      gimp_brush_set_shape (brush, GIMP_BRUSH_GENERATED_CIRCLE, &shape);
      gimp_brush_set_hardness (brush, 1.0, &set);
      gimp_brush_set_radius (brush, diameter / 2, &set);
    }
  gimp_context_set_brush (brush);
}

gchar *
lp_host_get_session_text (const gchar *key)
{
  GimpParasite *parasite = gimp_get_parasite (key);
  const gchar *data;
  guint32 size = 0;
  gchar *text;

  if (!parasite)
    return NULL;

  data = gimp_parasite_get_data (parasite, &size);
  text = g_strndup (data, size);
  gimp_parasite_free (parasite);

  return text;
}

void
lp_host_set_session_text (const gchar *key, const gchar *text)
{
  GimpParasite *parasite;

  if (!text)
    {
      gimp_detach_parasite (key);
      return;
    }

  parasite = gimp_parasite_new (key, 0, (guint32) strlen (text), text);
  gimp_attach_parasite (parasite);
  gimp_parasite_free (parasite);
}
