/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Instance ids: one number per object, and 0 elsewhere. */

#pragma once

#include <glib.h>

#include "lazylabels/instances.h"

G_BEGIN_DECLS

typedef struct
{
  gint width;
  gint height;
  guint16 *data; /* data[y * width + x] */
} SynthIds;

SynthIds *synth_ids_new (gint width, gint height);
void synth_ids_free (SynthIds *ids);

/* Returns: one more than the largest id. */
gint synth_ids_get_n (const SynthIds *ids);

/**
 * synth_ids_get_classes:
 * @classes: the class of each pixel, of the same size
 * @class_of: (out caller-allocates): the class that most pixels of an id have, for
 *   each of synth_ids_get_n() ids
 */
void
synth_ids_get_classes (const SynthIds *ids, const LlLabels *classes, guint8 *class_of);

/**
 * synth_ids_to_instances:
 * @class_of: (nullable): the class of each id; %NULL: all are of class 1
 *
 * Returns: (transfer full): the same objects with the same numbers, as an instance map of
 *   the engine; ids that no pixel has are objects without pixels.
 */
LlInstances *synth_ids_to_instances (const SynthIds *ids, const guint8 *class_of);

/* Returns: the depth of each pixel in its object, see ll_instances_depths(). */
gint *synth_ids_get_depths (const SynthIds *ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SynthIds, synth_ids_free)

G_END_DECLS
