/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a file tells about its picture: the size of a pixel, and the rows of the information
 * bar below the specimen.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who told it, in the order of lp_scale_source_get_word(). */
typedef enum
{
  LP_SCALE_FROM_NOTHING,
  LP_SCALE_FROM_FEI,
  LP_SCALE_FROM_ZEISS,
  LP_SCALE_FROM_TESCAN,
  LP_SCALE_FROM_TESCAN_HEADER,
  LP_SCALE_FROM_HITACHI,
  LP_SCALE_FROM_JEOL,
  LP_SCALE_FROM_OLYMPUS,
  LP_SCALE_FROM_GATAN,
  LP_SCALE_FROM_TVIPS,
  LP_SCALE_FROM_IMAGEJ,
  LP_SCALE_FROM_OME,
  LP_SCALE_FROM_RESOLUTION,
  LP_SCALE_FROM_PERSON, /* typed, or given by a script */
  LP_SCALE_FROM_BAR,    /* measured along the scale bar */
  LP_N_SCALE_SOURCES
} LpScaleSource;

/* All that is known of a file that tells nothing is 0. */
typedef struct
{
  LpScaleSource source;
  gdouble width; /* of a pixel, in metres */
  gdouble height;
  gint columns; /* of the picture that the size belongs to, as told; 0: not told        */
  gint bar;     /* rows at the bottom that do not belong to the specimen; 0: not told   */
} LpTold;

/**
 * lp_told_set:
 * @width: of a pixel, in metres
 * @height: likewise; 0 or less if only one length was told
 *
 * Takes over a size if a microscope could have it: between a tenth of a picometre and a
 * metre, and no more than a hundred times as wide as high, or as high as wide.
 *
 * Returns: whether it was taken.
 */
gboolean lp_told_set (LpTold *told, LpScaleSource source, gdouble width, gdouble height);

/**
 * lp_told_set_bar:
 * @rows: of the information bar
 * @all: rows of the picture
 *
 * Takes over the height of an information bar, unless it is negative or more than half of
 * the picture.
 */
void lp_told_set_bar (LpTold *told, gdouble rows, gint all);

/**
 * lp_told_get_scale:
 * @told: with a size of pixels
 * @columns: of the picture
 * @x: (out): pixels per unit, horizontally
 * @y: (out): the same vertically
 *
 * Returns: the unit: "um", or "nm" where the whole picture is smaller than half of that.
 */
const gchar *lp_told_get_scale (const LpTold *told, gint columns, gdouble *x, gdouble *y);

/* The word for a source in parasites, and back; %LP_SCALE_FROM_NOTHING for other words. */
const gchar *lp_scale_source_get_word (LpScaleSource source);
LpScaleSource lp_scale_source_find (const gchar *word);

/* For people, such as "Zeiss tag"; translated. */
const gchar *lp_scale_source_get_title (LpScaleSource source);

G_END_DECLS
