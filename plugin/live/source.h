/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An image that is learned from live: its pixels are read once, its paint again and again, in
 * small steps.
 */

#pragma once

#include "live/learner.h"
#include "live/load.h"
#include "live/scan.h"

G_BEGIN_DECLS

typedef struct
{
  LpLiveLearner *learner;   /* borrowed */
  const LlClasses *classes; /* likewise */
  gint32 id;
  gint64 pixels;
  LpHostLayer micrograph; /* its name is not kept      */
  LpLiveLoad *load;       /* NULL: it has been read    */
  LpLiveScan *scan;       /* NULL: not read yet        */
  LlCoverage coverage[LL_N_TASKS];
  gboolean told; /* whether the learner knows the coverage */
  gint64 spent;  /* by this pass, microseconds             */
  gint64 next;   /* when the next pass may begin           */
  gboolean gone;
} LpLiveSource;

/**
 * lp_live_source_new:
 * @image: an image with annotation layers
 * @micrograph: its micrograph
 * @classes: its classes, which must outlive the source
 * @learner: what learns from it, likewise
 *
 * Returns: (transfer full): an image that has not been read.
 */
LpLiveSource *lp_live_source_new (gint32 image,
                                  const LpHostLayer *micrograph,
                                  const LlClasses *classes,
                                  LpLiveLearner *learner);
void lp_live_source_free (LpLiveSource *source);

/* Whether there is something to be read now. */
gboolean lp_live_source_is_due (const LpLiveSource *source);

/* Reads a part; the paint of the image that is @shown is read more often. */
void lp_live_source_step (LpLiveSource *source, gboolean shown);

/* Lets GIMP alone; the next step begins anew. */
void lp_live_source_rest (LpLiveSource *source);

G_END_DECLS
