/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Describes a network, and whether it fits an image, in words.  Independent of GIMP and of
 * the toolkit.
 */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* What describes a network, without its weights. */
typedef struct
{
  LlNetworkSettings settings;
  LlClasses *classes;
  LlTrainSummary summary;
  LlNormalisation normalisation;
  gboolean tasks[LL_N_TASKS]; /* the tasks that it has */
} LpNetworkFacts;

LpNetworkFacts *lp_network_facts_new (const LlNetwork *network);
void lp_network_facts_free (LpNetworkFacts *facts);

/* An image to be segmented. */
typedef struct
{
  gint width;
  gint height;
  gboolean known;           /* whether all pixels have been looked at        */
  gboolean grey;            /* whether all of them are grey                  */
  const LlClasses *classes; /* of its annotations, or NULL                   */
  gint patch;               /* side of the patches; 0 for the network's own  */
  gint batch;               /* patches per batch                             */
} LpImageFacts;

/**
 * lp_network_text_summary:
 * @name: of the network
 *
 * Returns: (transfer full): lines of Pango markup: name and kind, training images, size,
 *   and what the training reached.
 */
gchar *lp_network_text_summary (const LpNetworkFacts *facts, const gchar *name);

/**
 * lp_network_text_obstacle:
 *
 * Returns: (transfer full) (nullable): a sentence that says why the network can't segment
 *   the image; %NULL when it can.
 */
gchar *lp_network_text_obstacle (const LpNetworkFacts *facts, const LpImageFacts *image);

/**
 * lp_network_text_remarks:
 *
 * Returns: (transfer full): sentences, one per line, about what a person may not expect;
 *   empty when network and image fit each other well.
 */
gchar *lp_network_text_remarks (const LpNetworkFacts *facts, const LpImageFacts *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpNetworkFacts, lp_network_facts_free)

G_END_DECLS
