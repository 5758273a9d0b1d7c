/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One sentence on what to do next.  Independent of GIMP and of the toolkit. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* What has been done to an image so far. */
typedef struct
{
  gint marks[LL_N_TASKS]; /* of all classes                                   */
  const gchar *unmarked;  /* a class without a mark on Detection; NULL: none   */
  gboolean network;       /* whether there is a current network for the image */
  gboolean result;        /* whether the image has one                        */
  gboolean covered;       /* whether a result is visible, and hides the paint */
} LpGuideState;

/**
 * lp_guide_describe:
 *
 * Returns: (transfer full): a sentence that says what to do next.
 */
gchar *lp_guide_describe (const LpGuideState *state);

G_END_DECLS
