/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small networks and images for tests of the operation, and what the engine makes of them. */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

#define CASE_PATCH 32

typedef struct
{
  LlNetwork *network;
  gchar *path; /* of its weights file */
} Case;

/**
 * case_new:
 * @channels: 1 or 3
 * @each: whether the network stretches each image
 * @scale: at which it sees images
 *
 * Returns: a network with random weights, but for a last layer that makes it sure of what it
 *   sees, and its file in a folder for temporary files.
 */
Case *case_new (gint channels, gboolean each, gdouble scale);
void case_free (Case *test);

/**
 * case_make_buffer:
 * @format: of the pixels
 *
 * Returns: an image with structure of all sizes, and for formats with alpha a transparent
 *   place.
 */
GeglBuffer *case_make_buffer (const gchar *format, gint width, gint height);

/**
 * case_predict:
 * @missing: (out) (nullable): [height][width], where @buffer is transparent
 *
 * Returns: [planes][height][width]: what the engine predicts of the numbers that a person sees.
 */
gfloat *case_predict (const Case *test, GeglBuffer *buffer, guint8 **missing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)
