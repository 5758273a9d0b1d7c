/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An annotator, simulated from the truth: the three lazy label maps of section 3.3.
 *
 * detection:    pixels deeper in an object than 0.35 of its largest depth, its class
 * separation:   1 within 2 pixels of two objects, as a brush of 3 pixels leaves it
 * segmentation: the objects' pixels, their class
 */

#pragma once

#include "ids.h"
#include "lazylabels/task.h"

G_BEGIN_DECLS

/* Detection marks start at this share of an object's largest depth. */
#define SYNTH_MARK_DEPTH 0.35

/* Objects at most this many pixels apart get a scribble between them. */
#define SYNTH_TOUCH_RADIUS 2

/**
 * synth_marks_new:
 * @ids: instance ids
 * @class_of: the class of each id, synth_ids_get_n() entries
 * @task: the map to draw
 *
 * Returns: (transfer full): the label map of @task.
 */
LlLabels *synth_marks_new (const SynthIds *ids, const guint8 *class_of, LlTask task);

/**
 * synth_marks_paint:
 * @marks: a label map of @task
 * @classes: whose colours to paint with
 *
 * Returns: (transfer full): red, green, blue, opacity of each pixel; the rest is
 *   transparent.
 */
guint8 *synth_marks_paint (const LlLabels *marks, LlTask task, const LlClasses *classes);

G_END_DECLS
