/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is learned live: the images with their paint, the network, and its training.  Everything
 * here belongs to the thread that learns, and is independent of GIMP.
 */

#pragma once

#include "live/begin.h"
#include "live/patch.h"

G_BEGIN_DECLS

typedef struct _LpLiveStudy LpLiveStudy;

/**
 * lp_live_study_new:
 * @classes: of all images
 * @earlier: as for lp_live_begin()
 * @current: as for lp_live_begin()
 *
 * Returns: (transfer full): a study without images.
 */
LpLiveStudy *
lp_live_study_new (const LlClasses *classes, const gchar *earlier, const gchar *current);
void lp_live_study_free (LpLiveStudy *study);

/* The following three may be called only when no training runs. */

/**
 * lp_live_study_add:
 * @image: its number
 * @name: of the image
 * @pixels: (transfer full): in three channels, NAN where the value is not known
 * @absent: (transfer full) (nullable): 1 where the pixel isn't there
 *
 * Adds an image without paint.
 */
void lp_live_study_add (LpLiveStudy *study,
                        gint32 image,
                        const gchar *name,
                        LlImage *pixels,
                        guint8 *absent);
void lp_live_study_remove (LpLiveStudy *study, gint32 image);

/**
 * lp_live_study_begin:
 * @image: what is looked at first
 * @progress: (nullable): called now and then
 * @data: for @progress
 * @error: return location for an error
 *
 * Chooses the network; before that, nothing can be learned or predicted.
 *
 * Returns: whether there is one.
 */
gboolean lp_live_study_begin (LpLiveStudy *study,
                              gint32 image,
                              LlProgressFunc progress,
                              gpointer data,
                              GError **error);
gboolean lp_live_study_has_begun (const LpLiveStudy *study);
LpLiveFrom lp_live_study_get_from (const LpLiveStudy *study);

/* The following may be called between two steps as well. */

/**
 * lp_live_study_paint:
 * @patch: of an image that may have been removed
 *
 * Returns: whether the paint has changed; lp_live_study_update() makes that count.
 */
gboolean lp_live_study_paint (LpLiveStudy *study, const LpLivePatch *patch);

/* Returns whether the layers now say otherwise what unpainted pixels mean. */
gboolean lp_live_study_set_coverage (LpLiveStudy *study,
                                     gint32 image,
                                     const LlCoverage coverage[LL_N_TASKS]);
void lp_live_study_update (LpLiveStudy *study);

gboolean lp_live_study_is_painted (const LpLiveStudy *study);

/* Whether complete layers count as sparse, see paint.h. */
gboolean lp_live_study_is_sparse (const LpLiveStudy *study);
guint lp_live_study_get_n (const LpLiveStudy *study);

/**
 * lp_live_study_get_size:
 * @width: (out): of the image
 * @height: (out): of the image
 *
 * Returns: whether there is such an image.
 */
gboolean lp_live_study_get_size (const LpLiveStudy *study,
                                 gint32 image,
                                 gint *width,
                                 gint *height);

/**
 * lp_live_study_train:
 * @func: called after each step; ends the training by %FALSE
 * @data: for @func
 * @error: return location for an error
 *
 * Learns from all images.
 *
 * Returns: whether @func has ended it; the network has learned until then.
 */
gboolean
lp_live_study_train (LpLiveStudy *study, LlTrainFunc func, gpointer data, GError **error);

/* From now on, predictions are made, and saved, by what was learned so far. */
void lp_live_study_look (LpLiveStudy *study);

/* The side of a part that the network predicts at once, in pixels of the images. */
gint lp_live_study_get_block (const LpLiveStudy *study);

/**
 * lp_live_study_predict:
 * @image: an image of the study
 * @area: a part of it, at most a block wide and high
 * @error: return location for an error
 *
 * Returns: (transfer full): what the network makes of it; or %NULL.
 */
LpLivePicture *lp_live_study_predict (const LpLiveStudy *study,
                                      gint32 image,
                                      const LpLiveArea *area,
                                      GError **error);

/**
 * lp_live_study_save:
 * @progress: of the training so far
 * @path: where to write the network
 * @error: return location for an error
 *
 * Writes the network of the last look.
 */
gboolean lp_live_study_save (LpLiveStudy *study,
                             const LlTrainProgress *progress,
                             const gchar *path,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpLiveStudy, lp_live_study_free)

G_END_DECLS
