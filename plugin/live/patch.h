/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is passed between the main loop, which alone calls GIMP, and the thread that learns. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* A part of a micrograph, in its pixels. */
typedef struct
{
  gint x;
  gint y;
  gint width;
  gint height;
} LpLiveArea;

/* Paint of a part of an image that may have changed. */
typedef struct
{
  gint32 image;
  LpLiveArea area;
  guint8 *paint[LL_N_TASKS]; /* [height][width]: classes, %LL_LABEL_IGNORE where nobody
                              * painted; NULL: nowhere                              */
  guint8 *missing; /* [height][width]: 1 where the pixel is ignored or not selected  */
  gint64 time;     /* when it was read, in microseconds                              */
} LpLivePatch;

/* What the network makes of a part of an image. */
typedef struct
{
  gint32 image;
  LpLiveArea area;
  guint8
    *labels; /* [height][width]: classes; %LL_LABEL_IGNORE where the pixel isn't there */
  gint64 paint; /* time of the newest paint that the network has learned from, in
                   * microseconds; 0: of none                                           */
} LpLivePicture;

LpLivePatch *lp_live_patch_new (gint32 image, const LpLiveArea *area);
void lp_live_patch_free (LpLivePatch *patch);
void lp_live_picture_free (LpLivePicture *picture);

/* What both have in common; FALSE: nothing. */
gboolean lp_live_area_intersect (LpLiveArea *area, const LpLiveArea *other);

/* Extends @area so that it has all of @other; an area without pixels becomes @other. */
void lp_live_area_join (LpLiveArea *area, const LpLiveArea *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpLivePatch, lp_live_patch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpLivePicture, lp_live_picture_free)

G_END_DECLS
