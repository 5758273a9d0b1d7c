/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One reader per maker of microscopes, and per program that keeps a scale.  None of their
 * formats is published: the readers expect any byte anywhere, look for what is known, and
 * say nothing about what they do not understand.
 *
 * All of them take the bytes of a tag or of a file beside the image, the @columns and @rows
 * of the picture, and fill in what they have found; they return whether there is a size of
 * pixels among that.
 */

#pragma once

#include "microscope/lines.h"
#include "microscope/told.h"

G_BEGIN_DECLS

/* Tags 34680 and 34682: INI with the size of a pixel in metres. */
gboolean lp_fei_read (LpSpan text, gint columns, gint rows, LpTold *told);

/* Tag 34118: a line in capitals names what the next line says. */
gboolean lp_zeiss_read (LpSpan text, gint columns, gint rows, LpTold *told);

/* Tag 50431: blocks, some of which are lines of "key=value". */
gboolean lp_tescan_read (LpSpan bytes, gint columns, gint rows, LpTold *told);

/* The file NAME-tif.hdr beside NAME.tif: the same lines as INI. */
gboolean lp_tescan_header_read (LpSpan text, gint columns, gint rows, LpTold *told);

/* The file NAME.txt beside NAME.tif. */
gboolean lp_hitachi_read (LpSpan text, gint columns, gint rows, LpTold *told);
gboolean lp_jeol_read (LpSpan text, gint columns, gint rows, LpTold *told);

/* Tag 33471: INI with the size of a pixel in metres. */
gboolean lp_olympus_ini_read (LpSpan text, gint columns, gint rows, LpTold *told);

/**
 * lp_olympus_find:
 * @header: where tag 33560 points to
 * @offset: (out): of what lp_olympus_read() takes, from the beginning of the file
 *
 * Returns: whether there is such a place.
 */
gboolean lp_olympus_find (LpSpan header, guint64 *offset);
gboolean lp_olympus_read (LpSpan bytes, gint columns, gint rows, LpTold *told);

/* The bytes that lp_olympus_find() and lp_olympus_read() look at, at most. */
#define LP_OLYMPUS_HEADER_SIZE 4096
#define LP_OLYMPUS_SIZE        28

/**
 * lp_gatan_read:
 * @unit_x: tag 65003
 * @unit_y: tag 65004
 * @x: tag 65009, units per pixel
 * @y: tag 65010
 *
 * Unlike the others, it takes numbers.
 */
gboolean lp_gatan_read (LpSpan unit_x, LpSpan unit_y, gdouble x, gdouble y, LpTold *told);

/* Tag 37706: a header of fixed layout, in the order of bytes of the file. */
gboolean
lp_tvips_read (LpSpan bytes, gboolean big_endian, gint columns, gint rows, LpTold *told);

/**
 * lp_imagej_read:
 * @text: the description of the image
 * @x: pixels per unit, the horizontal resolution
 * @y: pixels per unit, the vertical resolution
 *
 * Unlike the others, it takes the resolution.
 */
gboolean lp_imagej_read (LpSpan text, gdouble x, gdouble y, LpTold *told);

/* The description of the image: OME-XML. */
gboolean lp_ome_read (LpSpan text, gint columns, gint rows, LpTold *told);

G_END_DECLS
