/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A scale bar of a round length, with a text above it that says the length. */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

#include "draw/lettering.h"

G_BEGIN_DECLS

typedef struct
{
  gdouble pixels; /* length of the bar                           */
  gchar *text;    /* such as "50 µm"                             */
  LpLettering lettering;
  GeglRectangle place; /* around bar and text, in the image       */
} LpScaleBar;

/**
 * lp_scale_bar_new:
 * @scale: the size of a pixel
 * @frame: the micrograph, in the image
 * @lettering: font and size.  Letters become smaller if the text would take more than a
 *   third of the width of @frame, but not smaller than %LP_LEAST_LETTERING
 *
 * Lays out a scale bar.  Its length is 1, 2 or 5 times a power of ten, as near as possible
 * to a fifth of the width of @frame.
 *
 * Returns: (transfer full): a scale bar in the lower right corner of @frame.
 */
LpScaleBar *lp_scale_bar_new (const LlScale *scale,
                              const GeglRectangle *frame,
                              const LpLettering *lettering);
void lp_scale_bar_free (LpScaleBar *bar);

/**
 * lp_scale_bar_draw:
 * @black: whether bar and text are black, for a bright background
 *
 * Returns: (transfer full): an image surface of the size of its place.
 */
cairo_surface_t *lp_scale_bar_draw (const LpScaleBar *bar, gboolean black);

/**
 * lp_scale_bar_copy_path:
 *
 * Returns: (transfer full): the outlines of bar and text, in the image.
 */
cairo_path_t *lp_scale_bar_copy_path (const LpScaleBar *bar);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpScaleBar, lp_scale_bar_free)

G_END_DECLS
