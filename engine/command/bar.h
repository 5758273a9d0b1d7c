/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the file of a micrograph tells besides its pixels: the information bar below the
 * specimen, and the size of a pixel.
 */

#pragma once

#include "inputs.h"

G_BEGIN_DECLS

/**
 * lc_bar_find:
 * @path: of the image
 * @file: the same, open
 *
 * Returns: the rows at the bottom that do not belong to the specimen, as the plug-in finds
 *   them.
 */
gint lc_bar_find (const gchar *path, const LlImageFile *file);

/**
 * lc_scale_find:
 * @path: of the image
 * @width: of the image
 * @height: of the image
 * @in: with the arguments "scale", "pixel-size" and "unit"
 * @scale: (out): the size of a pixel; its unit is NULL where it is not known
 * @error: return location for an error
 *
 * Returns: whether the scale, if there is one, can be used.
 */
gboolean lc_scale_find (const gchar *path,
                        gint width,
                        gint height,
                        const LpArguments *in,
                        LlScale *scale,
                        GError **error);

/* Whether the arguments "scale" and "unit" can be used here. */
gboolean lc_scale_check (const LpArguments *in, GError **error);

G_END_DECLS
