/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts the marks of a label map that comes row by row, in a memory that does not grow with
 * the image.
 */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* The marks of one class, or of all. */
typedef struct
{
  gint n;          /* connected marks                                          */
  gint64 pixels;   /* that are painted                                         */
  gdouble expanse; /* pixels of the objects that the marks stand for, at least */
} LpMarkCount;

typedef struct _LpMarkCounter LpMarkCounter;

/**
 * lp_mark_counter_new:
 * @width: of the label map
 *
 * Returns: (transfer full): a counter that has seen no row.
 */
LpMarkCounter *lp_mark_counter_new (gint width);
void lp_mark_counter_free (LpMarkCounter *counter);

/**
 * lp_mark_counter_add_row:
 * @labels: [width]; the rest and %LL_LABEL_IGNORE are no marks
 *
 * Adds the next row.
 */
void lp_mark_counter_add_row (LpMarkCounter *counter, const guint8 *labels);

/**
 * lp_mark_counter_get:
 * @counts: (out caller-allocates): one per class, below %LL_MAX_CLASSES
 *
 * Counts as ll_instances_new_components() does: pixels of one class that touch, across a
 * corner too, are one mark.  A mark is taken for at least half as long as its object, which
 * is taken for a disc: a dot stands for little, a stroke through the middle for a lot.
 */
void lp_mark_counter_get (const LpMarkCounter *counter,
                          LpMarkCount counts[LL_MAX_CLASSES]);

/**
 * lp_mark_count_sum:
 * @counts: of the classes of one task
 *
 * Returns: the marks of all classes together.
 */
LpMarkCount lp_mark_count_sum (const LpMarkCount counts[LL_MAX_CLASSES]);

/**
 * lp_mark_count_is_doubtful:
 * @marks: of one task, all classes together
 * @pixels: of the image
 *
 * On a complete layer every object is marked.  That is doubtful if there are fewer than ten
 * marks and the objects that they stand for fill less than an eighth of the image: as a rule
 * a micrograph shows dozens of objects, and the few that fit when they are large fill more
 * than that.  Both bounds are conventions, not fitted.
 *
 * Returns: whether a person should be asked.
 */
gboolean lp_mark_count_is_doubtful (const LpMarkCount *marks, gint64 pixels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpMarkCounter, lp_mark_counter_free)

G_END_DECLS
