/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What tells one training from another: the SHA-256 of its images, labels and settings. To hash
 * many large images takes minutes, and only checkpoints need the sum, so a thread of its own finds
 * it while the training has begun.
 */

#pragma once

#include "lazylabels/lazylabels.h"

G_BEGIN_DECLS

typedef struct _LlFingerprint LlFingerprint;

/**
 * ll_fingerprint_new:
 * @checksum: (transfer full): of what else belongs to the fingerprint
 * @samples: which stay as they are until the fingerprint is freed
 *
 * Begins to hash.
 */
LlFingerprint *ll_fingerprint_new (GChecksum *checksum, GPtrArray *samples);

/* One that is known already. */
LlFingerprint *ll_fingerprint_new_known (const gchar *text);

/* Returns the sum as hexadecimal text, which @fingerprint owns, as soon as it is there. */
const gchar *ll_fingerprint_get (LlFingerprint *fingerprint);

/* Whoever hashes, ends. */
void ll_fingerprint_free (LlFingerprint *fingerprint);

G_END_DECLS
