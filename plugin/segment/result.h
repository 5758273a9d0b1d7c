/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A prediction on its way from the network to layers. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "image/pictures.h"

G_BEGIN_DECLS

typedef enum
{
  LP_STYLE_COLOUR, /* the class's colour, opacity = probability */
  LP_STYLE_GREY    /* grey value = probability                  */
} LpStyle;

typedef struct _LpResult LpResult;

/**
 * lp_result_new:
 * @network: whose probabilities it takes; must outlive the result
 * @tasks: which tasks are kept
 * @classes: whether the most probable class is kept
 * @format: of the micrograph; its precision is the result's
 *
 * The planes go to GEGL's tiles, which swap to disk, and not to memory.
 *
 * Returns: (transfer full): a result without pixels.
 */
LpResult *lp_result_new (const LlNetwork *network,
                         const gboolean tasks[LL_N_TASKS],
                         gboolean classes,
                         gint width,
                         gint height,
                         const Babl *format);
void lp_result_free (LpResult *result);

/**
 * lp_result_write:
 * @probabilities: as #LlWriteRowsFunc gets them
 */
void lp_result_write (LpResult *result, gint y, gint rows, const gfloat *probabilities);

/**
 * lp_result_get_pictures:
 *
 * Returns: (transfer none): pictures that come above the planes, and are seen instead of
 *   them.  They need an RGB image.
 */
LpPictures *lp_result_get_pictures (LpResult *result);

/**
 * lp_result_insert:
 * @image: an RGB image, or without pictures a grey one for %LP_STYLE_GREY
 * @name: of the group
 * @x: of the micrograph in the image
 * @y: likewise
 * @error: return location for an error
 *
 * Makes all layers and fills them before the first goes into the image.
 *
 * Returns: the group, or -1 and the image is as before.
 */
gint32 lp_result_insert (const LpResult *result,
                         gint32 image,
                         const gchar *name,
                         LpStyle style,
                         gint x,
                         gint y,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpResult, lp_result_free)

G_END_DECLS
