/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files that the programs write, with a common prefix. */

#pragma once

#include "ids.h"

G_BEGIN_DECLS

/**
 * synth_output_marks:
 * @maps: whether to write PREFIX-detection.png and so on: grey, values are classes
 * @paint: whether to write PREFIX-detection-paint.png and so on: RGBA in the classes'
 *   colours
 *
 * Returns: whether all files could be written.
 */
gboolean synth_output_marks (const SynthIds *ids,
                             const guint8 *class_of,
                             const gchar *prefix,
                             gboolean maps,
                             gboolean paint,
                             GError **error);

G_END_DECLS
