/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measures all objects of a map. */

#include "lazylabels/measure.h"

#include "measure/frame.h"
#include "measure/shapes.h"

void
ll_measure_settings_init (LlMeasureSettings *settings)
{
  *settings = (LlMeasureSettings){
    .gap = 3,
    .edge_objects = LL_EDGE_WEIGHT,
    .resamples = 1000,
    .level = 0.95,
    .seed = 1,
  };
}

static gdouble
get_weight (LlFrame *frame, const LlObject *object, LlEdgeObjects edge_objects)
{
  if (edge_objects == LL_EDGE_INCLUDE)
    return 1.0;
  if (object->on_edge)
    return 0.0;
  if (edge_objects == LL_EDGE_EXCLUDE)
    return 1.0;
  return ll_frame_get_weight (frame, object->left, object->top, object->width,
                              object->height);
}

static void
add_contacts (LlObjects *objects, const gint *index)
{
  for (gint i = 0; i < objects->n_contacts; i++)
    {
      const LlContact *contact = &objects->contacts[i];
      LlObject *a = &objects->objects[index[contact->a]];
      LlObject *b = &objects->objects[index[contact->b]];

      a->neighbours++;
      b->neighbours++;
      a->interface_length += contact->length;
      b->interface_length += contact->length;
    }
}

LlObjects *
ll_objects_new (const LlInstances *instances, const LlMeasureSettings *settings)
{
  LlObjects *objects;
  GArray *contacts;
  GArray *list;
  g_autofree gint *index = NULL;
  g_autoptr (LlFrame) frame = NULL;

  g_return_val_if_fail (settings->gap >= 0 && settings->gap <= LL_MAX_GAP, NULL);

  index = g_new (gint, (gsize) instances->n + 1);
  list = ll_shapes_gather (instances, index);
  contacts = ll_contacts_new (instances, settings->gap);

  objects = g_new0 (LlObjects, 1);
  objects->width = instances->width;
  objects->height = instances->height;
  frame = ll_frame_new (instances);
  objects->frame = ll_frame_get_area (frame);
  objects->n = (gint) list->len;
  objects->objects = (LlObject *) (gpointer) g_array_free (list, FALSE);
  objects->n_contacts = (gint) contacts->len;
  objects->contacts = (LlContact *) (gpointer) g_array_free (contacts, FALSE);

  ll_shapes_find_cut (instances, index, objects->objects);
  ll_shapes_add_hulls (instances, index, objects->objects, objects->n);
  ll_shapes_add_perimeters (instances, index, objects->objects);
  add_contacts (objects, index);
  for (gint i = 0; i < objects->n; i++)
    objects->objects[i].weight =
      get_weight (frame, &objects->objects[i], settings->edge_objects);
  return objects;
}

void
ll_objects_free (LlObjects *objects)
{
  if (!objects)
    return;

  g_free (objects->objects);
  g_free (objects->contacts);
  g_free (objects);
}
