/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every few points of an outline become an anchor.  Its handles lie on the tangent of the
 * spline by E. Catmull and R. Rom ("A class of local interpolating splines", 1974).
 */

#include "image/contour-paths.h"

#include "image/layers.h"

/* Points of an outline, which are edges of pixels, from one anchor to the next. */
#define STEP 4

/* The least number of anchors of a stroke. */
#define FEWEST 4

static void
add_point (GArray *controls, gdouble x, gdouble y)
{
  g_array_append_val (controls, x);
  g_array_append_val (controls, y);
}

/* Handle, anchor and handle of each anchor in turn. */
static GArray *
make_controls (const LlOutline *outline, gint x, gint y)
{
  GArray *controls = g_array_new (FALSE, FALSE, sizeof (gdouble));
  gsize n = MAX (outline->n / STEP, MIN (outline->n, FEWEST));

  for (gsize i = 0; i < n; i++)
    {
      const LlPoint *before = &outline->points[(i + n - 1) % n * outline->n / n];
      const LlPoint *here = &outline->points[i * outline->n / n];
      const LlPoint *after = &outline->points[(i + 1) % n * outline->n / n];
      gdouble dx = (after->x - before->x) / 6.0;
      gdouble dy = (after->y - before->y) / 6.0;

      add_point (controls, x + here->x - dx, y + here->y - dy);
      add_point (controls, x + here->x, y + here->y);
      add_point (controls, x + here->x + dx, y + here->y + dy);
    }

  return controls;
}

static gboolean
add_class (gint32 path,
           const LlOutlines *outlines,
           const LlInstances *objects,
           gint klass,
           gint x,
           gint y,
           GError **error)
{
  for (gsize i = 0; i < outlines->n; i++)
    {
      g_autoptr (GArray) controls = NULL;

      if (objects->class_of[outlines->outlines[i].id] != klass)
        continue;

      controls = make_controls (&outlines->outlines[i], x, y);
      if (!lp_host_add_stroke (path, (const gdouble *) (const void *) controls->data,
                               (gint) controls->len / 6, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
lp_contour_paths_insert (gint32 image,
                         const LlOutlines *outlines,
                         const LlInstances *objects,
                         const LlClasses *classes,
                         gint x,
                         gint y,
                         GError **error)
{
  gint n = ll_classes_get_n (classes);
  g_autofree gint32 *paths = g_new (gint32, n);
  gboolean done = TRUE;

  for (gint c = 1; c < n; c++)
    paths[c] = -1;

  for (gint c = 1; done && c < n; c++)
    {
      g_autofree gchar *name =
        g_strdup_printf ("Contours: %s", ll_classes_get_name (classes, c));

      paths[c] = lp_host_new_path (image, name, error);
      done = paths[c] >= 0 && add_class (paths[c], outlines, objects, c, x, y, error);
    }
  for (gint c = n - 1; done && c > 0; c--)
    {
      lp_host_set_layer_text (paths[c], LP_PARASITE_ROLE, LP_ROLE_WORD_FIGURE);
      done = lp_host_insert_path (image, paths[c], error);
    }

  for (gint c = 1; !done && c < n; c++)
    if (paths[c] >= 0)
      lp_host_delete_path (image, paths[c]);

  return done;
}
