/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The paint of one image as it grows, and the labels that follow from it.
 *
 * While a person paints, a layer that says that it is complete is not complete yet.  As long as
 * its marks are few, its unpainted pixels say nothing; what follows from the marks does:
 *
 * - a pixel marked on Detection lies in an object of its class, and is no interface;
 * - where everything is marked, pixels out of reach of all marks are the rest.
 *
 * Independent of GIMP.
 */

#pragma once

#include "live/patch.h"

G_BEGIN_DECLS

typedef struct
{
  gint width;
  gint height;
  guint8 *paint[LL_N_TASKS];       /* as in a patch                               */
  guint8 *missing;                 /* as in a patch                               */
  guint8 *absent;                  /* 1 where the micrograph has no pixel; or NULL */
  gint64 painted[LL_N_TASKS];      /* pixels                                      */
  LlCoverage coverage[LL_N_TASKS]; /* what the layers say                        */
} LpLivePaint;

LpLivePaint *lp_live_paint_new (gint width, gint height);
void lp_live_paint_free (LpLivePaint *paint);

/**
 * lp_live_paint_add:
 * @patch: of the image
 *
 * Returns: whether it changes anything.
 */
gboolean lp_live_paint_add (LpLivePaint *paint, const LpLivePatch *patch);

/* Whether anything is painted at all. */
gboolean lp_live_paint_is_painted (const LpLivePaint *paint);

/**
 * lp_live_paint_fill:
 * @sample: the image; its label maps, of all tasks, are overwritten
 *
 * Makes labels of the paint.
 *
 * Returns: whether layers that say that they are complete count as sparse, because their marks
 *   are few.
 */
gboolean lp_live_paint_fill (const LpLivePaint *paint, LlSample *sample);

/**
 * lp_live_paint_add_places:
 * @sample: the number that the places get
 * @most: how many at most
 * @places: (element-type LlTrainPlace): gets places with paint, as many of each class of each
 *   task, the rest included
 */
void lp_live_paint_add_places (const LpLivePaint *paint,
                               gint sample,
                               guint most,
                               GArray *places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpLivePaint, lp_live_paint_free)

G_END_DECLS
