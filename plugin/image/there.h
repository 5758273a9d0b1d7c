/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which pixels of an image are there: opaque, a number, not painted in the ignore colour
 * and, if there is a selection, selected.  Training, segmentation, measurement, figures and
 * evaluation leave out all others.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"
#include "pixels/pixels.h"
#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct
{
  GeglRectangle area;  /* in the image                                        */
  guint8 *missing;     /* [height][width] of @area: 1 where a pixel isn't there, else 0 */
  gboolean selection;  /* whether a selection was applied                     */
  gint64 n_unselected; /* pixels that only the selection leaves out          */
  gint64 n_not_finite; /* pixels that are not a number, or infinite           */
  gint x;              /* the first of them, in the image                     */
  gint y;
  gint bar;     /* rows of an information bar that were left out */
  gint64 n_bar; /* pixels that only the bar leaves out           */
} LpThere;

/**
 * lp_there_new:
 * @area: a rectangle in the image
 *
 * Returns: (transfer full): the pixels of @area, which are all there so far.
 */
LpThere *lp_there_new (const GeglRectangle *area);

/**
 * lp_there_new_of_image:
 * @image: an image
 * @layers: from lp_host_list_layers()
 * @micrograph: (nullable): its micrograph
 * @area: a rectangle in the image
 *
 * Looks at the pixels of the micrograph, the ignore colour on the annotation layers and the
 * selection.  An image without annotation layers is searched for an information bar, which
 * is left out; on others, a person has had a say about it.
 *
 * Returns: (transfer full): which pixels of @area are there.
 */
LpThere *lp_there_new_of_image (gint32 image,
                                const GPtrArray *layers,
                                const LpHostLayer *micrograph,
                                const GeglRectangle *area);

/* The same, whatever is selected. */
LpThere *lp_there_new_whole (gint32 image,
                             const GPtrArray *layers,
                             const LpHostLayer *micrograph,
                             const GeglRectangle *area);
void lp_there_free (LpThere *there);

/**
 * lp_there_add_alpha:
 * @x: the first column, in the image
 * @y: the first row, in the image
 * @alpha: [rows][width] as lp_pixels_read() gives it
 *
 * Leaves out pixels that are transparent or not a number.
 */
void lp_there_add_alpha (LpThere *there,
                         gint x,
                         gint y,
                         gint width,
                         gint rows,
                         const gfloat *alpha);

/**
 * lp_there_add_pixels:
 * @micrograph: a layer of the image
 *
 * Leaves out pixels of the layer that are transparent or not a number.
 */
void lp_there_add_pixels (LpThere *there, const LpHostLayer *micrograph);

/**
 * lp_there_add_selection:
 * @image: an image
 *
 * Leaves out pixels of which less than half is selected.
 */
void lp_there_add_selection (LpThere *there, gint32 image);

/* The number of pixels that aren't there. */
gint64 lp_there_count_missing (const LpThere *there);

/**
 * lp_there_note:
 * @call: gets notes
 * @name: of the image, in the notes
 *
 * Says what was left out, if anything was.
 */
void lp_there_note (const LpThere *there, LpCall *call, const gchar *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpThere, lp_there_free)

G_END_DECLS
