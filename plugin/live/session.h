/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Live learning, from the side of the main loop: reads the open annotated images and their
 * paint, and shows what the network makes of one of them.  All in small steps, so that no turn
 * of the main loop is long.
 */

#pragma once

#include "live/learner.h"
#include "live/picture.h"

G_BEGIN_DECLS

typedef struct _LpLiveSession LpLiveSession;

/**
 * lp_live_session_new:
 * @image: the image to show first, with annotation layers
 * @path: see lp_live_learner_new()
 * @current: see lp_live_learner_new()
 * @look: of the live layer
 * @error: return location for an error
 *
 * Adds the live layer, and begins to learn from the paint of this image and of the other open
 * images with the same classes.
 *
 * Returns: (transfer full): the session, or %NULL.
 */
LpLiveSession *lp_live_session_new (gint32 image,
                                    const gchar *path,
                                    const gchar *current,
                                    const LpLiveLook *look,
                                    GError **error);

/* Removes the live layer, and waits for the thread, which lp_live_session_end() has ended before
 * if nobody is to wait.
 */
void lp_live_session_free (LpLiveSession *session);

/* Removes the live layer, and lets the thread write what it has learned; see
 * lp_live_session_poll().
 */
void lp_live_session_end (LpLiveSession *session);

/**
 * lp_live_session_follow:
 * @image: that the person works on
 *
 * To be called now and then: images come and go.  The live layer is shown in @image if the
 * session learns from it.
 */
void lp_live_session_follow (LpLiveSession *session, gint32 image);

/* Leaves GIMP alone, or goes on; learning rests meanwhile, too. */
void lp_live_session_rest (LpLiveSession *session, gboolean rest);
void lp_live_session_set_look (LpLiveSession *session, const LpLiveLook *look);

/* The state is %LP_LIVE_ENDED when the thread is, so that lp_live_session_free() does not wait. */
void lp_live_session_poll (LpLiveSession *session, LpLiveStatus *status);

/* As lp_live_learner_get_error(). */
const GError *lp_live_session_get_error (const LpLiveSession *session);

/* The image in which the live layer is, or -1. */
gint32 lp_live_session_get_image (const LpLiveSession *session);

/* The live layer, or -1. */
gint32 lp_live_session_get_layer (const LpLiveSession *session);

/* Whether all images that it learned from were closed. */
gboolean lp_live_session_is_over (const LpLiveSession *session);

/* Images with the same classes that are left out because they are large. */
gint lp_live_session_get_left_out (const LpLiveSession *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpLiveSession, lp_live_session_free)

G_END_DECLS
