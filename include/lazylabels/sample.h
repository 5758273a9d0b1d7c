/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An annotated image: what training learns from. */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/task.h"

G_BEGIN_DECLS

typedef struct
{
  gchar *name;                  /* for messages: a file or image name       */
  LlImage *image;               /* owned                                    */
  LlLabels *labels[LL_N_TASKS]; /* owned, of the image's size; %NULL: none  */
  gboolean inferred;            /* the segmentation was grown from marks: no
                                 * mask to draw more often, or to be scored by */
} LlSample;

/**
 * ll_sample_new:
 * @name: the name used in messages
 * @image: (transfer full): the pixels
 *
 * Returns: (transfer full): a sample without labels.
 */
LlSample *ll_sample_new (const gchar *name, LlImage *image);
void ll_sample_free (LlSample *sample);

/**
 * ll_sample_apply_ignore:
 * @sample: a sample whose label maps are complete
 * @mask: [height][width], 1 where the pixel isn't there or is to be ignored, else 0
 *
 * Ignores the pixels of @mask in the label maps of all three tasks, and adds them to the
 * missing ones of the image.
 */
void ll_sample_apply_ignore (LlSample *sample, const guint8 *mask);

/**
 * ll_samples_find_diameter:
 * @samples: (element-type LlSample): annotated images
 *
 * Estimates how large objects are: from masks where there are any, or else from detection
 * marks, which are smaller than their objects.
 *
 * Returns: the diameter, in pixels, of a circle with the mean area of an object; that of the
 *   middle image, or 0 if no object is painted.
 */
gdouble ll_samples_find_diameter (const GPtrArray *samples);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlSample, ll_sample_free)

G_END_DECLS
