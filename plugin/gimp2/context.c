/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 2.10: the brush, and texts of the session. */

#include <string.h>

#include <libgimp/gimp.h>

#include "gimp2/gimp2.h"

/* Looks the name up in a list, because GIMP reports a query for an unknown brush as an
 * error.
 */
static gboolean
has_brush (const gchar *name)
{
  g_autofree gchar *quoted = g_regex_escape_string (name, -1);
  g_autofree gchar *filter = g_strdup_printf ("^%s$", quoted);
  gint n = 0;
  gchar **found = gimp_brushes_get_list (filter, &n);

  g_strfreev (found);

  return n > 0;
}

void
lp_host_set_brush (const gchar *name, gdouble diameter)
{
  g_autofree gchar *made = NULL;
  gdouble radius = diameter / 2;

  /* The tools ask a brush for its size only when it is selected, so one of another size is
   * another brush.
   */
  if (has_brush (name) && gimp_brush_get_radius (name) != radius)
    gimp_brush_delete (name);
  if (!has_brush (name))
    {
      made = gimp_brush_new (name);
      if (!made)
        return;
      name = made;
      gimp_brush_set_shape (name, GIMP_BRUSH_GENERATED_CIRCLE);
      gimp_brush_set_hardness (name, 1.0);
      gimp_brush_set_radius (name, radius);
    }
  gimp_context_set_brush (name);
}

gchar *
lp_host_get_session_text (const gchar *key)
{
  GimpParasite *parasite = gimp_get_parasite (key);
  gchar *text;

  if (!parasite)
    return NULL;

  text =
    g_strndup (gimp_parasite_data (parasite), (gsize) gimp_parasite_data_size (parasite));
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
