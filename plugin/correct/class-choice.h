/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which class of the image an object of a result gets. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_class_find:
 * @classes: of an image
 * @name: of a class
 *
 * Returns: the class of that name, in any case; 0 if there is none.
 */
guint8 lp_class_find (const LlClasses *classes, const gchar *name);

/**
 * lp_class_choose:
 * @classes: of an image
 * @name: that a call gives
 * @error: return location for a %LP_ARGUMENT_ERROR_VALUE
 *
 * Returns: the class of that name; 0 after an error.
 */
guint8 lp_class_choose (const LlClasses *classes, const gchar *name, GError **error);

/**
 * lp_classes_map:
 * @from: of a result
 * @used: [%LL_MAX_CLASSES]: non-zero for those that are needed
 * @to: of an image
 * @name: of the class that all get; empty: each the one of its own name
 * @map: (out caller-allocates): [%LL_MAX_CLASSES], the class of the image for each of the
 *   result
 * @error: return location for a %LP_ARGUMENT_ERROR_VALUE
 *
 * A class that an image with a single one lacks becomes that one.
 *
 * Returns: whether each has one.
 */
gboolean lp_classes_map (const LlClasses *from,
                         const guint8 *used,
                         const LlClasses *to,
                         const gchar *name,
                         guint8 *map,
                         GError **error);

G_END_DECLS
