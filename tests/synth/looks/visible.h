/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a person could mark the objects of a picture. */

#pragma once

#include "ids.h"

G_BEGIN_DECLS

/* Returns: whether outlines, greys or textures tell the objects from the rest, or from each
 * other.
 */
gboolean synth_is_visible (const LlImage *image, const SynthIds *ids);

G_END_DECLS
