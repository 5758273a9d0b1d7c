/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/vectors.h"

#include <string.h>

#include "figure/outputs.h"
#include "layers/layers.h"
#include "procedure/names.h"
#include "scale/drawn-path.h"

gboolean
lp_vectors_are_wanted (const LpCall *call)
{
  return lp_figure_wants (call, LP_ARG_PATHS) &&
         !lp_figure_wants (call, LP_ARG_OBJECT_PATHS) &&
         (lp_figure_wants (call, LP_ARG_CONTOURS) ||
          lp_figure_wants (call, LP_ARG_SCALE_BAR)) &&
         lp_host_has_vector_layers ();
}

/* Whether a class has contours: a layer without any would be empty. */
static gboolean
has_objects (const LpFound *found, gint klass)
{
  for (gint32 id = 1; id <= found->instances->n; id++)
    if (found->instances->class_of[id] == klass)
      return TRUE;

  return FALSE;
}

static gboolean
insert_contours (const LpDrawing *work,
                 const GArray *paths,
                 gint32 group,
                 gint position,
                 GError **error)
{
  const LlClasses *classes = work->found->classes;
  const LpArguments *in = work->call->in;

  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    {
      g_autofree gchar *name =
        g_strdup_printf ("Contours: %s", ll_classes_get_name (classes, c));
      LlColour colour = ll_classes_get_colour (classes, c);
      LpHostLine line = {
        .width = lp_arguments_get_float (in, LP_ARG_CONTOUR_WIDTH),
        .dash = lp_arguments_get_float (in, LP_ARG_DASH),
      };

      if (!has_objects (work->found, c))
        continue;

      memcpy (line.rgb, colour.rgb, sizeof (line.rgb));
      if (lp_host_insert_vector_layer (work->call->image,
                                       g_array_index (paths, gint32, c - 1), name, &line,
                                       group, position++, error) < 0)
        return FALSE;
    }

  return TRUE;
}

/* The rim lies below what it is the rim of. */
static gboolean
insert_scale_bar (const LpDrawing *work, GArray *paths, gint32 group, GError **error)
{
  gint32 image = work->call->image;
  gboolean black;
  g_autoptr (LpScaleBar) bar = lp_drawing_new_scale_bar (work, &black);
  cairo_path_t *drawn = lp_scale_bar_copy_path (bar);
  gint32 path = lp_drawn_path_insert (image, "Scale bar", drawn, error);
  guint8 inner = black ? 0 : 255, outer = 255 - inner;
  LpHostLine line = { { inner, inner, inner }, 0.0, 0.0 };
  LpHostLine rim = { { outer, outer, outer },
                     2.0 * lp_lettering_get_rim (&bar->lettering),
                     0.0 };

  cairo_path_destroy (drawn);
  if (path < 0)
    return FALSE;

  g_array_append_val (paths, path);
  lp_host_set_layer_text (path, LP_PARASITE_ROLE, LP_ROLE_WORD_FIGURE);

  return lp_host_insert_vector_layer (image, path, "Scale bar: rim", &rim, group, 0,
                                      error) >= 0 &&
         lp_host_insert_vector_layer (image, path, "Scale bar", &line, group, 0, error) >=
           0;
}

gboolean
lp_vectors_insert (const LpDrawing *work, GArray *paths, gint32 group, GError **error)
{
  gboolean numbers = lp_figure_wants (work->call, LP_ARG_NUMBERS);

  return (!lp_figure_wants (work->call, LP_ARG_CONTOURS) ||
          insert_contours (work, paths, group, numbers ? 1 : 0, error)) &&
         (!lp_figure_wants (work->call, LP_ARG_SCALE_BAR) ||
          insert_scale_bar (work, paths, group, error));
}
