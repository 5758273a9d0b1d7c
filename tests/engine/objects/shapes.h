/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures of plain shapes in noise, for tests that find them again. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SHAPE_DISC,
  SHAPE_SQUARE,
  SHAPE_RING /* from half of the radius on */
} Shape;

/* Sets the pixels of @map, [height][width], that lie in the shape to @value. */
void shape_fill (guint8 *map,
                 gint width,
                 gint height,
                 Shape shape,
                 gdouble x,
                 gdouble y,
                 gdouble radius,
                 guint8 value);

/* Draws @map with the grey @grey[value] for each pixel, and with normal noise that is the
 * same for a seed.
 */
void shape_draw (const guint8 *map,
                 gint pixels,
                 const gfloat *grey,
                 gdouble noise,
                 guint64 seed,
                 gfloat *plane);

/* Dice of the pixels where two maps are 1. */
gdouble shape_dice (const guint8 *a, const guint8 *b, gint pixels);

G_END_DECLS
