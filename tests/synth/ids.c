/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A map of 16-bit ids. */

#include "data/distance.h"
#include "ids.h"

SynthIds *
synth_ids_new (gint width, gint height)
{
  SynthIds *ids = g_new (SynthIds, 1);

  ids->width = width;
  ids->height = height;
  ids->data = g_new0 (guint16, (gsize) width * (gsize) height);
  return ids;
}

void
synth_ids_free (SynthIds *ids)
{
  if (ids)
    g_free (ids->data);
  g_free (ids);
}

gint
synth_ids_get_n (const SynthIds *ids)
{
  gint n = 0;

  for (gsize i = 0; i < (gsize) ids->width * (gsize) ids->height; i++)
    n = MAX (n, ids->data[i]);
  return n + 1;
}

void
synth_ids_get_classes (const SynthIds *ids, const LlLabels *classes, guint8 *class_of)
{
  gint n = synth_ids_get_n (ids);
  g_autofree gint *votes = g_new0 (gint, (gsize) n * LL_MAX_CLASSES);

  for (gsize i = 0; i < (gsize) ids->width * (gsize) ids->height; i++)
    if (classes->data[i] < LL_MAX_CLASSES)
      votes[ids->data[i] * LL_MAX_CLASSES + classes->data[i]]++;

  for (gint id = 0; id < n; id++)
    {
      class_of[id] = 0;
      for (guint8 c = 1; c < LL_MAX_CLASSES; c++)
        if (votes[id * LL_MAX_CLASSES + c] > votes[id * LL_MAX_CLASSES + class_of[id]])
          class_of[id] = c;
    }
}

LlInstances *
synth_ids_to_instances (const SynthIds *ids, const guint8 *class_of)
{
  LlInstances *instances =
    ll_instances_new (ids->width, ids->height, synth_ids_get_n (ids) - 1);

  for (gsize i = 0; i < (gsize) ids->width * (gsize) ids->height; i++)
    instances->data[i] = ids->data[i];
  for (gint id = 1; id <= instances->n; id++)
    instances->class_of[id] = class_of ? class_of[id] : 1;
  return instances;
}

gint *
synth_ids_get_depths (const SynthIds *ids)
{
  g_autoptr (LlInstances) instances = synth_ids_to_instances (ids, NULL);

  return ll_instances_depths (instances);
}
