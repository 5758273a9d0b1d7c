/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which classes objects of a file get. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_class_names_choose:
 * @imported: (inout): objects, whose instances get their classes
 * @old: (nullable): the classes of the image
 * @all: the class of all objects; empty: those that the file names
 * @error: return location for a %LL_DATA_ERROR_CLASSES
 *
 * Finds the classes of objects by name, where case, spaces around and the encoding of letters do
 * not count, and adds those that the image lacks after its own.
 *
 * Returns: (transfer full): names of all classes, separated by commas; or %NULL.
 */
gchar *lp_class_names_choose (LlImported *imported,
                              const LlClasses *old,
                              const gchar *all,
                              GError **error);

G_END_DECLS
