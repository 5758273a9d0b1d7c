/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The probabilities of patches, as they were predicted, so that none is predicted twice.
 * They lie in GEGL's buffers, which swap what does not fit into GEGL's cache.
 */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct _LpStore LpStore;

/**
 * lp_store_new:
 * @network: whose probabilities are kept
 * @patches: (transfer none): their grid, which must live as long as the store
 *
 * Returns: (transfer full): a store without any patch.
 */
LpStore *lp_store_new (const LlNetwork *network, const LlPatches *patches);
void lp_store_free (LpStore *store);

/* What is said of patches whose pixels may have changed: they are to be looked at again. */
void lp_store_doubt (LpStore *store, const LlArea *places);

/* Whether a patch is there and not in doubt. */
gboolean lp_store_has (const LpStore *store, gint column, gint row);

/* How many patches are not there, or in doubt. */
gint lp_store_count_missing (const LpStore *store);

/**
 * lp_store_confirm:
 * @digest: what the patch sees now, see lp_store_digest()
 *
 * Returns: whether the patch that is there has seen the same; it is no longer in doubt then.
 */
gboolean lp_store_confirm (LpStore *store, gint column, gint row, guint64 digest);

/**
 * lp_store_set:
 * @probabilities: from ll_patches_predict()
 * @digest: of what it has seen
 *
 * Keeps a patch.
 */
void lp_store_set (LpStore *store,
                   gint column,
                   gint row,
                   const gfloat *probabilities,
                   guint64 digest);

/**
 * lp_store_read:
 * @task: a task of the network
 * @area: of the image, all of whose patches are there
 * @probabilities: (out caller-allocates): [classes of the task][height][width]
 *
 * Reads the probabilities of a part of the image.
 */
void lp_store_read (const LpStore *store,
                    LlTask task,
                    const LlArea *area,
                    gfloat *probabilities);

/**
 * lp_store_digest:
 * @pixels: [channels][height][width] of @area
 * @part: of @area
 *
 * Returns: a number that tells these pixels from others.
 */
guint64 lp_store_digest (const gfloat *pixels,
                         gint channels,
                         const LlArea *area,
                         const LlArea *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpStore, lp_store_free)

G_END_DECLS
