/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From painted pixels to labels.
 *
 * A pixel that is at least half opaque is painted; its colour stands for the
 * nearest of the colours that the layer's task knows.  Everything else is the
 * rest on a complete layer, and ignored on a sparse one.
 */

#pragma once

#include <glib.h>

#include "lazylabels/classes.h"
#include "lazylabels/task.h"

G_BEGIN_DECLS

typedef enum
{
  LL_COVERAGE_COMPLETE, /* unpainted = rest, no interface (the paper's case) */
  LL_COVERAGE_SPARSE    /* unpainted = ignored                               */
} LlCoverage;

/**
 * ll_paint_read_row:
 * @classes: the classes and their colours
 * @task: whose layer this is
 * @coverage: what unpainted pixels mean
 * @rgba: @width pixels of non-linear sRGB and straight alpha, 0 .. 1
 * @width: pixels in the row
 * @x: image column of the first pixel, for messages
 * @y: image row, for messages
 * @labels: (out caller-allocates): @width labels
 * @ignored: (inout): @width bytes; set to 1 where the ignore colour lies,
 *   otherwise left alone
 * @error: return location for a %LL_DATA_ERROR_COLOUR that names the place
 *
 * Reads the labels of a row of painted pixels.
 *
 * Returns: whether every painted pixel has a colour near a known one.
 */
gboolean ll_paint_read_row (const LlClasses *classes,
                            LlTask task,
                            LlCoverage coverage,
                            const gfloat *rgba,
                            gint width,
                            gint x,
                            gint y,
                            guint8 *labels,
                            guint8 *ignored,
                            GError **error);

G_END_DECLS
