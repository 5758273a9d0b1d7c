/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A segmentation that follows its image: it keeps what it has predicted, in patches, and predicts
 * what is asked for and not there, whatever the order.
 */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

#include "operation/facts.h"

G_BEGIN_DECLS

/* What the probabilities depend on. */
typedef struct
{
  const gchar *weights; /* path of a network; empty: the current or starting one */
  gdouble diameter;     /* of objects, in pixels; 0: unknown                     */
  gint patch;           /* side; 0: the network's own                            */
  gint threads;         /* on which they do not depend; 0: one per processor     */
} LpLiveSettings;

typedef struct _LpLive LpLive;

LpLive *lp_live_new (void);
void lp_live_free (LpLive *live);

/* What belongs together is done between these two, which nest. */
void lp_live_lock (LpLive *live);
void lp_live_unlock (LpLive *live);

/**
 * lp_live_prepare:
 * @settings: from now on
 * @extent: of the image
 * @format: (nullable): of its pixels
 * @source: (nullable): what gives them; only ever compared
 *
 * Finds out what has changed, also of the file of the network.
 */
void lp_live_prepare (LpLive *live,
                      const LpLiveSettings *settings,
                      const GeglRectangle *extent,
                      const Babl *format,
                      gconstpointer source);

/**
 * lp_live_change:
 * @area: of the image, whose pixels have changed
 *
 * Returns: the area of which the probabilities may have changed.
 */
GeglRectangle lp_live_change (LpLive *live, const GeglRectangle *area);

/**
 * lp_live_get_needed:
 * @area: of the image, of which probabilities are wanted
 *
 * Returns: the area of which lp_live_begin() and lp_live_predict() will read pixels.
 */
GeglRectangle lp_live_get_needed (const LpLive *live, const GeglRectangle *area);

/* How many patches lp_live_predict() would have to look at, after lp_live_begin(). */
gint lp_live_count_lacking (const LpLive *live, const GeglRectangle *area);

/**
 * lp_live_begin:
 * @input: the image
 * @moved: (out): whether all probabilities are others than before, although none of them
 *   need have been asked for
 * @error: return location for an error, which is the same until something changes
 *
 * Loads the network and looks at the whole image, if that is to be done.
 *
 * Returns: whether the image can be segmented.
 */
gboolean lp_live_begin (LpLive *live, GeglBuffer *input, gboolean *moved, GError **error);

/**
 * lp_live_predict:
 * @input: the image
 * @area: of it, after lp_live_begin()
 * @progress: (nullable): called between patches
 * @data: for @progress
 * @error: return location for an error
 *
 * Predicts the patches of which the probabilities of @area are made, unless they are there.
 *
 * Returns: whether all of them are there.
 */
gboolean lp_live_predict (LpLive *live,
                          GeglBuffer *input,
                          const GeglRectangle *area,
                          LlProgressFunc progress,
                          gpointer data,
                          GError **error);

/**
 * lp_live_read:
 * @task: a task of the network
 * @area: of the image, after lp_live_predict()
 * @probabilities: (out caller-allocates): [classes of the task][height][width]
 */
void lp_live_read (const LpLive *live,
                   LlTask task,
                   const GeglRectangle *area,
                   gfloat *probabilities);

/**
 * lp_live_find_missing:
 * @input: the image
 *
 * Returns: (transfer full) (nullable): as lp_facts_find_missing().
 */
guint8 *
lp_live_find_missing (const LpLive *live, GeglBuffer *input, const GeglRectangle *area);

/* After lp_live_begin(). */
const LlNetwork *lp_live_get_network (const LpLive *live);

/* A number that is another one whenever probabilities are. */
guint lp_live_get_version (const LpLive *live);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpLive, lp_live_free)

G_END_DECLS
