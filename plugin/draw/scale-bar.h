/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A scale bar of a round length, with the length above it. */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

#include "draw/lettering.h"

G_BEGIN_DECLS

typedef struct
{
  gdouble pixels; /* the bar's length                            */
  gchar *text;    /* "50 µm"                                     */
  LpLettering lettering;
  GeglRectangle place; /* of all that is drawn, where @frame is   */
} LpScaleBar;

/**
 * lp_scale_bar_new:
 * @scale: how large pixels are
 * @frame: the micrograph in the image
 * @lettering: letters are smaller where the text would take more than a third of the
 *   frame's width, but not smaller than %LP_LEAST_LETTERING
 *
 * The length is 1, 2 or 5 times a power of ten, next to a fifth of the frame's width.
 *
 * Returns: (transfer full): a scale bar for the lower right corner of @frame.
 */
LpScaleBar *lp_scale_bar_new (const LlScale *scale,
                              const GeglRectangle *frame,
                              const LpLettering *lettering);
void lp_scale_bar_free (LpScaleBar *bar);

/**
 * lp_scale_bar_draw:
 * @black: for bright ground
 *
 * Returns: (transfer full): an image surface of the size of its place.
 */
cairo_surface_t *lp_scale_bar_draw (const LpScaleBar *bar, gboolean black);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpScaleBar, lp_scale_bar_free)

G_END_DECLS
