/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the module finds its translations and networks, and who has loaded it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether it is GIMP that has loaded the module, rather than another program. */
gboolean lp_module_is_in_gimp (void);

/* Whether that GIMP shows images, rather than running a script without any window. */
gboolean lp_module_has_canvas (void);

G_END_DECLS
