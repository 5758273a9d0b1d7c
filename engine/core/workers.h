/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Worker threads: one pool that every operation spreads its tasks over. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LlWorkers LlWorkers;

/**
 * LlTaskFunc:
 * @task: 0 .. n_tasks - 1
 * @worker: 0 .. n_workers - 1: whose scratch memory may be used
 */
typedef void (*LlTaskFunc) (gint task, gint worker, gpointer data);

/**
 * ll_workers_new:
 * @n_threads: number of threads including the caller's; 0 for one per processor.  There are
 *   fewer when the system gives no more
 *
 * Returns: (transfer full): workers whose threads have the priority of the caller's.
 */
LlWorkers *ll_workers_new (gint n_threads);

/**
 * ll_workers_new_background:
 * @n_threads: as for ll_workers_new()
 *
 * Returns: (transfer full): workers whose threads give way to others.  The thread that
 *   calls ll_workers_run() keeps its own priority.
 */
LlWorkers *ll_workers_new_background (gint n_threads);
void ll_workers_free (LlWorkers *workers);
gint ll_workers_get_n (const LlWorkers *workers);

/* A pointer that a higher floor keeps with the workers, not owned; %NULL at first.  The
 * kernels keep the set that was chosen there, see kernels/kernels.h.
 */
void ll_workers_set_choice (LlWorkers *workers, gconstpointer choice);
gconstpointer ll_workers_get_choice (const LlWorkers *workers);

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
