/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where to Paint Next as a procedure, see procedure/call.h, and the list that it keeps in the
 * image.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/call.h"

G_BEGIN_DECLS

/* A place in the coordinates of the image. */
typedef struct
{
  LlPlace place;
  gint painted; /* pixels of all three tasks when it was found */
} LpPlace;

gboolean lp_find_places_run (LpCall *call, GError **error);

/**
 * lp_places_read:
 *
 * Returns: (transfer full) (element-type LpPlace): the places that are kept in the image;
 *   none if there are none, or what is kept can't be read.
 */
GArray *lp_places_read (gint32 image);

/* Keeps them in the image; an empty list removes what is kept. */
void lp_places_write (gint32 image, const GArray *places);

/**
 * lp_places_count_paint:
 * @image: an image
 * @place: a part of it
 *
 * Returns: how many pixels of all three annotation layers are painted there.
 */
gint lp_places_count_paint (gint32 image, const LlPlace *place);

G_END_DECLS
