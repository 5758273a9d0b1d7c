/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Grey pictures whose values are the numbers of objects, as Figure and many other programs
 * write them.
 */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_id_map_read:
 * @buffer: a grey layer
 * @marked: whether the file says that it is a map of ids; otherwise its values decide
 * @last: the number of the last class, > 0
 *
 * Tells numbers of objects from numbers of classes and from evenly spaced grey values: there
 * are more of them than classes, few of them are the grey value of a class, nearly all
 * numbers occur, and the pixels of one number lie together.
 *
 * Returns: (transfer full) (nullable): the objects, numbered in the order of their ids, all
 *   of the first class; or %NULL if the values are not ids.
 */
LlInstances *lp_id_map_read (GeglBuffer *buffer, gboolean marked, gint last);

G_END_DECLS
