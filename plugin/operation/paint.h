/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From probabilities to the pixels that a person sees. */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct
{
  const LlClasses *classes;
  LlTask task;
  gint n_classes;    /* of the task                                     */
  gint klass;        /* that is shown; 0: all but the rest              */
  gdouble threshold; /* what is less probable is not shown              */
  gdouble opacity;   /* of colours over the image                       */
} LpPaint;

/* The arguments that all of these have: [n_classes][height][width] probabilities, and
 * [height][width] or %NULL: which pixels aren't there.
 */

/* Probabilities as grey values, in the numbers of @output. */
void lp_paint_probability (const LpPaint *paint,
                           const GeglRectangle *area,
                           const gfloat *probabilities,
                           const guint8 *missing,
                           GeglBuffer *output);

/* The entropy of the classes, as a share of the largest one. */
void lp_paint_uncertainty (const LpPaint *paint,
                           const GeglRectangle *area,
                           const gfloat *probabilities,
                           const guint8 *missing,
                           GeglBuffer *output);

/* The most probable classes in their colours, over @input or, without one, over nothing. */
void lp_paint_classes (const LpPaint *paint,
                       const GeglRectangle *area,
                       const gfloat *probabilities,
                       const guint8 *missing,
                       GeglBuffer *input,
                       GeglBuffer *output);

/**
 * lp_paint_picture:
 * @picture: that begins at @origin of @input
 * @opacity: of the picture
 * @input: what lies below
 *
 * Lays a picture over an image.
 */
void lp_paint_picture (GeglBuffer *picture,
                       const GeglRectangle *origin,
                       gdouble opacity,
                       const GeglRectangle *area,
                       GeglBuffer *input,
                       GeglBuffer *output);

G_END_DECLS
