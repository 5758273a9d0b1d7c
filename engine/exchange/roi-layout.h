/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the parts of an ImageJ ROI lie, in bytes from its start.  All numbers are
 * big-endian.  The header is followed by the corners, x of all and then y of all, as 16-bit
 * numbers from the left and upper edge on; or by the floats of a composite.
 */

#pragma once

#define LL_ROI_MAGIC "Iout"

#define LL_ROI_VERSION    4
#define LL_ROI_TYPE       6
#define LL_ROI_TOP        8
#define LL_ROI_LEFT       10
#define LL_ROI_BOTTOM     12
#define LL_ROI_RIGHT      14
#define LL_ROI_N          16 /* corners; 0: see LL_ROI_SIZE  */
#define LL_ROI_X          18 /* a box in fractions of pixels */
#define LL_ROI_Y          22
#define LL_ROI_WIDTH      26
#define LL_ROI_HEIGHT     30
#define LL_ROI_SIZE       18 /* corners, if more than 65535  */
#define LL_ROI_SHAPE_SIZE 36 /* floats of a composite        */
#define LL_ROI_COLOUR     40 /* of the line: alpha, red, green, blue */
#define LL_ROI_OPTIONS    50
#define LL_ROI_SECOND     60 /* where the second header lies */
#define LL_ROI_HEADER     64

/* From the start of the second header. */
#define LL_ROI_SECOND_NAME        16 /* where the name lies, in UTF-16 */
#define LL_ROI_SECOND_NAME_LENGTH 20
#define LL_ROI_SECOND_HEADER      64

/* Types */
#define LL_ROI_POLYGON   0
#define LL_ROI_RECTANGLE 1
#define LL_ROI_OVAL      2
#define LL_ROI_FREEHAND  7
#define LL_ROI_TRACED    8

/* Options, and the versions since which they count. */
#define LL_ROI_SUBPIXEL             128
#define LL_ROI_SUBPIXEL_VERSION     222
#define LL_ROI_SUBPIXEL_BOX_VERSION 223

/* The version that is written. */
#define LL_ROI_THIS_VERSION 227

/* Segments of a composite */
#define LL_ROI_MOVE_TO 0
#define LL_ROI_LINE_TO 1
#define LL_ROI_CLOSE   4

/* Smaller coordinates stand for ones beyond 32767. */
#define LL_ROI_LEAST_PLACE (-5000)
