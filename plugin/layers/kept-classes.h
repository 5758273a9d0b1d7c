/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The classes that the paint of an image stands for.
 *
 * They are kept on the image, on the group of its label layers and on each of these, so
 * that they go along when a group or a layer is copied to another image.  Files of older
 * versions keep them on the image alone.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"

G_BEGIN_DECLS

/**
 * lp_kept_classes_read:
 * @image: an image
 * @known: (out) (optional): FALSE when nothing says which classes the image has, and the
 *   default ones are returned
 * @error: return location for a %LL_DATA_ERROR_CLASSES
 *
 * Reads the classes of an image.  Where image and layers do not say the same, the longer
 * list counts if it has all classes of the others in their colours.
 *
 * Returns: (transfer full): the classes; %NULL when they can't be read, contradict each
 *   other, or stayed behind in another image.
 */
LlClasses *lp_kept_classes_read (gint32 image, gboolean *known, GError **error);

/**
 * lp_kept_classes_find_layer:
 *
 * Returns: (transfer full) (nullable): the classes of the topmost label layer that has any.
 */
LlClasses *lp_kept_classes_find_layer (gint32 image);

/**
 * lp_kept_classes_write:
 *
 * Keeps the classes of an image wherever lp_kept_classes_read() looks for them.
 */
void lp_kept_classes_write (gint32 image, const LlClasses *classes);

G_END_DECLS
