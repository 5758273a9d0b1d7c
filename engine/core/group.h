/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a process asks of its group, where NULL stands for a process alone. */

#pragma once

#include "lazylabels/group.h"

G_BEGIN_DECLS

/* How many processes there are. */
gint ll_group_get_n (const LlGroup *group);

/* Whether the processes meet in each step, to sum gradients. */
gboolean ll_group_sums_gradients (const LlGroup *group);

/* @group if statistics of batch normalisation are those of all processes, else NULL. */
const LlGroup *ll_group_for_statistics (const LlGroup *group);

/* Whether all processes say so. */
gboolean ll_group_agrees (const LlGroup *group, gboolean yes);

/* Replaces numbers by their means over all processes, and waits for them. */
void ll_group_average (const LlGroup *group, gfloat *values, gsize n);

G_END_DECLS
