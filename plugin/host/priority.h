/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Work behind a window gives way to it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes this thread, and those that it will start, give way to others. */
void lp_lower_priority (void);

G_END_DECLS
