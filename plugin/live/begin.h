/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The network that live learning begins with. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef enum
{
  LP_LIVE_FROM_EARLIER, /* what was learned live before, and neither kept nor dropped */
  LP_LIVE_FROM_CURRENT,
  LP_LIVE_FROM_STARTING
} LpLiveFrom;

typedef struct
{
  LlNetwork *network; /* in the image's classes, at its scale              */
  LpLiveFrom from;
  gdouble diameter; /* of objects in the image, pixels; 0: it is not known */
} LpLiveBegin;

/**
 * lp_live_begin:
 * @earlier: path of the network that was learned live, which need not exist
 * @current: path of the current network, likewise; %NULL: it is not wanted
 * @classes: of the image
 * @image: in three channels
 * @grey: whether these are equal
 * @begin: (out): what to begin with
 * @progress: (nullable): called now and then
 * @data: for @progress
 * @error: return location for an error
 *
 * Takes the first of the networks that fits the classes.  For a starting network, it estimates
 * how large objects are.
 *
 * Returns: whether there is one.
 */
gboolean lp_live_begin (const gchar *earlier,
                        const gchar *current,
                        const LlClasses *classes,
                        const LlImage *image,
                        gboolean grey,
                        LpLiveBegin *begin,
                        LlProgressFunc progress,
                        gpointer data,
                        GError **error);

G_END_DECLS
