/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ways from a pixel to those around it, to find what is nearest. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint dx;
  gint dy;
} LlOffset;

/**
 * ll_offsets_new:
 * @radius: pixels, >= 0
 *
 * Returns: (transfer full) (element-type LlOffset): all within @radius, nearest first; at
 *   equal distances in the order of rows.
 */
GArray *ll_offsets_new (gdouble radius);

G_END_DECLS
