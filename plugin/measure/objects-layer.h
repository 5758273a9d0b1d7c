/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The layer "Objects measured": which object is which row of the table. */

#pragma once

#include "image/found.h"
#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_objects_layer_insert:
 * @call: gets the notes
 * @found: objects
 * @objects: their measurements
 * @n_left_out: (out): how many numbers found no room
 * @error: return location for a %LP_HOST_ERROR
 *
 * Adds the layer on top of the image, in place of an earlier one, and hides what would be
 * seen below it besides the micrograph.
 *
 * Returns: whether the layer is in the image.
 */
gboolean lp_objects_layer_insert (LpCall *call,
                                  const LpFound *found,
                                  const LlObjects *objects,
                                  gint *n_left_out,
                                  GError **error);

G_END_DECLS
