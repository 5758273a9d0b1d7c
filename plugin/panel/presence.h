/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one window of the panel in this session of GIMP. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_presence_hand_over:
 * @image: an image to show
 *
 * Returns: whether a window is there in another process, which shows @image within a moment.
 */
gboolean lp_presence_hand_over (gint32 image);

/* Says that the window of this process is there, or no longer, and shows @image. */
void lp_presence_set (gint32 image);
void lp_presence_clear (void);

/**
 * lp_presence_get_wanted:
 *
 * Returns: the image that the window of this process is to show; -1 if it is not there.
 */
gint32 lp_presence_get_wanted (void);

G_END_DECLS
