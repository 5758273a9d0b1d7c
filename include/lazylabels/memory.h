/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How much memory there is, and whether it is enough. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_memory_get_available:
 *
 * What the system can give without swapping, within the limits of control groups and of the
 * process, and no more than the environment variable `LAZY_LABELS_MEMORY` allows (in MB).
 *
 * Returns: bytes; %G_MAXUINT64 when that is not known.
 */
guint64 ll_memory_get_available (void);

/**
 * ll_memory_check:
 * @bytes: what is about to be allocated for an image
 * @error: return location for a %LL_DATA_ERROR_MEMORY
 *
 * Returns: whether there is that much.
 */
gboolean ll_memory_check (guint64 bytes, GError **error);

G_END_DECLS
