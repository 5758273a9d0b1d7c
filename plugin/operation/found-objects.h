/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The objects of a whole image, and pictures of them, which are made once. */

#pragma once

#include "operation/live.h"

G_BEGIN_DECLS

typedef struct _LpFoundObjects LpFoundObjects;

LpFoundObjects *lp_found_objects_new (void);
void lp_found_objects_free (LpFoundObjects *found);

/**
 * lp_found_objects_draw:
 * @live: a segmentation, after lp_live_begin()
 * @input: the image
 * @extent: of the image
 * @outlines: whether outlines are drawn in the colours of the classes, instead of each object
 *   in a colour of its own
 * @klass: of the objects that are drawn; 0: of all
 * @progress: (nullable): called between patches
 * @data: for @progress
 * @error: return location for an error
 *
 * Predicts what is lacking, and finds the objects that Segment finds.
 *
 * Returns: (transfer none): a picture of "R'G'B'A u8" that begins at (0, 0), or %NULL.
 */
GeglBuffer *lp_found_objects_draw (LpFoundObjects *found,
                                   LpLive *live,
                                   GeglBuffer *input,
                                   const GeglRectangle *extent,
                                   gboolean outlines,
                                   gint klass,
                                   LlProgressFunc progress,
                                   gpointer data,
                                   GError **error);

/* Whether lp_found_objects_draw() would read no pixel of the image. */
gboolean lp_found_objects_are_there (const LpFoundObjects *found, const LpLive *live);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFoundObjects, lp_found_objects_free)

G_END_DECLS
