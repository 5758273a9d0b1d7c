/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The micrograph that a result or a scale was made from.  It is kept with them as text, so
 * that a later call can tell whether the image has been scaled, cropped or changed since,
 * or whether the result was copied to another image.
 */

#pragma once

#include "host/host.h"

G_BEGIN_DECLS

/* Side of the grid of blocks that stands for the look of a micrograph. */
#define LP_ORIGIN_SIDE 16

/* The correlation of the blocks above which two pictures are the same. */
#define LP_ORIGIN_ALIKE 0.98

typedef struct
{
  gint width; /* of the micrograph */
  gint height;
  gboolean flat; /* it looks the same everywhere, so @look says nothing */
  /* Mean brightness of each block, from the darkest (0) to the brightest (255). */
  guint8 look[LP_ORIGIN_SIDE * LP_ORIGIN_SIDE];
} LpOrigin;

typedef enum
{
  LP_ORIGIN_SAME,
  LP_ORIGIN_SCALED,  /* the same picture, with more or fewer pixels          */
  LP_ORIGIN_CHANGED, /* of the same size, but another picture                */
  LP_ORIGIN_RESIZED, /* of another size: cropped, stretched or another image */
} LpOriginChange;

/**
 * lp_origin_read:
 * @origin: (out caller-allocates): what @layer looks like
 * @layer: the micrograph
 *
 * Looks at every pixel of a micrograph.
 */
void lp_origin_read (LpOrigin *origin, gint32 layer);

/**
 * lp_origin_to_text:
 *
 * Returns: (transfer full): one line for lp_origin_from_text().
 */
gchar *lp_origin_to_text (const LpOrigin *origin);

/**
 * lp_origin_from_text:
 * @origin: (out caller-allocates): what @text says
 * @text: (nullable): from a file, so it need not be valid
 *
 * Returns: whether @text could be read.
 */
gboolean lp_origin_from_text (LpOrigin *origin, const gchar *text);

/**
 * lp_origin_compare:
 * @then: what was kept
 * @now: what the micrograph looks like now
 *
 * Contrast and brightness do not matter.
 *
 * Returns: what has happened to the micrograph.
 */
LpOriginChange lp_origin_compare (const LpOrigin *then, const LpOrigin *now);

/**
 * lp_origin_correlate:
 *
 * Returns: the correlation of the blocks of two pictures, -1 .. 1; 0 if one is flat.
 */
gdouble lp_origin_correlate (const LpOrigin *then, const LpOrigin *now);

/* Whether both sides were scaled alike, each rounded to whole pixels. */
gboolean lp_origin_keeps_aspect (const LpOrigin *then, const LpOrigin *now);

/**
 * lp_origin_turn:
 * @origin: a picture
 * @clockwise: or else counterclockwise
 * @turned: (out caller-allocates): what it looks like turned by 90 degrees
 */
void lp_origin_turn (const LpOrigin *origin, gboolean clockwise, LpOrigin *turned);

G_END_DECLS
