/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The network that a training begins with: a starting network, that of a file, or a new one
 * whose size suits the images.  Every program begins in the same way, so that the same
 * samples and settings give the same network.
 */

#pragma once

#include <glib.h>

#include "lazylabels/network.h"
#include "lazylabels/sample.h"

G_BEGIN_DECLS

/* The smallest patch that is chosen where nobody has chosen one, and the largest. */
#define LL_LEAST_PATCH  32
#define LL_CHOSEN_PATCH 256

typedef struct
{
  LlNetworkKind kind;
  LlTask task;      /* of a network that has only one          */
  gint width;       /* 0: 16                                    */
  gint levels;      /* 0: as many as suit the patches, 6 at most */
  gint blocks;      /* 0: 4, or as many as there is room for    */
  gint patch;       /* 0: 256, or less for smaller images       */
  gboolean scale;   /* whether images are seen at a scale that suits their objects */
  gdouble diameter; /* of objects, pixels; 0: that of the painted ones */
  guint64 seed;     /* of a new network                                */
} LlBeginning;

/* How a network begins, for messages. */
typedef enum
{
  LL_BEGUN_NEW,
  LL_BEGUN_STARTING,
  LL_BEGUN_FILE
} LlBegun;

/**
 * ll_beginning_init:
 * @beginning: (out caller-allocates): everything is chosen; multi-task
 */
void ll_beginning_init (LlBeginning *beginning);

/**
 * ll_beginning_is_open:
 *
 * Returns: whether kind and size of the network are left open, so that it can begin as a
 *   starting network, which has a size of its own.
 */
gboolean ll_beginning_is_open (const LlBeginning *beginning);

/**
 * ll_beginning_get_shape:
 * @channels: of the network
 * @settings: (out caller-allocates): of the new network, for images that are large enough
 */
void ll_beginning_get_shape (const LlBeginning *beginning,
                             gint channels,
                             LlNetworkSettings *settings);

/* The scale within its range, and so large that half of the smallest patch fits into images
 * of @side pixels.
 */
gdouble ll_begin_limit_scale (gdouble scale, gint side);

/**
 * ll_begin_starting:
 * @path: of a starting network
 * @samples: (element-type LlSample): what it is to learn from
 * @classes: of the samples
 * @diameter: of their objects, pixels; 0: images are seen as they are
 * @patch: side of the patches; 0: the largest that fit into the images
 * @most: the largest side that is chosen
 * @error: return location for an error
 *
 * Returns: (transfer full): a network that begins as the starting network, or %NULL.
 */
LlNetwork *ll_begin_starting (const gchar *path,
                              const GPtrArray *samples,
                              const LlClasses *classes,
                              gdouble diameter,
                              gint patch,
                              gint most,
                              GError **error);

/**
 * ll_begin_network:
 * @beginning: what was chosen
 * @start: (nullable): path of a network that learns on, whose size it keeps
 * @starting: (nullable): path of the starting network for such images, which is taken where
 *   the size is open; %NULL: the network is a new one
 * @samples: (element-type LlSample): at least one; their images are converted to the channels
 *   of the network
 * @classes: of the samples
 * @begun: (out): how it begins
 * @diameter: (out): of the objects, pixels; 0: images are seen as they are, or the network
 *   is that of a file
 * @error: return location for an error
 *
 * Returns: (transfer full): the network to train, or %NULL.
 */
LlNetwork *ll_begin_network (const LlBeginning *beginning,
                             const gchar *start,
                             const gchar *starting,
                             GPtrArray *samples,
                             const LlClasses *classes,
                             LlBegun *begun,
                             gdouble *diameter,
                             GError **error);

G_END_DECLS
