/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The last step of a segmentation: all that was found gets into the image, or nothing. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"
#include "pixels/origin.h"
#include "procedure/call.h"
#include "segment/result.h"

G_BEGIN_DECLS

/* The result of one page of a stack, or of the only picture of an image. */
typedef struct
{
  const LpHostLayer *micrograph;
  LpOrigin origin; /* what the micrograph looks like */
  LpResult *result;
  gint objects; /* -1: none were wanted */
} LpPageResult;

/**
 * lp_insert_results:
 * @call: a call of Segment
 * @path: of the network
 * @network: the network
 * @pages: (element-type LpPageResult): the first is the one that will be seen
 * @error: return location for an error
 *
 * Adds a group for each page.
 *
 * Returns: the group of the first page; or -1, and the image has none of them.
 */
gint32 lp_insert_results (LpCall *call,
                          const gchar *path,
                          const LlNetwork *network,
                          const GPtrArray *pages,
                          GError **error);

G_END_DECLS
