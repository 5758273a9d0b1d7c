/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The processes that mpirun has started, or this one alone. */

#pragma once

#include "command.h"

G_BEGIN_DECLS

/**
 * lc_group_start:
 * @synchronised: see #LlGroup
 * @average_every: see #LlGroup
 *
 * Returns: (nullable): the group of this process; %NULL if it is alone, or without MPI.
 */
const LlGroup *lc_group_start (gboolean synchronised, gint average_every);

/**
 * lc_group_end:
 * @group: (nullable): from lc_group_start()
 * @code: exit code of this process; other than 0, it ends all others as well, which would wait
 *   for it
 *
 * Returns: the exit code.
 */
gint lc_group_end (const LlGroup *group, gint code);

/* Whether this process belongs to several, although it was built without MPI. */
gboolean lc_group_is_missing (void);

G_END_DECLS
