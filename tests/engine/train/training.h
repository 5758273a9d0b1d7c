/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training that takes a moment, for tests. */

#pragma once

#include "lazylabels/lazylabels.h"
#include "net/network-private.h"
#include "train/trainer-private.h"

/* The side of the images. */
#define TRAINING_SIDE 64

/* A bright disc and a dark square with noise, their marks, and their masks. */
LlSample *training_new_sample (gint seed, gboolean masked);
GPtrArray *training_new_samples (gint n, gint n_masked);

/* A network of a few thousand weights for patches of 32 pixels. */
LlNetwork *training_new_network (LlNetworkKind kind);

/* Batches of 4, two threads. */
void training_init_settings (LlTrainSettings *settings, gint iterations);

LlTrainer *training_new_trainer_of (LlNetworkKind kind,
                                    GPtrArray *samples,
                                    const LlTrainSettings *settings);
LlTrainer *training_new_trainer (GPtrArray *samples, const LlTrainSettings *settings);

/* Whether both networks hold the same numbers, bit by bit. */
void training_assert_same (const LlNetwork *a, const LlNetwork *b);
