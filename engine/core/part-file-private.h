/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What files that grow need of part files. */

#pragma once

#include "lazylabels/part-file.h"

G_BEGIN_DECLS

/* Makes the commit fail with %G_FILE_ERROR_EXIST if the target exists by then. */
void ll_part_file_set_exclusive (LlPartFile *part);

G_END_DECLS
