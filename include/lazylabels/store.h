/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Samples that together are larger than the memory.  A training looks at small parts of its
 * images, so that their values may lie in a file, in the 8 or 16 bits per channel that they came
 * in, and be made floating-point numbers where a patch shows them.  The numbers are the same.
 *
 * What is stored lies in memory as long as there is room, and then in temporary files, which are
 * mapped: the system keeps in memory what is used often.  They have no names, so that they go
 * with the process, however it ends, and lie in the folder of the environment variable TMPDIR, or
 * else in the user's cache: /tmp is memory on many systems.
 */

#pragma once

#include <glib.h>

#include "lazylabels/sample.h"

G_BEGIN_DECLS

/**
 * ll_store_get_room:
 *
 * Returns: bytes that what is stored for one training takes of the memory: 256 MB, or less where
 *   there is little.
 */
guint64 ll_store_get_room (void);

/* Returns: (transfer full): the folder of the temporary files. */
gchar *ll_store_get_folder (void);

/**
 * ll_image_store:
 * @image: (inout): with its values in memory
 * @room: (inout): bytes of memory that are left for what is stored
 * @error: return location for a %LL_DATA_ERROR_SPACE
 *
 * Stores values and missing pixels of an image, if they are not stored yet: in 8 or 16 bits
 * where each value is exactly a number of so many bits over 255 or 65535, or else in 32.
 *
 * Returns: whether there was space; the image stays as it was otherwise.
 */
gboolean ll_image_store (LlImage *image, guint64 *room, GError **error);

/* The same of a label map. */
gboolean ll_labels_store (LlLabels *labels, guint64 *room, GError **error);

/**
 * ll_sample_store:
 * @sample: (inout): complete: it must not be changed after this
 * @room: (inout): as for ll_image_store()
 * @error: return location for a %LL_DATA_ERROR_SPACE
 *
 * Stores the image and the label maps of a sample.
 *
 * Returns: whether there was space.
 */
gboolean ll_sample_store (LlSample *sample, guint64 *room, GError **error);

/**
 * ll_image_load_stored:
 * @image: an image
 *
 * Returns: (transfer full): a copy with its values and missing pixels in memory.
 */
LlImage *ll_image_load_stored (const LlImage *image);

G_END_DECLS
