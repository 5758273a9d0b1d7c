/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An anchor of GIMP stands between two handles.  Those of a straight line lie on its ends. */

#include "scale/drawn-path.h"

#include <math.h>

/* Anchors that are so near, in pixels, are the same: outlines end where they begin. */
#define NEAR 1e-6

/* One outline: handle, anchor and handle of each anchor in turn, x and y of each. */
typedef struct
{
  gint32 path;
  GArray *controls;
} Outline;

static void
add_anchor (Outline *outline, cairo_path_data_t handle, cairo_path_data_t anchor)
{
  const gdouble values[6] = { handle.point.x, handle.point.y, anchor.point.x,
                              anchor.point.y, anchor.point.x, anchor.point.y };

  g_array_append_vals (outline->controls, values, 6);
}

/* The handle after the last anchor. */
static void
set_handle (Outline *outline, cairo_path_data_t handle)
{
  guint n = outline->controls->len;

  g_array_index (outline->controls, gdouble, n - 2) = handle.point.x;
  g_array_index (outline->controls, gdouble, n - 1) = handle.point.y;
}

/* Closes the outline and begins another one. */
static gboolean
end_outline (Outline *outline, GError **error)
{
  GArray *controls = outline->controls;
  gdouble *values = (gdouble *) (void *) controls->data;
  guint n = controls->len;
  gboolean added = TRUE;

  /* The last anchor may be the first one again. */
  if (n > 6 && fabs (values[n - 4] - values[2]) < NEAR &&
      fabs (values[n - 3] - values[3]) < NEAR)
    {
      values[0] = values[n - 6];
      values[1] = values[n - 5];
      n -= 6;
    }
  if (n >= 12)
    added = lp_host_add_stroke (outline->path, values, (gint) n / 6, error);
  g_array_set_size (controls, 0);

  return added;
}

static gboolean
add_outlines (Outline *outline, const cairo_path_t *drawn, GError **error)
{
  for (gint i = 0; i < drawn->num_data; i += drawn->data[i].header.length)
    {
      const cairo_path_data_t *data = &drawn->data[i];

      switch (data->header.type)
        {
        case CAIRO_PATH_MOVE_TO:
          if (!end_outline (outline, error))
            return FALSE;
          add_anchor (outline, data[1], data[1]);
          break;
        case CAIRO_PATH_LINE_TO:
          add_anchor (outline, data[1], data[1]);
          break;
        case CAIRO_PATH_CURVE_TO:
          set_handle (outline, data[1]);
          add_anchor (outline, data[2], data[3]);
          break;
        case CAIRO_PATH_CLOSE_PATH:
          break;
        }
    }

  return end_outline (outline, error);
}

gint32
lp_drawn_path_insert (gint32 image,
                      const gchar *name,
                      const cairo_path_t *drawn,
                      GError **error)
{
  g_autoptr (GArray) controls = g_array_new (FALSE, FALSE, sizeof (gdouble));
  Outline outline = { lp_host_new_path (image, name, error), controls };

  if (outline.path < 0)
    return -1;
  if (add_outlines (&outline, drawn, error) &&
      lp_host_insert_path (image, outline.path, error))
    return outline.path;

  lp_host_delete_path (image, outline.path);

  return -1;
}
