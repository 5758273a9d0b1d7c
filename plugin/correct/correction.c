/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "correct/correction.h"

#include "image/labels.h"
#include "layers/accepted.h"
#include "layers/coverage.h"
#include "layers/kept-classes.h"
#include "layers/masks.h"
#include "procedure/names.h"
#include "procedure/specs/specs.h"

gboolean
lp_correction_check_layers (gint32 image, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *layer;

  for (gint task = 0; task < LL_N_TASKS; task++)
    if (!lp_masks_find_task_layer (layers, (LlTask) task, &layer, error))
      return FALSE;

  return TRUE;
}

static gboolean
has_all_layers (gint32 image)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  gint found = 0;

  for (guint i = 0; i < layers->len; i++)
    {
      gint role = (gint) lp_layer_get_role (g_ptr_array_index (layers, i));

      if (role < LL_N_TASKS)
        found |= 1 << role;
    }

  return found == (1 << LL_N_TASKS) - 1;
}

gboolean
lp_correction_add_layers (LpCall *call,
                          const gchar *names,
                          gboolean complete,
                          GError **error)
{
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (LpArguments) in = NULL;
  LpCall quiet = *call;

  if (has_all_layers (call->image))
    return lp_host_get_image_base (call->image) == LP_BASE_RGB ||
           lp_host_convert_to_rgb (call->image, error);

  /* Layers that are there keep their coverage, and new ones get the same. */
  layers = lp_host_list_layers (call->image);
  if (lp_labels_have_layers (call->image))
    for (gint task = 0; task < LL_N_TASKS; task++)
      for (guint i = 0; i < layers->len; i++)
        if ((gint) lp_layer_get_role (g_ptr_array_index (layers, i)) == task)
          complete = lp_coverage_get (layers, (LlTask) task) == LL_COVERAGE_COMPLETE;

  in = lp_call_new_arguments (call, &lp_spec_annotate);
  quiet.interactive = FALSE;
  lp_arguments_set_string (in, LP_ARG_CLASSES, names);
  lp_arguments_set_string (in, LP_ARG_COVERAGE, complete ? "complete" : "sparse");

  return lp_call_run_other (&quiet, &lp_spec_annotate, in, error);
}

void
lp_correction_free (LpCorrection *self)
{
  if (!self)
    return;

  ll_classes_free (self->classes);
  lp_there_free (self->there);
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      ll_labels_free (self->painted[task]);
      ll_labels_free (self->accepted[task]);
      ll_labels_free (self->change[task]);
    }
  g_free (self);
}

LpCorrection *
lp_correction_new (gint32 image,
                   gint32 drawable,
                   const GeglRectangle *area,
                   gboolean overwrite,
                   GPtrArray *remarks,
                   GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, drawable, error);
  g_autoptr (LpCorrection) self = g_new0 (LpCorrection, 1);
  g_autofree gchar *name = lp_host_get_image_name (image);

  if (!micrograph)
    return NULL;

  self->image = image;
  self->overwrite = overwrite;
  self->area = area ? *area
                    : (GeglRectangle){ micrograph->x, micrograph->y, micrograph->width,
                                       micrograph->height };
  self->classes = lp_kept_classes_read (image, NULL, error);
  if (!self->classes)
    return NULL;

  self->there = lp_there_new (&self->area);
  lp_there_add_pixels (self->there, micrograph);
  if (!lp_labels_read_paint_maps (image, name, self->classes, self->painted, self->there,
                                  remarks, error))
    return NULL;
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      if (!self->painted[task])
        self->painted[task] =
          ll_labels_new (self->area.width, self->area.height, LL_LABEL_IGNORE);
      self->accepted[task] =
        lp_accepted_read (image, self->classes, (LlTask) task, &self->area);
      self->change[task] = ll_labels_new (self->area.width, self->area.height, 0);
      self->coverage[task] = lp_coverage_get (layers, (LlTask) task);
    }

  return g_steal_pointer (&self);
}

gboolean
lp_correction_is_accepted (const LpCorrection *self, LlTask task, gsize pixel)
{
  guint8 label = self->painted[task]->data[pixel];

  return label != LL_LABEL_IGNORE && label == self->accepted[task]->data[pixel];
}

gboolean
lp_correction_is_person (const LpCorrection *self, LlTask task, gsize pixel)
{
  guint8 label = self->painted[task]->data[pixel];

  if (label == LL_LABEL_IGNORE && self->revive)
    return FALSE;

  return label != self->accepted[task]->data[pixel];
}

void
lp_correction_set (LpCorrection *self, LlTask task, gsize pixel, guint8 label)
{
  if (!self->there->missing[pixel] &&
      (self->overwrite || !lp_correction_is_person (self, task, pixel)))
    self->change[task]->data[pixel] = label;
}

LlInstances *
lp_correction_find_objects (const LpCorrection *self,
                            gboolean accepted_lines,
                            gboolean person_lines)
{
  gsize n = (gsize) self->area.width * self->area.height;
  g_autoptr (LlLabels) masks = ll_labels_new (self->area.width, self->area.height, 0);
  g_autoptr (LlLabels) lines = ll_labels_new (self->area.width, self->area.height, 0);
  LlInstances *objects;

  for (gsize i = 0; i < n; i++)
    {
      guint8 label = self->painted[LL_TASK_SEGMENTATION]->data[i];
      gboolean line = self->painted[LL_TASK_SEPARATION]->data[i] == 1;

      if (label == LL_LABEL_IGNORE || self->there->missing[i])
        continue;
      if (line &&
          (lp_correction_is_accepted (self, LL_TASK_SEPARATION, i) ? accepted_lines
                                                                   : person_lines))
        lines->data[i] = label;
      else
        masks->data[i] = label;
    }

  objects = ll_instances_new_components (masks, LL_NEIGHBOURS_4);
  ll_instances_fill (objects, lines);

  return objects;
}

static gboolean
is_empty (const LlLabels *labels)
{
  for (gsize i = 0; i < (gsize) labels->width * labels->height; i++)
    if (labels->data[i] != 0)
      return FALSE;

  return TRUE;
}

/* Returns the layer, or -1. */
static gint32
write_task (const LpCorrection *self, LlTask task, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (self->image);
  const LpHostLayer *layer;

  if (!lp_masks_find_task_layer (layers, task, &layer, error))
    return -1;
  g_return_val_if_fail (layer, -1);

  if (is_empty (self->change[task]))
    return layer->id;

  return lp_masks_change_layer (self->image, layer->id, task, self->classes,
                                self->change[task], self->area.x, self->area.y, error) &&
             lp_accepted_write (self->image, self->classes, task, self->change[task],
                                self->area.x, self->area.y, error)
           ? layer->id
           : -1;
}

/* Paint that was hidden with earlier results is seen from now on. */
static void
show_layers (gint32 image)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if ((gint) lp_layer_get_role (layer) >= LL_N_TASKS)
        continue;
      for (; layer; layer = lp_layers_find (layers, layer->parent))
        if (!lp_host_is_layer_visible (layer->id))
          lp_host_set_layer_visible (layer->id, TRUE);
    }
}

gint32
lp_correction_write (const LpCorrection *self, GError **error)
{
  gint32 selected = lp_host_get_selected_layer (self->image);
  gint32 layer = -1;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      layer = write_task (self, (LlTask) task, error);
      if (layer < 0)
        return -1;
    }
  show_layers (self->image);
  /* New layers became the active one. */
  if (selected >= 0)
    lp_host_select_layer (self->image, selected);

  return layer;
}
