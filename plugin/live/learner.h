/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The thread that learns live.  Nothing here waits for it but lp_live_learner_free(), and
 * nothing calls GIMP.
 *
 * It trains for a moment, looks at where there is new paint, then at other parts of the image,
 * and so on.  When it has learned long enough without new paint, it rests until there is some.
 * What it has learned is written every few seconds, and at the end.
 */

#pragma once

#include "live/begin.h"
#include "live/patch.h"

G_BEGIN_DECLS

typedef enum
{
  LP_LIVE_LOADING,
  LP_LIVE_WAITING, /* nothing is painted yet            */
  LP_LIVE_LEARNING,
  LP_LIVE_SETTLED, /* it rests until there is new paint */
  LP_LIVE_ENDED,
  LP_LIVE_FAILED
} LpLiveState;

typedef struct
{
  LpLiveState state;
  LpLiveFrom from;  /* what it began with                                       */
  gint iterations;  /* of training, so far                                      */
  guint images;     /* that it learns from                                      */
  gboolean sparse;  /* complete layers with few marks count as sparse           */
  gboolean learned; /* something that can be kept has been written              */
} LpLiveStatus;

typedef struct _LpLiveLearner LpLiveLearner;

/**
 * lp_live_learner_new:
 * @classes: of all images
 * @path: where to write what is learned; what lies there is gone on from, if it fits
 * @current: as for lp_live_begin()
 *
 * Returns: (transfer full): a thread that waits for an image.
 */
LpLiveLearner *
lp_live_learner_new (const LlClasses *classes, const gchar *path, const gchar *current);

/* Waits for the thread to end, which it does within a moment. */
void lp_live_learner_free (LpLiveLearner *learner);

/* Lets the thread write what it has learned, and end; see %LP_LIVE_ENDED. */
void lp_live_learner_end (LpLiveLearner *learner);

/* Lets it rest, or go on. */
void lp_live_learner_pause (LpLiveLearner *learner, gboolean pause);

/**
 * lp_live_learner_add:
 * @image: its number
 * @name: of the image
 * @pixels: (transfer full): as for lp_live_study_add()
 * @absent: (transfer full) (nullable): likewise
 *
 * The paint follows in patches.
 */
void lp_live_learner_add (LpLiveLearner *learner,
                          gint32 image,
                          const gchar *name,
                          LlImage *pixels,
                          guint8 *absent);
void lp_live_learner_remove (LpLiveLearner *learner, gint32 image);

/* @patch: (transfer full) */
void lp_live_learner_paint (LpLiveLearner *learner, LpLivePatch *patch);
void lp_live_learner_set_coverage (LpLiveLearner *learner,
                                   gint32 image,
                                   const LlCoverage coverage[LL_N_TASKS]);

/* The image that is segmented; all of it is segmented again. */
void lp_live_learner_show (LpLiveLearner *learner, gint32 image);

/**
 * lp_live_learner_take:
 *
 * Returns: (transfer full) (nullable): the next part that was segmented.
 */
LpLivePicture *lp_live_learner_take (LpLiveLearner *learner);
void lp_live_learner_poll (LpLiveLearner *learner, LpLiveStatus *status);

/**
 * lp_live_learner_get_error:
 *
 * Returns: (transfer none) (nullable): why it failed; valid then.
 */
const GError *lp_live_learner_get_error (const LpLiveLearner *learner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpLiveLearner, lp_live_learner_free)

G_END_DECLS
