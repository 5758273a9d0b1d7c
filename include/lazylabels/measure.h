/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers of objects: sizes, shapes, contacts, and their distributions.
 *
 * Shapes drawn at any angle and any place between pixels come out right, on average over
 * the places: diameters of equal area to 0.1 % from 20 pixels on, axes to 1 %, perimeters
 * of discs, ellipses and rectangles to 1.5 % at 20 pixels and 0.5 % at 50.  Feret
 * diameters over 20 pixels of discs, squares, and ellipses and rectangles of 2 to 1 are
 * right to 1 %, and from 50 pixels on to 0.5 %; the same shape at another place and angle
 * gives others by 0.1 to 0.4 pixels (standard deviation), rarely by more than 1.  Ends
 * that are only 5 pixels wide do not tell a rectangle from an ellipse: of 4 to 1, the
 * largest diameter is 1 to 1.5 % too small below 30 pixels.  "Undefined" is NAN
 * everywhere here, and an empty cell in tables; infinities do not occur.
 */

#pragma once

#include <glib.h>

#include "lazylabels/classes.h"
#include "lazylabels/instances.h"
#include "lazylabels/table.h"

G_BEGIN_DECLS

/* Pixels of the widest gap at which objects may still touch. */
#define LL_MAX_GAP 20

/* What to do with objects that the edge of the image cuts.  Large objects are cut more
 * often than small ones, so that to leave them out makes distributions too fine, and to
 * count them makes too many of them, and too small.
 */
typedef enum
{
  LL_EDGE_INCLUDE, /* count them like others                                */
  LL_EDGE_EXCLUDE, /* leave them out                                        */
  LL_EDGE_WEIGHT   /* leave them out, and reweight the rest                 */
} LlEdgeObjects;

typedef struct
{
  gint gap;                   /* widest gap between objects that touch, pixels      */
  LlEdgeObjects edge_objects; /* see #LlObject's weight                             */
  gint resamples;             /* of the bootstrap; 0: no intervals                  */
  gdouble level;              /* of the intervals, 0 < level < 1                    */
  guint64 seed;               /* the same seed draws the same resamples, everywhere */
} LlMeasureSettings;

/* An object.  Lengths are in pixels, areas in square pixels; x and y are of the centre of
 * the object, where the pixel (0, 0) covers 0 .. 1 in both directions.
 */
typedef struct
{
  gint32 id; /* as in the map */
  guint8 class_index;
  gboolean on_edge; /* has a pixel in the first or last row or column of the image, or
                     * beside a missing one                                          */

  /* How many objects it stands for: 1, but for objects on the edge that are excluded 0,
   * and with LL_EDGE_WEIGHT W H / ((W - w - 1) (H - h - 1)) for a bounding box of w x h
   * pixels in an image of W x H: one over the share of places at which no pixel of it
   * would lie on the edge (R. E. Miles, "On the elimination of edge effects in planar
   * sampling", 1974; C.  Lantuejoul, 1980).  Without the ones it would be the share at
   * which it lies within the image; but what touches the edge may go on beyond it.  Where
   * pixels are missing, W H is the number of those that are there, and the places are
   * those at which the box, one pixel wider on each side, has no missing one.
   */
  gdouble weight;

  gint left; /* of the bounding box, first pixel                              */
  gint top;
  gint width; /* of the bounding box                                           */
  gint height;
  gdouble x;
  gdouble y;
  gdouble area;        /* number of pixels, holes not counted                           */
  gdouble perimeter;   /* all outlines, those of holes and along the edge of the image
                       * as well; from tangents: see engine/measure/tangents.c          */
  gdouble edge_length; /* of the perimeter: what lies on the edge of the image or beside
                        * missing pixels                                               */
  gdouble diameter;    /* of the disc of the same area: 2 sqrt (A / pi)                 */
  gdouble feret_max;   /* largest and smallest distance of two parallel tangents (ISO
                       * 9276-6); of the convex hull of the pixels' centres, with
                       * corners and pushed outwards: see engine/measure/hull.c  */
  gdouble feret_min;
  gdouble feret_angle; /* of the largest one, degrees from the x axis, counted upwards on
                       * the screen, 0 .. 180                                           */
  gdouble major_axis;  /* of the ellipse with the same second moments, pixels being
                       * squares and not points (which adds 1/12 to variances)          */
  gdouble minor_axis;
  gdouble aspect_ratio; /* major / minor axis, >= 1                                    */
  gdouble circularity; /* 4 pi A / P^2 (E. P. Cox, 1927), at most 1                     */
  gdouble solidity;    /* pixels / pixels whose centres lie in the convex hull of them  */
  gint neighbours;     /* objects that it touches                                       */
  gdouble
    interface_length; /* of the line midway between it and these                   */
} LlObject;

/* Two objects that touch: somewhere no more than the gap lies between them. */
typedef struct
{
  gint32 a; /* ids, a < b                    */
  gint32 b;
  gdouble length; /* of the interface, pixels */
} LlContact;

typedef struct
{
  gint width; /* of the image */
  gint height;
  gdouble frame; /* square pixels that densities refer to: those that aren't missing; a
                  * caller that looks at a part of the image only sets it            */
  gint n;
  LlObject *objects; /* ordered by id; ids without pixels are left out */
  gint n_contacts;
  LlContact *contacts; /* ordered by a, then b; of all objects */
} LlObjects;

/**
 * ll_measure_settings_init:
 * @settings: (out caller-allocates): a gap of 3 pixels, as interfaces are drawn and
 *   found; objects on the edge excluded and weighted for; 1000 resamples, 95 %
 */
void ll_measure_settings_init (LlMeasureSettings *settings);

/**
 * ll_objects_new:
 * @instances: objects
 * @settings: gap and edge objects
 *
 * Returns: (transfer full): a measurement of each object that has a pixel.
 */
LlObjects *ll_objects_new (const LlInstances *instances,
                           const LlMeasureSettings *settings);
void ll_objects_free (LlObjects *objects);

/* The statistics of a distribution.  d10 is the diameter that 10 % of the objects, or of
 * their volume as spheres, do not exceed: the sorted diameters have the shares
 * (W_i - w_i / 2) / W_n, W_i being the sum of the first weights, and between them lie
 * straight lines (A. Hazen, 1914; type 5 of R's quantile ()).  Volumes are pi d^3 / 6
 * with the diameter of the equivalent disc; the factor cancels out everywhere.
 */
typedef enum
{
  LL_STATISTIC_NUMBER, /* sum of the weights                                   */
  LL_STATISTIC_MEAN,   /* diameter                                             */
  LL_STATISTIC_SD,     /* of diameters: the root of
                                 * sum w (d - mean)^2 / (sum w - sum w^2 / sum w)       */
  LL_STATISTIC_D10_NUMBER,
  LL_STATISTIC_D50_NUMBER, /* the median                                           */
  LL_STATISTIC_D90_NUMBER,
  LL_STATISTIC_SPAN_NUMBER, /* (d90 - d10) / d50 (ISO 9276-2 and laser diffraction) */
  LL_STATISTIC_D10_VOLUME,
  LL_STATISTIC_D50_VOLUME,
  LL_STATISTIC_D90_VOLUME,
  LL_STATISTIC_SPAN_VOLUME,
  LL_STATISTIC_D32,         /* sum w d^3 / sum w d^2 (Sauter)                       */
  LL_STATISTIC_D43,         /* sum w d^4 / sum w d^3 (De Brouckere)                 */
  LL_STATISTIC_CIRCULARITY, /* means                                                */
  LL_STATISTIC_ASPECT_RATIO,
  LL_STATISTIC_TOUCHING,        /* share of objects with a neighbour                    */
  LL_STATISTIC_NUMBER_PER_AREA, /* number / frame                                       */
  LL_STATISTIC_AREA_FRACTION,   /* all pixels / frame: includes objects on the edge     */
  LL_STATISTIC_CONTOUR_PER_AREA /* (perimeters - edge lengths) / frame, edge included   */
} LlStatistic;

#define LL_N_STATISTICS (LL_STATISTIC_CONTOUR_PER_AREA + 1)

typedef struct
{
  gdouble value;
  gdouble low; /* of the interval; NAN when fewer than two objects count */
  gdouble high;
} LlEstimate;

typedef struct
{
  gint class_index;                       /* 0: all objects */
  gint n;                                 /* objects that count: whose weight is not 0 */
  gint n_edge;                            /* objects on the edge, counted or not */
  LlEstimate statistics[LL_N_STATISTICS]; /* in pixels */
} LlDistribution;

typedef struct
{
  gint n; /* one per class, and last all objects if classes are several */
  LlDistribution *distributions;
} LlSummary;

/**
 * ll_summary_new:
 * @objects: measured with the same settings
 * @n_classes: number of classes, including the rest; each gets a distribution, empty or
 *   not
 * @settings: of the bootstrap
 *
 * Intervals are percentiles over resamples (B. Efron, 1979).  Each object enters a
 * resample k times with k from a Poisson distribution of mean 1 (J. A. Hanley and B.
 * MacGibbon, "Creating non-parametric bootstrap samples using Poisson frequencies",
 * 2006), so that numbers of objects and densities vary as well.  They tell what another
 * field of the same sample would have given if objects are independent of each other;
 * only more samples can tell how much samples differ.
 *
 * Returns: (transfer full): the distributions.
 */
LlSummary *ll_summary_new (const LlObjects *objects,
                           gint n_classes,
                           const LlMeasureSettings *settings);
void ll_summary_free (LlSummary *summary);

typedef struct
{
  gint class_index; /* 0: all objects                                    */
  gint n_bins;      /* 1 .. LL_MAX_BINS                                  */
  gboolean log;     /* bins of equal ratios instead of equal differences */
  gdouble low;      /* pixels; low = high = 0: from the smallest to the largest object */
  gdouble high;
} LlHistogramSettings;

#define LL_MAX_BINS 1000

/* Bin k holds edges[k] <= d < edges[k + 1], the last one its upper edge as well. */
typedef struct
{
  gint n;
  gdouble *edges;         /* n + 1 diameters, pixels                               */
  gdouble *numbers;       /* n sums of weights                                     */
  gdouble *volumes;       /* n sums of weights times volumes, cubic pixels         */
  gdouble *number_shares; /* n + 1 shares of all objects below an edge; NAN without any */
  gdouble *volume_shares;
} LlHistogram;

/**
 * ll_histogram_new:
 * @objects: their weights count
 * @settings: bins; with @log, @low has to be above 0
 *
 * Returns: (transfer full): the histogram of diameters; without objects and with an open
 *   range, empty bins from 0 to 1 (1 to 10 with @log).
 */
LlHistogram *ll_histogram_new (const LlObjects *objects,
                               const LlHistogramSettings *settings);
void ll_histogram_free (LlHistogram *histogram);

/* The physical size of a pixel. */
typedef struct
{
  gdouble pixels_per_unit; /* > 0 */
  const gchar *unit;       /* "um", "mm" ... */
} LlScale;

/**
 * ll_scale_get_mm:
 * @scale: the scale
 *
 * Returns: millimetres per pixel, or NAN if the unit is none of nm, um (also with the
 *   micro sign, "micron" or "microns"), mm, cm, m and in.
 */
gdouble ll_scale_get_mm (const LlScale *scale);

/**
 * ll_unit_get_factor:
 * @from: a unit of a table, such as "um", "1/mm2" or "mm/mm2"
 * @to: another one
 *
 * Returns: what a value in @from is multiplied by to be in @to; NAN if the units are of
 *   different quantities, or if one is not known and they differ.
 */
gdouble ll_unit_get_factor (const gchar *from, const gchar *to);

/**
 * ll_statistic_find:
 * @name: name of a statistic in the table of a summary
 * @power: (out): power of the length in it, 0 for a number without a unit
 *
 * Returns: whether there is such a statistic.
 */
gboolean ll_statistic_find (const gchar *name, gint *power);

/**
 * ll_objects_to_table:
 * @objects: measured objects, one row each
 * @classes: (nullable): names; if %NULL, classes are numbers
 * @scale: (nullable): adds columns in this unit
 *
 * Returns: (transfer full): a table.
 */
LlTable *ll_objects_to_table (const LlObjects *objects,
                              const LlClasses *classes,
                              const LlScale *scale);

/**
 * ll_summary_to_table:
 * @summary: one row per class and statistic, the layout of R and pivot tables; the rows of
 *   all classes have the class "all", in as many parentheses as it takes to tell it from
 *   the others
 * @classes: (nullable): names; if %NULL, classes are numbers
 * @scale: (nullable): the unit of "value", "low" and "high"; if %NULL, they are in
 *   pixels, as the last four columns are
 *
 * Returns: (transfer full): a table.
 */
LlTable *ll_summary_to_table (const LlSummary *summary,
                              const LlClasses *classes,
                              const LlScale *scale);

/**
 * ll_histogram_to_table:
 * @histogram: one row per bin
 * @scale: (nullable): adds edges in this unit
 *
 * Returns: (transfer full): a table.
 */
LlTable *ll_histogram_to_table (const LlHistogram *histogram, const LlScale *scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlObjects, ll_objects_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlSummary, ll_summary_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlHistogram, ll_histogram_free)

G_END_DECLS
