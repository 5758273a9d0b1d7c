/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* COCO's run lengths: how many pixels in turn are not of an object and are, down the columns
 * of the image from left to right, beginning with those that are not.
 */

#pragma once

#include "lazylabels/instances.h"

#include "exchange/polygons.h"

G_BEGIN_DECLS

/**
 * ll_run_lengths_new:
 * @instances: objects
 * @id: one of them
 * @extent: its pixels
 *
 * Returns: (transfer full) (element-type gint64): its run lengths.
 */
GArray *
ll_run_lengths_new (const LlInstances *instances, gint32 id, const LlExtent *extent);

/**
 * ll_run_lengths_read:
 * @text: run lengths as COCO compresses them: of each number, from the third on less the one
 *   two before it, five bits per character, the lowest first, from "0" on; bit 32 says that
 *   more follow, and bit 16 of the last is the sign
 * @most: the number of pixels
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the lengths, whose sum is at
 *   most @most; %NULL if the text is no such thing.
 */
GArray *ll_run_lengths_read (const gchar *text, gint64 most);

G_END_DECLS
