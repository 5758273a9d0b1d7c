/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How shapes are kept, for those who collect and for those who draw them. */

#pragma once

#include "exchange/shapes.h"
#include "lazylabels/outlines.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 number;
  gint name; /* index into names, or -1                 */
  gboolean crowd;
  gsize polygons; /* one beyond its last polygon and last run */
  gsize runs;
  gdouble area; /* about, in pixels */
} LlShape;

typedef struct
{
  gint64 start;
  gint64 n;
} LlRun;

struct _LlShapes
{
  gint width;
  gint height;
  GArray *shapes;   /* element-type LlShape */
  GArray *polygons; /* element-type gsize: one beyond the last ring  */
  GArray *rings;    /* element-type gsize: one beyond the last point */
  GArray *points;   /* element-type LlPoint                          */
  GArray *runs;     /* element-type LlRun                              */
  GPtrArray *names;
  GHashTable *index; /* name -> index + 1 */
  gint n_skipped;
};

/* The first of the elements whose ends are kept; the end of one is the start of the next. */
static inline gsize
ll_shapes_get_end (const GArray *ends, gsize index)
{
  return index == 0 ? 0 : g_array_index (ends, gsize, index - 1);
}

G_END_DECLS
