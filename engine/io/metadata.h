/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The metadata of weights files: what a network is, apart from its tensors. */

#pragma once

#include "io/tensor-file.h"
#include "lazylabels/network.h"

G_BEGIN_DECLS

void ll_metadata_write (LlTensorFile *file, const LlNetwork *network);

/* What ll_metadata_write() wrote. */
typedef struct
{
  LlNetworkSettings settings;
  LlClasses *classes; /* owned */
  LlNormalisation normalisation;
  LlTrainSummary summary;
} LlMetadata;

/**
 * ll_metadata_read:
 * @metadata: (out caller-allocates): to be cleared also after a failure
 * @error: return location for a %LL_WEIGHTS_ERROR
 *
 * Returns: whether all of it is there and makes sense.
 */
gboolean
ll_metadata_read (const LlTensorFile *file, LlMetadata *metadata, GError **error);
void ll_metadata_clear (LlMetadata *metadata);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LlMetadata, ll_metadata_clear)

G_END_DECLS
