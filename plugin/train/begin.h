/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The network that a training begins with: the starting network, that of a file, or a new one
 * whose size suits the images.
 */

#pragma once

#include "train/collect.h"

G_BEGIN_DECLS

/**
 * lp_train_begin_check_memory:
 * @train: of the training
 * @bytes: (out): what the training needs besides images; 0 where the network is that of a
 *   file, which is checked when it is loaded
 * @error: return location for an error
 *
 * Returns: whether there is memory for the training, before any image is read.
 */
gboolean lp_train_begin_check_memory (LpCall *call,
                                      const LlTrainSettings *train,
                                      guint64 *bytes,
                                      GError **error);

/**
 * lp_train_begin:
 * @call: gets notes on what was chosen
 * @collection: the images, all of which are converted to the network's number of channels
 * @error: return location for an error
 *
 * Returns: (transfer full): the network to train, or %NULL.
 */
LlNetwork *lp_train_begin (LpCall *call, LpCollection *collection, GError **error);

G_END_DECLS
