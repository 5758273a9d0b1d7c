/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a network is and whether it fits an image, in words.  Knows neither GIMP nor a
 * toolkit.
 */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* What is known of a network without its weights. */
typedef struct
{
  LlNetworkSettings settings;
  LlClasses *classes;
  LlTrainSummary summary;
  gboolean tasks[LL_N_TASKS]; /* which it has */
} LpNetworkFacts;

LpNetworkFacts *lp_network_facts_new (const LlNetwork *network);
void lp_network_facts_free (LpNetworkFacts *facts);

/* An image to be segmented. */
typedef struct
{
  gint width;
  gint height;
  gboolean known;           /* whether its colours were looked at       */
  gboolean grey;            /* whether they are grey values all         */
  const LlClasses *classes; /* of its annotations; NULL: it has none    */
  gint patch;               /* side of the patches; 0: the network's own */
  gint batch;               /* patches at once                          */
  guint64 memory;           /* bytes that the machine has; 0: not known */
} LpImageFacts;

/**
 * lp_network_text_summary:
 * @name: how it is called
 *
 * Returns: (transfer full): lines of Pango's markup: name and kind, images, size, and
 *   what its training reached.
 */
gchar *lp_network_text_summary (const LpNetworkFacts *facts, const gchar *name);

/**
 * lp_network_text_obstacle:
 *
 * Returns: (transfer full) (nullable): a sentence that says why the network can't segment
 *   the image.
 */
gchar *lp_network_text_obstacle (const LpNetworkFacts *facts, const LpImageFacts *image);

/**
 * lp_network_text_remarks:
 *
 * Returns: (transfer full): a sentence a line about what a person may not expect; empty
 *   when network and image fit each other well.
 */
gchar *lp_network_text_remarks (const LpNetworkFacts *facts, const LpImageFacts *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpNetworkFacts, lp_network_facts_free)

G_END_DECLS
