/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The mask of one object at once.  Only the area around it is read. */

#include "correct/mask.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "correct/class-choice.h"
#include "correct/correction.h"
#include "correct/mask-hints.h"
#include "form/ask-classes.h"
#include "image/remarks.h"
#include "layers/kept-classes.h"
#include "layers/layers.h"
#include "procedure/names.h"

/* Where the object is said to be, in the image. */
typedef struct
{
  GeglRectangle area; /* with surroundings, within the micrograph */
  LpThere *selected;  /* of the area; NULL: the dot counts        */
  gint x;
  gint y;
} Where;

static void
where_clear (Where *where)
{
  lp_there_free (where->selected);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Where, where_clear)

/* The bounding box of the selection within @area; FALSE if it is empty. */
static gboolean
find_box (const LpThere *selected, GeglRectangle *box)
{
  const GeglRectangle *area = &selected->area;
  gint left = area->width, top = area->height, right = -1, bottom = -1;

  for (gint y = 0; y < area->height; y++)
    {
      const guint8 *row = selected->missing + (gsize) y * area->width;

      if (!memchr (row, 0, (gsize) area->width))
        continue;
      top = MIN (top, y);
      bottom = y;
      for (gint x = 0; x < area->width; x++)
        if (!row[x])
          {
            left = MIN (left, x);
            right = MAX (right, x);
          }
    }
  *box =
    (GeglRectangle){ area->x + left, area->y + top, right - left + 1, bottom - top + 1 };

  return right >= 0;
}

static void
widen (GeglRectangle *box, gint margin, const GeglRectangle *within)
{
  box->x -= margin;
  box->y -= margin;
  box->width += 2 * margin;
  box->height += 2 * margin;
  gegl_rectangle_intersect (box, box, within);
}

static gboolean
refuse_outside (GError **error)
{
  g_set_error_literal (
    error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
    _ ("The object lies outside of the micrograph: select it, or set a "
       "dot in it."));

  return FALSE;
}

/* Returns whether something is selected; then @where is the area around it. */
static gboolean
find_selected (LpCall *call, const GeglRectangle *micrograph, Where *where)
{
  g_autoptr (LpThere) selected = lp_there_new (micrograph);
  GeglRectangle box;

  lp_there_add_selection (selected, call->image);
  if (!selected->selection)
    return FALSE;

  if (find_box (selected, &box))
    {
      widen (&box, MAX (LP_MASK_AROUND, MAX (box.width, box.height) * 2 / 5), micrograph);
      where->area = box;
      where->selected = lp_there_new (&box);
      lp_there_add_selection (where->selected, call->image);
    }

  return TRUE;
}

static gboolean
find_dot (LpCall *call, const GeglRectangle *micrograph, Where *where, GError **error)
{
  g_autoptr (LpCorrection) whole = NULL;

  where->x = lp_arguments_get_int (call->in, LP_ARG_X);
  where->y = lp_arguments_get_int (call->in, LP_ARG_Y);
  if (where->x < 0 || where->y < 0)
    {
      whole = lp_correction_new (call->image, call->drawable, NULL, FALSE, NULL, error);
      if (!whole || !lp_mask_hints_find_dot (whole, &where->x, &where->y, error))
        return FALSE;
    }
  if (!gegl_rectangle_intersect (&where->area, GEGL_RECTANGLE (where->x, where->y, 1, 1),
                                 micrograph))
    return refuse_outside (error);
  widen (&where->area, LP_MASK_AROUND_DOT, micrograph);

  return TRUE;
}

static gboolean
find_where (LpCall *call, Where *where, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  const LpHostLayer *micrograph =
    lp_layers_find_micrograph (layers, call->drawable, error);
  gboolean given = lp_arguments_get_int (call->in, LP_ARG_X) >= 0 &&
                   lp_arguments_get_int (call->in, LP_ARG_Y) >= 0;
  GeglRectangle area;

  if (!micrograph)
    return FALSE;

  area = (GeglRectangle){ micrograph->x, micrograph->y, micrograph->width,
                          micrograph->height };
  if (!given && find_selected (call, &area, where))
    return where->selected || refuse_outside (error);

  return find_dot (call, &area, where, error);
}

/* The class whose colour the person paints with; 0 if it is none. */
static guint8
find_foreground (const LlClasses *classes)
{
  guint8 rgb[3];

  lp_host_get_foreground (rgb);
  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    {
      LlColour colour = ll_classes_get_colour (classes, c);

      if (memcmp (colour.rgb, rgb, sizeof (rgb)) == 0)
        return (guint8) c;
    }

  return 0;
}

/* Returns 0 after an error. */
static guint8
choose_class (LpCall *call,
              const LpMaskHints *hints,
              const LlClasses *classes,
              GError **error)
{
  const gchar *name = lp_arguments_get_string (call->in, LP_ARG_CLASS);
  guint8 painted;

  if (*name)
    return lp_class_choose (classes, name, error);
  if (hints->klass != 0)
    return hints->klass;
  painted = find_foreground (classes);

  return painted != 0 ? painted : 1;
}

/* The one object, of class @klass. */
static LlInstances *
grow_object (const LpMaskHints *hints, guint8 klass, GError **error)
{
  const LlGrowHints grow = { hints->within, hints->mark, hints->others, hints->blocked,
                             hints->prior };
  gsize n = (gsize) hints->area.width * hints->area.height;
  g_autoptr (GError) own = NULL;
  g_autofree guint8 *mask = NULL;
  LlGrowSettings settings;
  LlInstances *object;

  ll_grow_settings_init (&settings);
  mask = ll_grow_one (hints->image, &grow, &settings, &own);
  if (!mask && own)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return NULL;
    }
  if (!mask)
    {
      g_set_error_literal (
        error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
        _ ("Nothing stands out there: select the whole object with a little of its "
           "surroundings, and none that is painted already."));
      return NULL;
    }

  object = ll_instances_new (hints->area.width, hints->area.height, 1);
  object->class_of[1] = klass;
  for (gsize i = 0; i < n; i++)
    object->data[i] = mask[i];

  return object;
}

/* Returns the layer with the mask, or -1. */
static gint32
mask_object (LpCall *call,
             const Where *where,
             GPtrArray *remarks,
             gint *pixels,
             GError **error)
{
  g_autoptr (LpCorrection) correction = lp_correction_new (
    call->image, call->drawable, &where->area,
    lp_arguments_get_bool (call->in, LP_ARG_OVERWRITE), remarks, error);
  g_auto (LpMaskHints) hints = { 0 };
  g_autoptr (LlInstances) object = NULL;
  guint8 chosen[2] = { 0, 1 };
  guint8 klass = 0;

  if (!correction)
    return -1;
  correction->revive = TRUE;
  if (!lp_mask_hints_read (&hints, correction, call->drawable, where->selected, where->x,
                           where->y, error))
    return -1;
  klass = choose_class (call, &hints, correction->classes, error);
  object = klass != 0 ? grow_object (&hints, klass, error) : NULL;
  if (!object)
    return -1;
  correction->replaced = hints.replaced;
  if (lp_correction_accept (correction, object, chosen, NULL) == 0)
    {
      g_set_error_literal (
        error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
        _ ("A person has painted this object as another class: erase that paint first."));
      return -1;
    }
  for (gsize i = 0; i < (gsize) object->width * object->height; i++)
    *pixels += object->data[i] != 0;

  return lp_correction_write (correction, error);
}

gboolean
lp_mask_object_run (LpCall *call, GError **error)
{
  g_autoptr (GPtrArray) remarks = lp_remarks_new ();
  g_autoptr (LlClasses) classes = NULL;
  g_autofree gchar *names = NULL;
  g_auto (Where) where = { .x = -1, .y = -1 };
  gint32 layer = -1;
  gint pixels = 0;

  lp_ask_classes (call);
  if (!lp_correction_check_layers (call->image, error))
    return FALSE;
  classes = lp_kept_classes_read (call->image, NULL, error);
  if (!classes || !find_where (call, &where, error))
    return FALSE;

  names = ll_classes_to_text (classes);
  lp_host_undo_group_start (call->image);
  if (lp_correction_add_layers (call, names, FALSE, error))
    layer = mask_object (call, &where, remarks, &pixels, error);
  lp_host_undo_group_end (call->image);
  if (layer < 0)
    return FALSE;

  lp_remarks_note (remarks, call);
  lp_arguments_set_number (call->out, LP_RETURN_LAYER, layer);
  lp_arguments_set_number (call->out, LP_RETURN_PIXELS, pixels);

  return TRUE;
}
