/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns the probabilities of a prediction into layers. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "layers/pictures.h"

G_BEGIN_DECLS

typedef enum
{
  LP_STYLE_COLOUR, /* colour of the class, with opacity = probability */
  LP_STYLE_GREY    /* grey value = probability                  */
} LpStyle;

typedef struct _LpResult LpResult;

/**
 * lp_result_new:
 * @network: the network that predicts; it must outlive the result
 * @tasks: the tasks to keep
 * @classes: whether to keep the most probable class
 * @width: of the micrograph
 * @height: of the micrograph
 * @format: of the micrograph; the result has the same precision
 *
 * Makes an empty result.  Its planes are kept in GEGL tiles, which swap to disk.
 *
 * Returns: (transfer full): the result.
 */
LpResult *lp_result_new (const LlNetwork *network,
                         const gboolean tasks[LL_N_TASKS],
                         gboolean classes,
                         gint width,
                         gint height,
                         const Babl *format);

/**
 * lp_result_set_missing:
 * @missing: [height][width], not 0 where nothing is segmented
 *
 * Adds a layer that shows these pixels in the ignore colour, by which measurements know them
 * later.
 */
void lp_result_set_missing (LpResult *result, const guint8 *missing);
void lp_result_free (LpResult *result);

/**
 * lp_result_write:
 * @y: first row
 * @rows: number of rows
 * @probabilities: as for #LlWriteRowsFunc
 *
 * Adds rows of probabilities.
 */
void lp_result_write (LpResult *result, gint y, gint rows, const gfloat *probabilities);

/**
 * lp_result_get_pictures:
 *
 * Returns: (transfer none): pictures that will lie above the planes and hide them.  They
 *   need an RGB image.
 */
LpPictures *lp_result_get_pictures (LpResult *result);

/**
 * lp_result_insert:
 * @image: an RGB image; for %LP_STYLE_GREY without pictures, a grey one will do
 * @name: of the group
 * @style: how probabilities are shown
 * @x: left edge of the micrograph in the image
 * @y: upper edge of the micrograph in the image
 * @replaced: (element-type gint32): layers and groups of the image to delete
 * @error: return location for an error
 *
 * Adds the result to an image.  All layers are made and filled before the first one of
 * @replaced is deleted and the first new one is inserted.
 *
 * Returns: the group; or -1, and the image is unchanged.
 */
gint32 lp_result_insert (const LpResult *result,
                         gint32 image,
                         const gchar *name,
                         LpStyle style,
                         gint x,
                         gint y,
                         const GArray *replaced,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpResult, lp_result_free)

G_END_DECLS
