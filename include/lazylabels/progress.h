/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long work tells how far it is, and how it is cancelled. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LlProgressFunc:
 * @fraction: how much is done, 0 .. 1
 * @data: the caller's
 *
 * Called now and then in the thread that works.
 *
 * Returns: whether to go on; %FALSE ends the work with %G_IO_ERROR_CANCELLED.
 */
typedef gboolean (*LlProgressFunc) (gdouble fraction, gpointer data);

G_END_DECLS
