/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the file of a micrograph, or a text file beside it, tells about its scale. */

#pragma once

#include "microscope/told.h"

G_BEGIN_DECLS

typedef enum
{
  LP_FILE_SCALE_NONE,     /* nothing is told                                           */
  LP_FILE_SCALE_TOLD,     /* a size of pixels                                          */
  LP_FILE_SCALE_OTHER,    /* one for a picture of another width                        */
  LP_FILE_SCALE_PRINTERS, /* only a resolution that printers have                      */
  LP_FILE_SCALE_NOT_TIFF  /* nothing lies beside it, and what it tells is not read here */
} LpFileScale;

/**
 * lp_file_scale_read:
 * @path: of an image file, of whatever kind
 * @columns: (inout): of the picture; replaced by what a TIFF file says
 * @rows: (inout): likewise
 * @told: (out): what was found; with %LP_FILE_SCALE_PRINTERS, the size that the resolution
 *   would mean, and with %LP_FILE_SCALE_OTHER, the size in the other picture
 *
 * Asks the tags of microscopes first, then the descriptions of ImageJ and OME, then files
 * beside the image, and last the resolution of a TIFF file.
 *
 * Returns: what was found.
 */
LpFileScale
lp_file_scale_read (const gchar *path, gint *columns, gint *rows, LpTold *told);

G_END_DECLS
