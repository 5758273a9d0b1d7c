/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How much memory images will take in a training, before they are read: one after the other takes
 * memory, and then all of them lie in temporary files.
 */

#pragma once

#include <glib.h>

#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 pixels; /* of all images whose size is known                      */
  guint64 least;  /* bytes of the largest one while it is read, if that has
                   * grey values and one label map                          */
  guint64 most;   /* bytes, if it has colours and all label maps            */
} LpTrainSizes;

/* Adds an open image. */
void lp_train_sizes_add_image (LpTrainSizes *sizes, gint32 image);

/* Adds an XCF file, of which only the start is read.  The size of a file that is compressed
 * otherwise than by gzip stays unknown.
 */
void lp_train_sizes_add_file (LpTrainSizes *sizes, const gchar *path);

/**
 * lp_train_sizes_check:
 * @call: gets a note when the images are large
 * @training: bytes that the training needs besides the images
 * @error: return location for a %LL_TRAIN_ERROR_MEMORY
 *
 * Returns: whether the images may fit into memory.
 */
gboolean lp_train_sizes_check (const LpTrainSizes *sizes,
                               LpCall *call,
                               guint64 training,
                               GError **error);

G_END_DECLS
