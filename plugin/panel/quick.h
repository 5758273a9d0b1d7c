/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A quick look: a small network that learns for some seconds from the paint of one image, in
 * threads of their own.  Nothing here calls GIMP.
 */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef enum
{
  LP_QUICK_GROWING, /* masks are grown from marks, the network is made */
  LP_QUICK_TRAINING,
  LP_QUICK_DONE, /* the network has been written                    */
  LP_QUICK_FAILED
} LpQuickState;

typedef struct _LpQuick LpQuick;

/**
 * lp_quick_new:
 * @sample: (transfer full): the image with its labels
 * @classes: of the image
 * @path: where to write the network
 *
 * Starts to learn.  Where there are marks but no masks, masks are grown from the marks first.
 *
 * Returns: (transfer full): the running quick look.
 */
LpQuick *lp_quick_new (LlSample *sample, const LlClasses *classes, const gchar *path);

/* Waits for the threads to end; what has not been written is lost. */
void lp_quick_free (LpQuick *quick);

/* Ends the learning early, and keeps the network; before it began, nothing is kept. */
void lp_quick_stop (LpQuick *quick);

/**
 * lp_quick_poll:
 * @fraction: (out): how much of its time has passed, 0 .. 1
 *
 * Must be called now and then: it starts the training when masks have been grown.
 *
 * Returns: how far the quick look is.
 */
LpQuickState lp_quick_poll (LpQuick *quick, gdouble *fraction);

/**
 * lp_quick_get_error:
 *
 * Returns: (transfer none) (nullable): why it failed; %NULL if it was stopped.
 */
const GError *lp_quick_get_error (const LpQuick *quick);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpQuick, lp_quick_free)

G_END_DECLS
