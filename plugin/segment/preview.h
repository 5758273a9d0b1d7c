/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A thread that loads networks and segments parts of an image with them.  Nothing here
 * waits for the thread, and nothing calls GIMP.
 */

#pragma once

#include <cairo.h>
#include <lazylabels/lazylabels.h>

#include "network/text.h"

G_BEGIN_DECLS

/* The answer to a request for a network. */
typedef struct
{
  gchar *path;
  LpNetworkFacts *facts; /* NULL: it can't be used        */
  GError *error;         /* why not; NULL: it can be used */
} LpPreviewNetwork;

/* What the network predicts for a part of the image. */
typedef struct
{
  cairo_rectangle_int_t area;
  LlLabels *labels[LL_N_TASKS]; /* of the area's size; NULL for tasks it lacks */
  LlInstances *objects;         /* of the area's size; NULL if @error is set   */
  gdouble diameter;             /* of objects, as estimated; 0: it was not     */
  GError *error;                /* why the prediction failed, or NULL          */
} LpPreview;

typedef struct _LpPreviewJob LpPreviewJob;

/**
 * LpPreviewFunc:
 *
 * Called in the main loop when there is something to take.
 */
typedef void (*LpPreviewFunc) (gpointer data);

/**
 * lp_preview_job_new:
 * @answered: called after a request has been answered
 * @data: for @answered
 *
 * Returns: (transfer full): a thread that waits for requests.
 */
LpPreviewJob *lp_preview_job_new (LpPreviewFunc answered, gpointer data);

/**
 * lp_preview_job_free:
 *
 * Returns at once; the thread ends by itself after its current patch.
 */
void lp_preview_job_free (LpPreviewJob *job);

/**
 * lp_preview_job_read:
 * @path: a weights file
 *
 * Requests another network.  All earlier requests are discarded.
 */
void lp_preview_job_read (LpPreviewJob *job, const gchar *path);

/**
 * lp_preview_job_look:
 * @part: (transfer full): the pixels of @area, in three channels
 * @area: where it lies in the image
 * @middle: (transfer full) (nullable): from lp_diameter_read_middle(): the network estimates
 *   how large objects are, once, and sees the part at a scale that suits that
 * @settings: how to predict
 *
 * Requests a prediction of a part of the image with the last network.  An earlier request
 * for a prediction is discarded.
 */
void lp_preview_job_look (LpPreviewJob *job,
                          LlImage *part,
                          const cairo_rectangle_int_t *area,
                          LlImage *middle,
                          const LlPredictSettings *settings);

/* Return each answer once, and %NULL otherwise. */
LpPreviewNetwork *lp_preview_job_take_network (LpPreviewJob *job);
LpPreview *lp_preview_job_take_preview (LpPreviewJob *job);

void lp_preview_network_free (LpPreviewNetwork *network);
void lp_preview_free (LpPreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPreviewNetwork, lp_preview_network_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPreview, lp_preview_free)

G_END_DECLS
