/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What files that grow need of part files. */

#pragma once

#include "lazylabels/part-file.h"

G_BEGIN_DECLS

/* Makes the commit fail with %G_FILE_ERROR_EXIST if the target exists by then. */
void ll_part_file_set_exclusive (LlPartFile *part);

/**
 * ll_part_file_end:
 * @part: (transfer full): a file that something was written to
 * @problem: (nullable): why not all of it could be; %NULL if all was
 * @path: what the file will be called
 * @error: return location for a %LL_DATA_ERROR_EXCHANGE or what ll_part_file_finish() says
 *
 * Returns: (transfer full) (nullable): the file, ready to be committed.
 */
LlPartFile *ll_part_file_end (LlPartFile *part,
                              const gchar *problem,
                              const gchar *path,
                              GError **error);

G_END_DECLS
