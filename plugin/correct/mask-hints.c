/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "correct/mask-hints.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "layers/layers.h"
#include "layers/planes.h"
#include "pixels/pixels.h"

/* Radius of a dot that only its place is known of, pixels. */
#define DOT_RADIUS 2

void
lp_mask_hints_clear (LpMaskHints *hints)
{
  ll_image_free (hints->image);
  g_free (hints->within);
  g_free (hints->mark);
  g_free (hints->others);
  g_free (hints->blocked);
  g_free (hints->prior);
  g_free (hints->replaced);
}

/* The detection marks as objects. */
static LlInstances *
find_marks (const LpCorrection *correction)
{
  const LlLabels *painted = correction->painted[LL_TASK_DETECTION];

  return ll_instances_new_components (painted, LL_NEIGHBOURS_8);
}

static gboolean
is_class (guint8 label)
{
  return label != 0 && label != LL_LABEL_IGNORE;
}

gboolean
lp_mask_hints_find_dot (const LpCorrection *correction, gint *x, gint *y, GError **error)
{
  g_autoptr (LlInstances) marks = find_marks (correction);
  const LlLabels *masks = correction->painted[LL_TASK_SEGMENTATION];
  g_autofree guint8 *masked = g_new0 (guint8, (gsize) marks->n + 1);
  g_autofree gsize *first = g_new0 (gsize, (gsize) marks->n + 1);
  gint32 dot = 0;
  gint n = 0;

  for (gsize i = (gsize) marks->width * marks->height; i-- > 0;)
    {
      first[marks->data[i]] = i;
      if (is_class (masks->data[i]))
        masked[marks->data[i]] = 1;
    }
  for (gint32 id = 1; id <= marks->n; id++)
    if (!masked[id])
      {
        dot = id;
        n++;
      }
  if (n == 1)
    {
      *x = correction->area.x + (gint) (first[dot] % (gsize) marks->width);
      *y = correction->area.y + (gint) (first[dot] / (gsize) marks->width);
      return TRUE;
    }

  if (n == 0)
    g_set_error_literal (
      error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
      _ ("Select an object with the rectangle, ellipse or lasso tool, or set a dot in it "
         "on the layer \"Detection\"."));
  else
    g_set_error (
      error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
      g_dngettext (GETTEXT_PACKAGE,
                   "%d mark has no mask yet: select one object, or call Grow "
                   "Masks.",
                   "%d marks have no mask yet: select one object, or call Grow "
                   "Masks.",
                   (gulong) n),
      n);

  return FALSE;
}

/* Reads the area of the micrograph, in one channel if its colours are greys. */
static void
read_image (LpMaskHints *hints, const LpHostLayer *micrograph)
{
  g_autoptr (LpPixels) pixels = lp_pixels_new (micrograph->id);
  GeglRectangle area = hints->area;
  gsize n = (gsize) area.width * area.height;
  g_autoptr (LlImage) colour = ll_image_new (area.width, area.height, 3);
  gboolean grey = TRUE;

  area.x -= micrograph->x;
  area.y -= micrograph->y;
  lp_pixels_read_area (pixels, &area, colour->data);
  for (gsize i = 0; grey && i < n; i++)
    grey = colour->data[i] == colour->data[n + i] &&
           colour->data[i] == colour->data[2 * n + i];
  if (!grey)
    {
      hints->image = g_steal_pointer (&colour);
      return;
    }

  hints->image = ll_image_new (area.width, area.height, 1);
  memcpy (hints->image->data, colour->data, n * sizeof (gfloat));
}

/* Reads what a result says, if there is one of this area. */
static void
read_prior (LpMaskHints *hints, gint32 image, gint32 drawable)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *group = lp_planes_find_group (layers, drawable);
  gsize n = (gsize) hints->area.width * hints->area.height;
  g_autofree gchar *json =
    group ? lp_host_get_layer_text (group->id, LP_PARASITE_CLASSES) : NULL;
  g_autoptr (LlClasses) classes = json ? ll_classes_from_json (json, -1, NULL) : NULL;
  LpPlanes planes;
  GeglRectangle whole;
  gboolean shown = FALSE;

  if (!classes || !lp_planes_find (image, layers, group, classes, &planes))
    return;
  whole = lp_planes_get_area (&planes);
  for (gint c = 1; c < planes.n_classes[LL_TASK_SEGMENTATION]; c++)
    shown = shown || planes.layers[LL_TASK_SEGMENTATION][c];
  if (!shown || !gegl_rectangle_contains (&whole, &hints->area))
    return;

  hints->prior = g_new (guint8, n);
  lp_planes_read_highest (&planes, LL_TASK_SEGMENTATION, &hints->area, hints->prior);
  if (planes.layers[LL_TASK_SEPARATION][1])
    {
      g_autofree guint8 *between = g_new (guint8, n);

      lp_planes_read_highest (&planes, LL_TASK_SEPARATION, &hints->area, between);
      for (gsize i = 0; i < n; i++)
        hints->prior[i] = (guint8) (hints->prior[i] * (255 - between[i]) / 255);
    }
}

/* A mark is the object's if the dot lies on it, or all of it in the selection. */
static void
read_marks (LpMaskHints *hints,
            const LpCorrection *correction,
            const LpThere *selected,
            gint x,
            gint y)
{
  g_autoptr (LlInstances) marks = find_marks (correction);
  gint w = marks->width, h = marks->height;
  g_autofree gint *outside = g_new0 (gint, (gsize) marks->n + 1);
  gint32 own = 0;
  gint n = 0;

  for (gsize i = 0; selected && i < (gsize) w * h; i++)
    outside[marks->data[i]] += selected->missing[i];
  for (gint32 id = 1; selected && id <= marks->n; id++)
    if (outside[id] == 0)
      {
        own = id;
        n++;
      }
  if (selected && n != 1)
    own = 0;
  if (!selected)
    own = marks->data[(gsize) y * w + x];
  hints->klass = marks->class_of[own];

  hints->others = g_new0 (guint8, (gsize) w * h);
  if (!selected || own != 0)
    hints->mark = g_new0 (guint8, (gsize) w * h);
  for (gsize i = 0; i < (gsize) w * h; i++)
    if (marks->data[i] == own && own != 0)
      hints->mark[i] = 1;
    else if (marks->data[i] != 0 && (!selected || outside[marks->data[i]] > 0))
      hints->others[i] = 1;
  for (gint v = y - DOT_RADIUS; !selected && own == 0 && v <= y + DOT_RADIUS; v++)
    for (gint u = x - DOT_RADIUS; u <= x + DOT_RADIUS; u++)
      if (u >= 0 && v >= 0 && u < w && v < h &&
          (u - x) * (u - x) + (v - y) * (v - y) <= DOT_RADIUS * DOT_RADIUS)
        hints->mark[(gsize) v * w + u] = 1;
}

/* Nothing grows over paint of a person, scribbles, and accepted objects beside it. */
static void
read_blocked (LpMaskHints *hints, const LpCorrection *correction)
{
  g_autoptr (LlInstances) objects = lp_correction_find_objects (correction, TRUE, TRUE);
  gsize n = (gsize) objects->width * objects->height;
  g_autofree gint *pixels = g_new0 (gint, (gsize) objects->n + 1);
  g_autofree gint *inside = g_new0 (gint, (gsize) objects->n + 1);
  g_autofree guint8 *met = g_new0 (guint8, (gsize) objects->n + 1);

  for (gsize i = 0; i < n; i++)
    {
      pixels[objects->data[i]]++;
      inside[objects->data[i]] += hints->within && hints->within[i];
      if (hints->mark && hints->mark[i])
        met[objects->data[i]] = 1;
    }
  hints->blocked = g_new0 (guint8, n);
  hints->replaced = g_new0 (guint8, n);
  for (gsize i = 0; i < n; i++)
    {
      gint32 id = objects->data[i];
      gboolean beside = id != 0 && !met[id] && 2 * inside[id] <= pixels[id];
      gboolean person = lp_correction_is_person (correction, LL_TASK_SEGMENTATION, i) ||
                        (lp_correction_is_person (correction, LL_TASK_SEPARATION, i) &&
                         correction->painted[LL_TASK_SEPARATION]->data[i] == 1);

      hints->blocked[i] =
        correction->there->missing[i] || beside || (person && !correction->overwrite);
      hints->replaced[i] = id != 0 && !beside;
      if (hints->blocked[i] && hints->mark)
        hints->mark[i] = 0;
    }
}

gboolean
lp_mask_hints_read (LpMaskHints *hints,
                    const LpCorrection *correction,
                    gint32 drawable,
                    const LpThere *selected,
                    gint x,
                    gint y,
                    GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (correction->image);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, drawable, error);
  gsize n = (gsize) correction->area.width * correction->area.height;

  if (!micrograph)
    return FALSE;

  *hints = (LpMaskHints){ .area = correction->area };
  read_image (hints, micrograph);
  read_prior (hints, correction->image, drawable);
  read_marks (hints, correction, selected, x - hints->area.x, y - hints->area.y);
  if (selected)
    {
      hints->within = g_new (guint8, n);
      for (gsize i = 0; i < n; i++)
        hints->within[i] = !selected->missing[i];
    }
  read_blocked (hints, correction);

  return TRUE;
}
