/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GIMP shows 0 as black and 1 as white.  Deep pictures, such as 12 bits in 16 or floating-point
 * numbers, may use a small part of that range, or go far beyond it: they look black or white,
 * although there is a picture.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"
#include "procedure/call.h"

G_BEGIN_DECLS

typedef enum
{
  LP_LOOKS_FINE,
  LP_LOOKS_BLACK,
  LP_LOOKS_WHITE,
  LP_LOOKS_CLIPPED /* black in some places and white in others, and nothing between */
} LpLooks;

/**
 * lp_brightness_find_looks:
 * @own: of an image
 * @channels: 1 or 3
 * @low: (out) (optional): the percentile 0.5 of all channels
 * @high: (out) (optional): the percentile 99.5
 *
 * Returns: what the image looks like in GIMP.
 */
LpLooks lp_brightness_find_looks (const LlNormalisation *own,
                                  gint channels,
                                  gfloat *low,
                                  gfloat *high);

/**
 * lp_brightness_note:
 * @call: gets a note if the image can't be seen
 * @own: of the image
 * @channels: 1 or 3
 * @name: of the image, in the note
 */
void lp_brightness_note (LpCall *call,
                         const LlNormalisation *own,
                         gint channels,
                         const gchar *name);

/**
 * lp_brightness_note_layer:
 * @micrograph: a layer, of which some rows are read
 *
 * Like lp_brightness_note().
 */
void
lp_brightness_note_layer (LpCall *call, const LpHostLayer *micrograph, const gchar *name);

/**
 * lp_brightness_note_image:
 * @image: pixels, of which some are looked at
 *
 * Like lp_brightness_note().
 */
void lp_brightness_note_image (LpCall *call, const LlImage *image, const gchar *name);

G_END_DECLS
