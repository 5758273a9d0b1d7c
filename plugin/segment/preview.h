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

/* What became of a wish to read a network. */
typedef struct
{
  gchar *path;
  LpNetworkFacts *facts; /* NULL: it can't be used */
  GError *error;         /* then why               */
} LpPreviewNetwork;

/* What the network made of a part of the image. */
typedef struct
{
  cairo_rectangle_int_t area;
  LlLabels *labels[LL_N_TASKS]; /* of the area's size; NULL: not one of its tasks */
  LlInstances *objects;         /* likewise; NULL when @error is set              */
  GError *error;                /* why there is nothing; else NULL                */
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
 * @answered: called when a wish was fulfilled
 * @data: for @answered
 *
 * Returns: (transfer full): a thread that waits for wishes.
 */
LpPreviewJob *lp_preview_job_new (LpPreviewFunc answered, gpointer data);

/**
 * lp_preview_job_free:
 *
 * Returns at once; the thread ends by itself after the patch that it is at.
 */
void lp_preview_job_free (LpPreviewJob *job);

/**
 * lp_preview_job_read:
 * @path: a weights file
 *
 * Wishes another network.  Whatever else was wished is forgotten.
 */
void lp_preview_job_read (LpPreviewJob *job, const gchar *path);

/**
 * lp_preview_job_look:
 * @part: (transfer full): the pixels of @area, in three channels
 * @area: where it lies in the image
 * @settings: how to look
 *
 * Wishes a look at a part of the image with the last network, instead of an earlier one.
 */
void lp_preview_job_look (LpPreviewJob *job,
                          LlImage *part,
                          const cairo_rectangle_int_t *area,
                          const LlPredictSettings *settings);

/* Each answer is given once. */
LpPreviewNetwork *lp_preview_job_take_network (LpPreviewJob *job);
LpPreview *lp_preview_job_take_preview (LpPreviewJob *job);

void lp_preview_network_free (LpPreviewNetwork *network);
void lp_preview_free (LpPreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPreviewNetwork, lp_preview_network_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPreview, lp_preview_free)

G_END_DECLS
