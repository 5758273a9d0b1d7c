/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is known of the scale of an image: what is kept in it, or else what its file tells. */

#pragma once

#include "microscope/file-scale.h"
#include "pixels/resize.h"
#include "procedure/call.h"
#include "scale/kept-scale.h"

G_BEGIN_DECLS

typedef struct
{
  LpKeptScale scale; /* of the micrograph as it is now; without a unit if there is none */
  gboolean is_news;  /* it comes from the file, and is not kept yet                     */
  LpFileScale file;  /* what the file tells, if nothing is kept                         */
  LpTold told;       /* likewise                                                        */
  gint columns;      /* of the picture in the file; 0: not known                        */
  gint rows;
  LpResize resize; /* of the micrograph since the scale was kept or the file was read */
  LpOrigin then;
  LpOrigin now;
} LpKnownScale;

/**
 * lp_known_scale_find:
 * @image: an image
 * @drawable: of a call, or -1
 * @afresh: whether to ask the file even if a scale is kept
 * @known: (out caller-allocates): what is known, for lp_known_scale_clear()
 *
 * Opens the file of the image once more if the micrograph has another size than in its file.
 */
void
lp_known_scale_find (gint32 image, gint32 drawable, gboolean afresh, LpKnownScale *known);
void lp_known_scale_clear (LpKnownScale *known);

/**
 * lp_known_scale_note:
 * @call: gets notes
 *
 * Says what has happened to the scale, or why there is none.
 */
void lp_known_scale_note (const LpKnownScale *known, LpCall *call);

/**
 * lp_known_scale_keep:
 * @image: an image
 * @drawable: of a call, or -1
 *
 * Keeps the scale that the file of an image tells, unless something is kept already.
 */
void lp_known_scale_keep (gint32 image, gint32 drawable);

/**
 * lp_known_scale_get_path:
 * @image: an image
 *
 * Returns: (transfer full) (nullable): the path of the file that @image was opened from, if
 *   a microscope may have made it, which is not so for XCF files.
 */
gchar *lp_known_scale_get_path (gint32 image);

/**
 * lp_known_scale_describe:
 * @image: an image
 *
 * Returns: (transfer full) (nullable): a text for people, such as "Zeiss tag, 12.4 nm per
 *   pixel"; %NULL if there is no scale.
 */
gchar *lp_known_scale_describe (gint32 image);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LpKnownScale, lp_known_scale_clear)

G_END_DECLS
