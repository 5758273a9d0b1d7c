/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What unpainted pixels of a task's layers mean, which each layer keeps for itself. */

#pragma once

#include "layers/layers.h"
#include "layers/mark-counter.h"

G_BEGIN_DECLS

/**
 * lp_coverage_get:
 * @layers: from lp_host_list_layers()
 * @task: a task
 *
 * Returns: the coverage of the topmost layer of the task; complete if there is none.
 */
LlCoverage lp_coverage_get (const GPtrArray *layers, LlTask task);

/**
 * lp_coverage_set:
 * @image: an image
 * @task: the task whose layers are changed, all of them
 * @coverage: what their unpainted pixels mean from now on
 *
 * Changes nothing but this task, in one step of undo.
 */
void lp_coverage_set (gint32 image, LlTask task, LlCoverage coverage);

/**
 * lp_coverage_describe_doubt:
 * @task: whose marks are few
 * @n: how many there are
 *
 * Returns: (transfer full): what a complete layer with so few marks means, and what to do.
 */
gchar *lp_coverage_describe_doubt (LlTask task, gint n);

/**
 * lp_coverage_find_doubt:
 * @layers: from lp_host_list_layers()
 * @sample: what was read of the image
 *
 * Returns: (transfer full) (nullable): lp_coverage_describe_doubt() of the first task for
 *   which a person should be asked; %NULL when there is none.
 */
gchar *lp_coverage_find_doubt (const GPtrArray *layers, const LlSample *sample);

G_END_DECLS
