/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The chooser of the image that the panel is for. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _LpImageChooser LpImageChooser;

/**
 * lp_image_chooser_new:
 * @chosen: called when the person chooses an image
 * @data: for @chosen
 *
 * Returns: (transfer full): a chooser that offers nothing yet.
 */
LpImageChooser *lp_image_chooser_new (void (*chosen) (gint32 image, gpointer data),
                                      gpointer data);
void lp_image_chooser_free (LpImageChooser *chooser);
GtkWidget *lp_image_chooser_get_widget (const LpImageChooser *chooser);

/* Offers the open images, and shows @image. */
void lp_image_chooser_follow (LpImageChooser *chooser, gint32 image);

G_END_DECLS
