/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A thread that grows masks for a preview.  Nothing here waits for the thread, and nothing
 * calls GIMP.
 */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* What to grow; see ll_grow_objects(). */
typedef struct
{
  LlImage *image;
  LlLabels *marks;
  LlLabels *walls; /* or NULL */
  LlLabels *kept;  /* or NULL */
  LlGrowSettings settings;
} LpGrowRequest;

typedef struct _LpGrowJob LpGrowJob;

/**
 * LpGrowFunc:
 *
 * Called in the main loop when there is something to take.
 */
typedef void (*LpGrowFunc) (gpointer data);

/**
 * lp_grow_job_new:
 * @answered: called after a request has been answered
 * @data: for @answered
 *
 * Returns: (transfer full): a thread that waits for requests.
 */
LpGrowJob *lp_grow_job_new (LpGrowFunc answered, gpointer data);

/**
 * lp_grow_job_free:
 *
 * Returns at once; the thread ends by itself after the objects that it is growing.
 */
void lp_grow_job_free (LpGrowJob *job);

/**
 * lp_grow_job_request:
 * @request: (transfer full): what to grow
 *
 * Replaces an earlier request, and discards its answer.
 */
void lp_grow_job_request (LpGrowJob *job, LpGrowRequest *request);

/**
 * lp_grow_job_take:
 *
 * Returns: (transfer full) (nullable): the answer to the last request, once.
 */
LlGrown *lp_grow_job_take (LpGrowJob *job);

void lp_grow_request_free (LpGrowRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpGrowRequest, lp_grow_request_free)

G_END_DECLS
