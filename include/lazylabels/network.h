/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The multi-task U-net (section 3.2 of the paper), and networks of a single task to
 * compare it with.
 */

#pragma once

#include <glib.h>

#include "lazylabels/classes.h"
#include "lazylabels/normalisation.h"
#include "lazylabels/task.h"

G_BEGIN_DECLS

/**
 * LlNetworkKind:
 * @LL_NETWORK_MULTI_TASK: learns all three label maps
 * @LL_NETWORK_SINGLE_TASK: the plain U-net, learns one
 * @LL_NETWORK_MDU_NET: the multi-scale densely connected U-net of Zhang et al. 2018,
 *   learns one
 */
typedef enum
{
  LL_NETWORK_MULTI_TASK,
  LL_NETWORK_SINGLE_TASK,
  LL_NETWORK_MDU_NET
} LlNetworkKind;

#define LL_MIN_SCALE 0.0625
#define LL_MAX_SCALE 4.0

typedef struct
{
  LlNetworkKind kind;
  LlTask task;      /* not multi-task: the label map it learns            */
  gint channels;    /* of the image: 1 or 3                               */
  gint width;       /* channels of the first level, 1 .. 256              */
  gint levels;      /* spatial resolutions, 2 .. 8                        */
  gint task_blocks; /* multi-task: such blocks, 1 .. levels - 1           */
  gint patch;       /* side of the patches it was made for, a multiple of
                     * 2^(levels - 1), 16 .. 1024                         */
  gdouble scale;    /* sides of what it sees over those of an image, which is resized
                     * before: %LL_MIN_SCALE .. %LL_MAX_SCALE, 1: as it is */
} LlNetworkSettings;

/* What training reached; kept in the weights file. */
typedef struct
{
  gint iterations; /* Adam steps taken so far                        */
  gint images;     /* images learned from                            */
  gdouble loss;    /* training loss, mean of the last steps          */
  gdouble dice;    /* validation Dice, or NAN when none was possible */
  gdouble minutes; /* time spent                                     */
  gint threads; /* of the last training, whose sums depend on their number; 0: unknown */
  gchar kernels[16]; /* the set of kernels that it ran on, likewise; empty: unknown */
  gdouble diameter;  /* of objects in the images learned from, pixels, see
                      * ll_samples_find_diameter(); 0: unknown              */
} LlTrainSummary;

typedef struct _LlNetwork LlNetwork;

/**
 * ll_network_settings_init:
 * @settings: (out caller-allocates): the defaults: multi-task, grey, width 16,
 *   6 levels, 4 multi-task blocks, patches of 256 pixels
 */
void ll_network_settings_init (LlNetworkSettings *settings);

/**
 * ll_network_new:
 * @settings: the architecture
 * @classes: the classes; copied
 * @seed: of the He initialisation
 * @error: return location for a %LL_NETWORK_ERROR_SETTINGS or %LL_NETWORK_ERROR_MEMORY
 *
 * Returns: (transfer full): an untrained network, or %NULL.
 */
LlNetwork *ll_network_new (const LlNetworkSettings *settings,
                           const LlClasses *classes,
                           guint64 seed,
                           GError **error);

/**
 * ll_network_new_from:
 * @start: a trained network
 * @classes: what the new one is to learn; copied
 * @scale: see #LlNetworkSettings; another one than that of @start suits images whose
 *   objects are larger or smaller
 * @patch: see #LlNetworkSettings
 * @error: return location for a %LL_NETWORK_ERROR_SETTINGS or %LL_NETWORK_ERROR_CLASSES
 *
 * Classes of the same names keep what @start knows of them.  If @start knows one class
 * alone, every new class begins as that one.
 *
 * Returns: (transfer full): a network that knows what @start knows, or %NULL if its classes
 *   are others.
 */
LlNetwork *ll_network_new_from (const LlNetwork *start,
                                const LlClasses *classes,
                                gdouble scale,
                                gint patch,
                                GError **error);
LlNetwork *ll_network_copy (const LlNetwork *network);
void ll_network_free (LlNetwork *network);

const LlNetworkSettings *ll_network_get_settings (const LlNetwork *network);
const LlClasses *ll_network_get_classes (const LlNetwork *network);
const LlTrainSummary *ll_network_get_summary (const LlNetwork *network);
void ll_network_set_summary (LlNetwork *network, const LlTrainSummary *summary);

/* The normalisation of the images that the network has learned from. */
const LlNormalisation *ll_network_get_normalisation (const LlNetwork *network);
void ll_network_set_normalisation (LlNetwork *network,
                                   const LlNormalisation *normalisation);

/**
 * ll_network_get_n_planes:
 *
 * Returns: the number of probabilities per pixel in a prediction: one for each
 *   class of each task of the network.
 */
gint ll_network_get_n_planes (const LlNetwork *network);

/**
 * ll_network_get_first_plane:
 * @task: a task
 *
 * Returns: the plane of @task's class 0, its other classes follow; or -1 when
 *   the network does not have that task.  A network of a single task
 *   answers as segmentation, whatever map it learned from.
 */
gint ll_network_get_first_plane (const LlNetwork *network, LlTask task);

/**
 * ll_network_get_n_task_classes:
 *
 * Returns: planes of @task: the number of classes, 2 for separation.
 */
gint ll_network_get_n_task_classes (const LlNetwork *network, LlTask task);

/**
 * ll_network_get_n_numbers:
 *
 * Returns: the number of values in the network, trainable parameters and running
 *   statistics: as many as a weights file stores.
 */
gsize ll_network_get_n_numbers (const LlNetwork *network);

/**
 * ll_network_check_channels:
 * @channels: of an image: 1 or 3
 * @error: return location for a %LL_NETWORK_ERROR_CHANNELS
 *
 * Returns: whether the network takes such images as they are.
 */
gboolean
ll_network_check_channels (const LlNetwork *network, gint channels, GError **error);

/**
 * ll_scale_find:
 * @settings: of a network
 * @summary: of the same network
 * @diameter: as for ll_network_find_scale()
 *
 * ll_network_find_scale() of a network that is only described.
 */
gdouble ll_scale_find (const LlNetworkSettings *settings,
                       const LlTrainSummary *summary,
                       gdouble diameter);

/**
 * ll_network_find_scale:
 * @diameter: of the objects of an image, pixels
 *
 * Returns: the scale at which the network sees such objects as large as those that it has
 *   learned from; its own scale if it does not know how large these were.
 */
gdouble ll_network_find_scale (const LlNetwork *network, gdouble diameter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlNetwork, ll_network_free)

G_END_DECLS
