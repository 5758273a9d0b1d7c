/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The layers of a figure as pictures. */

#pragma once

#include "draw/lettering.h"
#include "draw/scale-bar.h"
#include "image/found.h"
#include "layers/pictures.h"
#include "procedure/call.h"

G_BEGIN_DECLS

/* What a figure is drawn from. */
typedef struct
{
  LpCall *call;
  const LpHostLayer *micrograph;
  const LpFound *found;
  const LlOutlines *outlines;
  const LlObjects *objects;
  const LlScale *scale; /* NULL: there is no scale */
  LpLettering lettering;
  gboolean vectors; /* contours and scale bar become vector layers instead of pictures */
  gint n_left_out;  /* numbers without room */
} LpDrawing;

/**
 * lp_drawing_draw:
 * @work: (inout): what to draw from; is told how many numbers were left out
 *
 * Draws the layers that the call asks for, from top to bottom.
 *
 * Returns: (transfer full): the pictures.
 */
LpPictures *lp_drawing_draw (LpDrawing *work);

/**
 * lp_drawing_new_scale_bar:
 * @black: (out): whether it is black, since the micrograph below is bright
 *
 * Returns: (transfer full): the scale bar.
 */
LpScaleBar *lp_drawing_new_scale_bar (const LpDrawing *work, gboolean *black);

G_END_DECLS
