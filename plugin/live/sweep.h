/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The order in which the parts of an image are segmented.  GIMP does not say which part of an
 * image is in sight; a person sees where the person paints, so what lies around new paint comes
 * first, and the other parts follow, the nearest of the oldest first.
 */

#pragma once

#include "live/patch.h"

G_BEGIN_DECLS

typedef struct
{
  gint32 image; /* -1: none */
  gint width;
  gint height;
  gint block;       /* side of a part, pixels                                */
  gint columns;     /* of parts                                              */
  gint rows;        /* likewise                                              */
  gint *made;       /* [rows][columns]: by which look; 0: none               */
  gint look;        /* the number of the present look                        */
  LpLiveArea focus; /* around new paint; empty: there is none                */
  gint done;        /* parts of the focus that were segmented                */
  gint x;           /* the middle of the last focus                          */
  gint y;
} LpLiveSweep;

/* @sweep: (out caller-allocates) or one that was initialised: begins with an image */
void lp_live_sweep_init (LpLiveSweep *sweep, gint32 image);
void lp_live_sweep_clear (LpLiveSweep *sweep);

/* Says how large the image is, and a part of it. */
void lp_live_sweep_set_size (LpLiveSweep *sweep, gint width, gint height, gint block);

/* From now on, all parts are to be segmented again. */
void lp_live_sweep_renew (LpLiveSweep *sweep);

/* Says that there is new paint. */
void lp_live_sweep_focus (LpLiveSweep *sweep, const LpLiveArea *area);

/* The next part around new paint; FALSE: there is none. */
gboolean lp_live_sweep_next_focus (LpLiveSweep *sweep, LpLiveArea *area);

/* The next of the other parts; FALSE: all were segmented since lp_live_sweep_renew(). */
gboolean lp_live_sweep_next (LpLiveSweep *sweep, LpLiveArea *area);

G_END_DECLS
