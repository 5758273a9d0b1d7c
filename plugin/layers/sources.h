/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The layers that people paint on, per task: where label maps are read from. */

#pragma once

#include "layers/layers.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *sources[LL_N_TASKS]; /* the task's layers, from top to bottom */
  gchar *names[LL_N_TASKS];       /* of the topmost layer                  */
  LlCoverage coverage[LL_N_TASKS];
  gboolean managed; /* whether the colour profile of the image applies */
  const LpHostLayer *covering[LL_N_TASKS];      /* which says so; NULL: none   */
  const LpHostLayer *contradicting[LL_N_TASKS]; /* painted as well; NULL: none */
} LpSources;

/**
 * lp_sources_find:
 * @layers: from lp_host_list_layers()
 *
 * The list of layers must outlive what is found.
 *
 * Returns: (transfer full): the layers of each task.  A group that belongs to a task is
 *   one layer.
 */
LpSources *lp_sources_find (const GPtrArray *layers);

/**
 * lp_sources_find_numbers:
 *
 * Like lp_sources_find(), but paint is read as numbers, whatever the colour profile of the
 * image is: one that was assigned after painting changes what all colours look like.
 */
LpSources *lp_sources_find_numbers (const GPtrArray *layers);
void lp_sources_free (LpSources *sources);

/**
 * lp_sources_read:
 * @sources: the layers
 * @task: whose layers are read
 * @area: where to read, in the image
 * @rgba: (out caller-allocates): [height][width][4] of @area, non-linear sRGB and alpha
 *
 * Reads the paint of a task's layers, flattened without blending: the topmost paint wins,
 * and pixels are transparent where nobody painted.
 */
void lp_sources_read (const LpSources *sources,
                      LlTask task,
                      const GeglRectangle *area,
                      gfloat *rgba);

/**
 * lp_sources_checksum:
 * @sources: the layers
 * @task: whose layers are looked at
 * @area: where to look, in the image
 * @cell: width of a cell in pixels
 * @sums: (out caller-allocates): one per cell of @area, from left to right; the last cell may
 *   be narrower
 *
 * Sums up the bytes of paint and masks, to find out cheaply where they have changed.
 */
void lp_sources_checksum (const LpSources *sources,
                          LlTask task,
                          const GeglRectangle *area,
                          gint cell,
                          guint64 *sums);

/**
 * lp_buffer_checksum:
 * @buffer: of pixels
 * @area: where to look, in the buffer; it may reach beyond it
 * @cell: as for lp_sources_checksum()
 * @sums: (inout): each takes the bytes of its cell in
 */
void lp_buffer_checksum (GeglBuffer *buffer,
                         const GeglRectangle *area,
                         gint cell,
                         guint64 *sums);

/**
 * lp_sources_mark_colour:
 * @sources: the layers
 * @task: whose layers are read
 * @area: where to look, in the image
 * @colour: a colour
 * @marked: (inout): [height][width] of @area; set to 1 where the topmost paint is of this
 *   colour
 *
 * Finds paint of one colour without reading all of it as numbers.
 */
void lp_sources_mark_colour (const LpSources *sources,
                             LlTask task,
                             const GeglRectangle *area,
                             LlColour colour,
                             guint8 *marked);

/**
 * lp_sources_are_painted:
 * @sources: the layers
 *
 * Returns: whether there is paint on any of them.
 */
gboolean lp_sources_are_painted (const LpSources *sources);

/* Whether there is paint on this layer. */
gboolean lp_sources_is_painted (const LpHostLayer *layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpSources, lp_sources_free)

G_END_DECLS
