/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How much memory there is, so that a task that needs more is refused before it begins. */

#pragma once

#include "lazylabels/memory.h"

G_BEGIN_DECLS

/**
 * ll_memory_find_available:
 * @root: "", or a folder that holds another system's `proc` and `sys`, for tests
 *
 * Returns: bytes that can be taken without swapping and within the limits of the control
 *   groups that the process belongs to; %G_MAXUINT64 when the system does not say.
 */
guint64 ll_memory_find_available (const gchar *root);

G_END_DECLS
