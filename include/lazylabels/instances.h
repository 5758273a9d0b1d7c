/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Instance maps: each object has a number of its own. */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"

G_BEGIN_DECLS

typedef struct
{
  gint width;
  gint height;
  gint n;           /* objects, numbered 1 .. n              */
  gint32 *data;     /* data[y * width + x]; 0: none          */
  guint8 *class_of; /* n + 1 classes; class_of[0] is the rest */
  guint8 *missing;  /* missing[y * width + x]: not 0 where nobody knows what there is;
                     * %NULL: all pixels are known                                   */
} LlInstances;

/* Which pixels touch. */
typedef enum
{
  LL_NEIGHBOURS_4, /* across an edge       */
  LL_NEIGHBOURS_8  /* across a corner, too  */
} LlNeighbours;

/**
 * ll_instances_new:
 * @width: pixels, > 0
 * @height: pixels, > 0
 * @n: objects
 *
 * Returns: (transfer full): a map without objects, classes all 0.
 */
LlInstances *ll_instances_new (gint width, gint height, gint n);

/**
 * ll_instances_new_components:
 * @labels: a label map; the rest and ignored pixels belong to no object
 * @neighbours: which pixels of the same class are connected
 *
 * Returns: (transfer full): the connected components, numbered in the order in which
 *   rows from top to bottom meet them.
 */
LlInstances *ll_instances_new_components (const LlLabels *labels,
                                          LlNeighbours neighbours);
void ll_instances_free (LlInstances *instances);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlInstances, ll_instances_free)

G_END_DECLS
