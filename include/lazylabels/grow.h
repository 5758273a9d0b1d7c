/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From rough marks inside objects to masks of the whole objects (section 3.3 and
 * appendix A.2.1 of the paper).
 */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/progress.h"

G_BEGIN_DECLS

typedef enum
{
  LL_GROW_GRABCUT,       /* a minimum cut around each object (Rother et al. 2004) */
  LL_GROW_GRABCUT_IMAGE, /* one cut a class through the whole image               */
  LL_GROW_CONTOURS,      /* geodesic active contours (Caselles et al. 1997)       */
  LL_GROW_WATERSHED      /* flooding of the gradient from the marks               */
} LlGrowMethod;

typedef struct
{
  LlGrowMethod method;
  gdouble reach;     /* how far an object may go beyond its mark, in depths of the mark:
                      * distances from its innermost pixel to its border             */
  gint rounds;       /* GrabCut: colour mixtures and cuts in turn                    */
  gint colours;      /* GrabCut: Gaussians a mixture                                 */
  gdouble smoothing; /* GrabCut: sigma of a Gaussian that goes before, pixels        */
  gdouble contrast;  /* GrabCut: gamma, the price of an edge between like pixels     */
  gdouble balloon;   /* contours: how strongly they blow up where there is no edge   */
  gint threads;      /* 0: one a processor                                           */
} LlGrowSettings;

/**
 * ll_grow_settings_init:
 * @settings: (out caller-allocates): the defaults
 */
void ll_grow_settings_init (LlGrowSettings *settings);

/**
 * ll_grow:
 * @image: the micrograph, grey or colour
 * @marks: detection marks: each connected mark of a class is one object; the rest and
 *   ignored pixels are no marks
 * @walls: (nullable): separation scribbles: no object grows over an interface (1)
 * @kept: (nullable): a segmentation that stays: its pixels (any class but
 *   %LL_LABEL_IGNORE, the rest counted in) are no object's to take, and a mark that lies
 *   on a kept class, even with one pixel, does not grow
 * @settings: the method
 * @progress: (nullable): called between objects
 * @data: for @progress
 * @error: return location for a %LL_DATA_ERROR_SIZE, or %G_IO_ERROR_CANCELLED
 *
 * A mark belongs to its object, and an object is connected to its mark and has no
 * holes.  Where two objects want a pixel it goes to the one whose mark is nearer, in depths of
 * the mark.
 *
 * Returns: (transfer full): the classes of the objects that grew, elsewhere the rest;
 *   what is kept is not in it.
 */
LlLabels *ll_grow (const LlImage *image,
                   const LlLabels *marks,
                   const LlLabels *walls,
                   const LlLabels *kept,
                   const LlGrowSettings *settings,
                   LlProgressFunc progress,
                   gpointer data,
                   GError **error);

/**
 * ll_grow_pseudo_labels:
 * @samples: (element-type LlSample): annotated images; those with detection marks and
 *   without a segmentation get one grown from the marks
 * @settings: the method
 * @progress: (nullable): called between objects
 * @data: for @progress
 * @error: return location for an error of ll_grow(); no sample has changed then
 *
 * The pseudo labels of section 4.1, as Khoreva et al. (2017) make them.  A place that
 * the detection marks ignore is ignored in the new segmentation.
 *
 * Returns: how many images got a segmentation, or -1.
 */
gint ll_grow_pseudo_labels (GPtrArray *samples,
                            const LlGrowSettings *settings,
                            LlProgressFunc progress,
                            gpointer data,
                            GError **error);

/**
 * ll_grow_certain_labels:
 * @samples: (element-type LlSample): annotated images; those with detection marks and
 *   without a segmentation get one of what the marks say for certain
 * @reach: see #LlGrowSettings
 *
 * The marks themselves are of their class; what lies out of their reach is the rest, if
 * the marks say that it is; in between, where the borders are, pixels are ignored.
 *
 * Returns: how many images got a segmentation.
 */
gint ll_grow_certain_labels (GPtrArray *samples, gdouble reach);

G_END_DECLS
