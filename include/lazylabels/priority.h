/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Work in the background gives way to windows. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_thread_lower_priority:
 *
 * Makes the calling thread, and the threads that it will start, give way to others.  Does
 * nothing where the system has no priorities of threads.
 */
void ll_thread_lower_priority (void);

G_END_DECLS
