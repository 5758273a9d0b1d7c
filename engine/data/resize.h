/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Images and labels of another size, whole or row by row. */

#pragma once

#include "lazylabels/image.h"
#include "lazylabels/sample.h"

G_BEGIN_DECLS

/* One direction of a resize: pixel i of the result is a weighted mean of the @n[i] pixels
 * from @first[i] on.
 */
typedef struct
{
  gint from;       /* pixels of the original */
  gint to;         /* pixels of the result   */
  gint most;       /* the largest of @n      */
  gint *first;     /* [to]                   */
  gint *n;         /* [to]                   */
  gfloat *weights; /* [to][most], each row sums to 1 */
} LlResizeAxis;

/**
 * ll_resize_axis_init:
 * @axis: (out caller-allocates): to be cleared by ll_resize_axis_clear()
 * @from: pixels of the original
 * @to: pixels of the result
 *
 * Weights are those of a triangle as wide as two pixels of the original or of the result,
 * whichever are larger: linear interpolation, or a mean without aliasing.
 */
void ll_resize_axis_init (LlResizeAxis *axis, gint from, gint to);
void ll_resize_axis_clear (LlResizeAxis *axis);

/* The side that @scale times @side gives, at least 1. */
gint ll_resize_side (gint side, gdouble scale);

/**
 * ll_resize_row:
 * @row: [from] values, those that are not finite count for nothing
 * @out: (out caller-allocates): [to] values; NAN where no finite value counts
 */
void ll_resize_row (const LlResizeAxis *axis, const gfloat *row, gfloat *out);

/* The image at another size, with what is missing of it.  A stored image of the same size shares
 * its values.
 */
LlImage *ll_image_resize (const LlImage *image, gint width, gint height);

/**
 * ll_labels_resize:
 * @keep: a label that a pixel of the result gets if any pixel of the original within it has
 *   it, so that thin scribbles stay whole; or %LL_LABEL_IGNORE: others are of the nearest
 *
 * A stored map of the same size shares its labels.
 */
LlLabels *ll_labels_resize (const LlLabels *labels, gint width, gint height, guint8 keep);

/* The map of a task, which the sample has, at another size. */
LlLabels *
ll_sample_resize_labels (const LlSample *sample, LlTask task, gint width, gint height);

/* The sample at @scale times its size. */
LlSample *ll_sample_resize (const LlSample *sample, gdouble scale);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LlResizeAxis, ll_resize_axis_clear)

G_END_DECLS
