/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The exact Euclidean distance from each pixel of an object to its border. */

#pragma once

#include "ids.h"

G_BEGIN_DECLS

/* Squared distance of a pixel whose object has no border within the image. */
#define SYNTH_NO_BORDER G_MAXINT

/**
 * synth_distance:
 * @ids: instance ids
 *
 * The frame of the image is no border: an object that it cuts goes on beyond it.
 *
 * Returns: (transfer full): for each pixel of an object the squared distance to the
 *   nearest pixel that is not of that object, between centres; 0 off the objects.
 */
gint *synth_distance (const SynthIds *ids);

G_END_DECLS
