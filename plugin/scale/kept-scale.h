/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The scale that is kept in an image, as parasites. */

#pragma once

#include "host/host.h"
#include "microscope/told.h"

G_BEGIN_DECLS

/* Pixels per unit, then the unit, such as "2.5 um"; where pixels are not square, the numbers
 * of both directions, horizontal first: "2.5 2 um".  "none": the image has no scale, whatever
 * its file says.
 */
#define LP_PARASITE_SCALE        "lazy-labels-scale"
#define LP_PARASITE_SCALE_SOURCE "lazy-labels-scale-source" /* who told it, see told.h */
#define LP_PARASITE_SCALE_ORIGIN \
  "lazy-labels-scale-origin" /* the micrograph at that time, see origin.h */

typedef struct
{
  gdouble x; /* pixels per unit, horizontally */
  gdouble y;
  gchar *unit; /* plain, such as "um"; NULL: there is no scale */
  LpScaleSource source;
} LpKeptScale;

/* Frees the unit. */
void lp_kept_scale_clear (LpKeptScale *scale);

/**
 * lp_kept_scale_init:
 * @x: pixels per unit, horizontally
 * @y: pixels per unit, vertically
 * @unit: a unit, also "µm"
 */
void lp_kept_scale_init (LpKeptScale *scale,
                         gdouble x,
                         gdouble y,
                         const gchar *unit,
                         LpScaleSource source);

/**
 * lp_kept_scale_init_told:
 * @told: a size of pixels
 * @columns: of the micrograph
 *
 * Chooses micrometres, so that the tables of many images have one unit, unless the whole
 * picture is narrower than half of one.
 */
void lp_kept_scale_init_told (LpKeptScale *scale, const LpTold *told, gint columns);

/**
 * lp_kept_scale_read:
 * @scale: (out caller-allocates): what the image says; without a unit if that is nothing
 *
 * Returns: whether the image says something: a scale, or that it has none.
 */
gboolean lp_kept_scale_read (gint32 image, LpKeptScale *scale);

/**
 * lp_kept_scale_write:
 * @drawable: of a call, or -1; it tells which layer is the micrograph
 * @scale: without a unit, the image has no scale from now on, whatever its file says
 *
 * Keeps a scale, with what the micrograph looks like now.
 */
void lp_kept_scale_write (gint32 image, gint32 drawable, const LpKeptScale *scale);

/* Whether pixels are as wide as high, to a thousandth. */
gboolean lp_kept_scale_is_square (const LpKeptScale *scale);

/**
 * lp_kept_scale_describe:
 *
 * Returns: (transfer full): a text for people, such as "Zeiss tag, 12.4 nm per pixel".
 */
gchar *lp_kept_scale_describe (const LpKeptScale *scale);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LpKeptScale, lp_kept_scale_clear)

G_END_DECLS
