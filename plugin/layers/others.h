/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An image may hold several pictures: pages of a stack, frames, a second channel.  A call
 * reads one of them, which must not go unnoticed where nobody looks at the image.
 */

#pragma once

#include "host/host.h"
#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_others_note:
 * @call: a call; its note says which layer is read, if there are others
 * @image: the image that it reads, which need not be that of the call
 * @drawable: as for lp_layers_find_micrograph()
 * @name: of the image
 *
 * Counts the layers that neither are the micrograph nor were made by the plug-in.
 */
void lp_others_note (LpCall *call, gint32 image, gint32 drawable, const gchar *name);

/**
 * lp_others_list_pages:
 * @layers: from lp_host_list_layers(); must outlive the list
 * @micrograph: one of them
 *
 * Returns: (transfer container) (element-type LpHostLayer): @micrograph, and after it the
 *   other layers of its size that a person or a file put there, from the lowest, which is the
 *   first page of a file.
 */
GPtrArray *lp_others_list_pages (const GPtrArray *layers, const LpHostLayer *micrograph);

G_END_DECLS
