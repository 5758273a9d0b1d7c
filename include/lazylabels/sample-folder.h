/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Samples in a folder, so that another machine learns what was painted here:
 *
 *   classes.json           names and colours of the classes, see ll_classes_to_json()
 *   samples.txt            the names of the samples in their order, one per line
 *   NAME.tif               the pixels of a micrograph, exactly
 *   NAME.detection.png     the number of the class of each pixel; 255: ignored
 *   NAME.separation.png
 *   NAME.segmentation.png
 *   NAME.missing.png       255 where the pixel is not there, else 0
 *
 * A map that is not painted has no file.  Images of other programs (PNG, JPEG, TIFF) do as
 * well, and those that the list lacks follow in the order of their names.
 */

#pragma once

#include <glib.h>

#include "lazylabels/classes.h"
#include "lazylabels/sample.h"

G_BEGIN_DECLS

#define LL_SAMPLE_CLASSES "classes.json"
#define LL_SAMPLE_LIST    "samples.txt"

/**
 * ll_sample_folder_write:
 * @folder: which exists
 * @name: of the sample's files, without an ending
 * @sample: what to write, with its values in memory
 * @classes: of the sample
 * @error: return location for an error
 *
 * Writes the files of a sample, all or none; files of an earlier sample of this name go.
 *
 * Returns: whether they are on disk.
 */
gboolean ll_sample_folder_write (const gchar *folder,
                                 const gchar *name,
                                 const LlSample *sample,
                                 const LlClasses *classes,
                                 GError **error);

/**
 * ll_sample_folder_end:
 * @names: (element-type utf8): of the samples, in their order
 * @classes: of all of them
 * @error: return location for an error
 *
 * Writes the classes and the list, after which the folder is complete.
 *
 * Returns: whether they are on disk.
 */
gboolean ll_sample_folder_end (const gchar *folder,
                               const GPtrArray *names,
                               const LlClasses *classes,
                               GError **error);

/**
 * ll_sample_folder_read_classes:
 * @folder: of samples
 * @error: return location for a %LL_DATA_ERROR_CLASSES
 *
 * Returns: (transfer full): the classes, or %NULL.
 */
LlClasses *ll_sample_folder_read_classes (const gchar *folder, GError **error);

/**
 * ll_sample_folder_list:
 * @folder: of samples
 * @error: return location for a %LL_TRAIN_ERROR_NO_LABELS
 *
 * Returns: (transfer full) (element-type filename): the paths of the images that have labels,
 *   in their order; at least one, or %NULL.
 */
GPtrArray *ll_sample_folder_list (const gchar *folder, GError **error);

/**
 * ll_sample_folder_read:
 * @path: from ll_sample_folder_list()
 * @classes: of the folder
 * @room: (inout) (nullable): as for ll_sample_store(), which the sample is stored by; %NULL: it
 *   stays in memory
 * @error: return location for an error
 *
 * Where the sample is stored, an image of ll_image_write_tiff() is not read: its file is
 * mapped, and must not be written to as long as the sample is used.  A file that replaces it,
 * as ll_sample_folder_write() writes one, does no harm.
 *
 * Returns: (transfer full): the sample with its labels, or %NULL.
 */
LlSample *ll_sample_folder_read (const gchar *path,
                                 const LlClasses *classes,
                                 guint64 *room,
                                 GError **error);

/**
 * ll_sample_folder_get_label_path:
 * @path: of an image
 * @task: a task
 *
 * Returns: (transfer full): where its labels lie, if it has any.
 */
gchar *ll_sample_folder_get_label_path (const gchar *path, LlTask task);

G_END_DECLS
