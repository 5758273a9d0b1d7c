/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every few points of an outline become an anchor.  Its handles lie on the tangent of the
 * spline by E. Catmull and R. Rom ("A class of local interpolating splines", 1974).
 */

#include "layers/contour-paths.h"

#include "layers/layers.h"

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

/* Which outlines a path has: those of one object, or of all objects of a class. */
typedef struct
{
  gint32 id; /* 0: of a class */
  gint klass;
  gsize first; /* outline that may be one of them */
} Share;

/* Makes a path that is not in the image yet.
 *
 * @path: (out): the path, or -1
 */
static gboolean
make_path (gint32 image,
           const gchar *name,
           const Share *share,
           const LlOutlines *outlines,
           const LlInstances *objects,
           gint x,
           gint y,
           gint32 *path,
           GError **error)
{
  *path = lp_host_new_path (image, name, error);
  if (*path < 0)
    return FALSE;

  for (gsize i = share->first; i < outlines->n; i++)
    {
      gint32 id = outlines->outlines[i].id;
      g_autoptr (GArray) controls = NULL;

      /* Outlines are ordered by object. */
      if (share->id > 0 && id != share->id)
        break;
      if (share->id == 0 && objects->class_of[id] != share->klass)
        continue;

      controls = make_controls (&outlines->outlines[i], x, y);
      if (!lp_host_add_stroke (*path, (const gdouble *) (const void *) controls->data,
                               (gint) controls->len / 6, error))
        return FALSE;
    }

  return TRUE;
}

/* Appends the names and shares of the paths, from top to bottom. */
static GPtrArray *
plan_paths (const LlOutlines *outlines,
            const LlInstances *objects,
            const LlClasses *classes,
            gboolean single,
            GArray *shares)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gint32 last = 0;

  for (gint c = 1; !single && c < ll_classes_get_n (classes); c++)
    {
      Share share = { 0, c, 0 };

      g_array_append_val (shares, share);
      g_ptr_array_add (
        names, g_strdup_printf ("Contours: %s", ll_classes_get_name (classes, c)));
    }
  for (gsize i = 0; single && i < outlines->n; i++)
    if (outlines->outlines[i].id != last)
      {
        Share share = { outlines->outlines[i].id, 0, i };

        last = share.id;
        g_array_append_val (shares, share);
        g_ptr_array_add (names, g_strdup_printf ("%d", share.id));
      }

  return names;
}

gboolean
lp_contour_paths_insert (gint32 image,
                         const LlOutlines *outlines,
                         const LlInstances *objects,
                         const LlClasses *classes,
                         gint x,
                         gint y,
                         gboolean single,
                         GArray *inserted,
                         GError **error)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (Share));
  g_autoptr (GPtrArray) names = plan_paths (outlines, objects, classes, single, shares);
  g_autofree gint32 *paths = g_new (gint32, names->len + 1);
  gboolean done = TRUE;
  guint n = 0;

  while (done && n < names->len)
    {
      done =
        make_path (image, g_ptr_array_index (names, n), &g_array_index (shares, Share, n),
                   outlines, objects, x, y, &paths[n], error);
      n++;
    }
  for (guint i = n; done && i-- > 0;)
    {
      lp_host_set_layer_text (paths[i], LP_PARASITE_ROLE, LP_ROLE_WORD_FIGURE);
      done = lp_host_insert_path (image, paths[i], error);
    }

  for (guint i = 0; !done && i < n; i++)
    if (paths[i] >= 0)
      lp_host_delete_path (image, paths[i]);
  if (done && inserted)
    g_array_append_vals (inserted, paths, n);

  return done;
}
