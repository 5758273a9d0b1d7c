/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Weights files: safetensors (https://huggingface.co/docs/safetensors), float32 or float16,
 * with everything that a prediction needs in `__metadata__`.
 */

#pragma once

#include <glib.h>

#include "lazylabels/network.h"

G_BEGIN_DECLS

/**
 * ll_weights_save:
 * @network: what to write
 * @path: the file, which is replaced atomically
 * @error: return location for a #GFileError or %LL_WEIGHTS_ERROR
 *
 * Writes a network to a weights file.
 *
 * Returns: whether the file is on disk.
 */
gboolean ll_weights_save (const LlNetwork *network, const gchar *path, GError **error);

/**
 * ll_weights_save_half:
 *
 * As ll_weights_save(), with numbers of 16 bits: half the size, and rounded to one part in
 * 2000.
 */
gboolean
ll_weights_save_half (const LlNetwork *network, const gchar *path, GError **error);

/**
 * ll_weights_load:
 * @path: a file, which need not be valid
 * @error: return location for a #GFileError or %LL_WEIGHTS_ERROR
 *
 * Returns: (transfer full): the network, or %NULL.
 */
LlNetwork *ll_weights_load (const gchar *path, GError **error);

G_END_DECLS
