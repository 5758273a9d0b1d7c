/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs the same for each of many images, several at a time; one that fails does not end the
 * others.
 */

#pragma once

#include "found.h"
#include "report.h"

G_BEGIN_DECLS

/**
 * LcWorkFunc:
 * @worker: (inout): of this thread
 * @index: of @input among all
 * @data: the caller's, shared by all threads
 * @text: (out): (transfer full): what came out, for people
 * @details: (out): the same for JSON, already an object
 * @error: return location for an error
 *
 * Returns: whether the image is done.
 */
typedef gboolean (*LcWorkFunc) (const LcInput *input,
                                guint index,
                                LcWorker *worker,
                                gpointer data,
                                gchar **text,
                                JsonObject *details,
                                GError **error);

/* Whether the image is to be skipped, because it is done. */
typedef gboolean (*LcSkipFunc) (const LcInput *input, gpointer data);

/**
 * lc_work_on_all:
 * @call: with the arguments "jobs" and "threads"
 * @inputs: (element-type LcInput): the images
 * @networks: (nullable): for the workers
 * @func: does one image
 * @skip: (nullable): looks whether one is done
 * @data: for both
 *
 * Returns: the exit code.
 */
gint lc_work_on_all (LcCall *call,
                     const GPtrArray *inputs,
                     LcNetworks *networks,
                     LcWorkFunc func,
                     LcSkipFunc skip,
                     gpointer data);

/* Reports an error that ends the run before any file is done, and returns the exit code. */
gint lc_fail (LcCall *call, const GError *error);

/**
 * lc_folder_make:
 * @folder: a path, which is made where it does not exist
 * @error: return location for an error
 *
 * Returns: whether it is a folder.
 */
gboolean lc_folder_make (const gchar *folder, GError **error);

G_END_DECLS
