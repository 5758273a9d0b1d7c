/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Worker threads: one pool that every operation spreads its tasks over. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LlWorkers LlWorkers;
typedef struct _LlKernels LlKernels;

/**
 * LlTaskFunc:
 * @task: 0 .. n_tasks - 1
 * @worker: 0 .. n_workers - 1: whose scratch memory may be used
 */
typedef void (*LlTaskFunc) (gint task, gint worker, gpointer data);

/**
 * ll_workers_new:
 * @n_threads: threads, the caller's counted in; 0: one a processor
 */
LlWorkers *ll_workers_new (gint n_threads);
void ll_workers_free (LlWorkers *workers);
gint ll_workers_get_n (const LlWorkers *workers);

/* The inner loops that operations use on these workers; %NULL, as from the start: the
 * fastest that the processor has.  For tests and benches.
 */
void ll_workers_set_kernels (LlWorkers *workers, const LlKernels *kernels);
const LlKernels *ll_workers_get_kernels (const LlWorkers *workers);

/**
 * ll_workers_run:
 *
 * Calls @func for each task, on whichever worker is free, and returns when all
 * are done.  Calls do not nest.  A result must not depend on which worker did a
 * task, or the same seed would not give the same weights.
 */
void ll_workers_run (LlWorkers *workers, gint n_tasks, LlTaskFunc func, gpointer data);

/**
 * ll_workers_scratch:
 * @worker: the worker that asks, from within its task
 *
 * Returns: (transfer none): at least @bytes of aligned memory of that worker's own,
 *   valid until it asks again.
 */
gpointer ll_workers_scratch (LlWorkers *workers, gint worker, gsize bytes);

/**
 * ll_workers_shared:
 *
 * Returns: (transfer none): at least @bytes of aligned memory that all tasks of the
 *   next run may look at, valid until it is asked for again.
 */
gpointer ll_workers_shared (LlWorkers *workers, gsize bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlWorkers, ll_workers_free)

G_END_DECLS
