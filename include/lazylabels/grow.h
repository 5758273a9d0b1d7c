/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From rough marks inside objects to masks of the whole objects (section 3.3 and
 * appendix A.2.1 of the paper).
 */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/instances.h"
#include "lazylabels/progress.h"

G_BEGIN_DECLS

typedef enum
{
  LL_GROW_GRABCUT,       /* a minimum cut around each object (Rother et al. 2004) */
  LL_GROW_GRABCUT_IMAGE, /* one cut per class through the whole image              */
  LL_GROW_CONTOURS,      /* geodesic active contours (Caselles et al. 1997)       */
  LL_GROW_WATERSHED      /* flooding of the gradient from the marks               */
} LlGrowMethod;

typedef struct
{
  LlGrowMethod method;
  gdouble reach; /* how far an object may go beyond its middle part, which is estimated
                      * from the image and all marks, in depths of that part: distances
                      * from its innermost pixel to its border                       */
  gint rounds;   /* GrabCut: rounds of fitting and cutting                       */
  gint colours;  /* GrabCut: Gaussians per mixture                               */
  gdouble smoothing; /* GrabCut: sigma of the Gaussian prefilter, pixels             */
  gdouble contrast;  /* GrabCut: gamma, the price of an edge between like pixels     */
  gdouble balloon;   /* contours: how strongly they inflate where there is no edge   */
  gint threads;      /* 0: one per processor                                         */
} LlGrowSettings;

/* What marks have grown to. */
typedef struct
{
  LlInstances *objects; /* the mask of each mark, numbered as the connected marks are */
  guint8 *stopped;      /* [objects->n + 1]: non-zero where the mask ends at the largest
                         * size, see ll_grow_objects()                                */
  gint n_stopped;       /* how many do                                                */
} LlGrown;

/**
 * ll_grow_settings_init:
 * @settings: (out caller-allocates): the defaults
 */
void ll_grow_settings_init (LlGrowSettings *settings);

/**
 * ll_grow_objects:
 * @image: the micrograph, grey or colour
 * @marks: detection marks: each connected mark of a class is one object; the rest and
 *   ignored pixels are not marks
 * @walls: (nullable): separation scribbles: no object grows over an interface (1)
 * @kept: (nullable): a segmentation that stays: its pixels (any class but
 *   %LL_LABEL_IGNORE, including the rest) are never taken by an object, and a mark that
 *   has even one pixel on a kept class does not grow
 * @settings: the method
 * @progress: (nullable): called between objects
 * @data: for @progress
 * @error: return location for a %LL_DATA_ERROR_SIZE, or %G_IO_ERROR_CANCELLED
 *
 * Grows each mark into a mask of the whole object.  An object contains its mark, is
 * connected to it and has no holes.  A pixel that two objects claim goes to the one whose
 * middle is nearer, measured in depths of that middle.
 *
 * A mask has stopped at the largest size if a good part of its border lies where
 * @settings let no object of its mark go further, rather than at a border in the image.
 *
 * Returns: (transfer full): the objects that grew, without the pixels of @kept; or %NULL.
 */
LlGrown *ll_grow_objects (const LlImage *image,
                          const LlLabels *marks,
                          const LlLabels *walls,
                          const LlLabels *kept,
                          const LlGrowSettings *settings,
                          LlProgressFunc progress,
                          gpointer data,
                          GError **error);
void ll_grown_free (LlGrown *grown);

/**
 * ll_grown_get_labels:
 *
 * Returns: (transfer full): the classes of the objects that grew, and the rest elsewhere.
 */
LlLabels *ll_grown_get_labels (const LlGrown *grown);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlGrown, ll_grown_free)

/**
 * ll_grow:
 *
 * Does ll_grow_objects() for a caller who needs no single objects.
 *
 * Returns: (transfer full): ll_grown_get_labels(); or %NULL.
 */
LlLabels *ll_grow (const LlImage *image,
                   const LlLabels *marks,
                   const LlLabels *walls,
                   const LlLabels *kept,
                   const LlGrowSettings *settings,
                   LlProgressFunc progress,
                   gpointer data,
                   GError **error);

/* Where one object is, as far as a person or a network says. */
typedef struct
{
  const guint8 *within; /* [height][width]: non-zero where it may lie, such as in a box;
                          * %NULL: near its mark                                        */
  const guint8 *mark;   /* [height][width]: non-zero where it does, such as on a dot;
                          * %NULL: its largest part is meant                            */
  const guint8 *others; /* [height][width]: marks of other objects; %NULL: none         */
  const guint8
    *blocked;          /* [height][width]: non-zero where it does not; %NULL: nowhere  */
  const guint8 *prior; /* [height][width]: the probability in 255ths that a pixel is of
                          * some object, as a network sees it; %NULL: nobody knows       */
} LlGrowHints;

/**
 * ll_grow_one:
 * @image: the micrograph, or a part of it
 * @hints: @within, @mark or both
 * @settings: of GrabCut
 * @error: return location for a %LL_DATA_ERROR_SIZE
 *
 * Finds the mask of one object at once.  A box should leave some of the surroundings of
 * the object in @image.  Very large boxes are cut at a lower resolution.
 *
 * Returns: (transfer full): [height][width], 1 where the object is, without holes; or
 *   %NULL if nothing stands out from its surroundings.
 */
guint8 *ll_grow_one (const LlImage *image,
                     const LlGrowHints *hints,
                     const LlGrowSettings *settings,
                     GError **error);

/**
 * ll_grow_pseudo_labels:
 * @samples: (element-type LlSample): annotated images; those with detection marks and
 *   without a segmentation get one grown from the marks
 * @settings: the method
 * @room: (inout) (nullable): as for ll_labels_store(), which the new maps are stored by; %NULL:
 *   they stay in memory
 * @progress: (nullable): called between objects
 * @data: for @progress
 * @error: return location for an error of ll_grow() or ll_labels_store(), which leaves all
 *   samples unchanged
 *
 * Makes the pseudo labels of section 4.1 in the way of Khoreva et al. (2017).  Pixels
 * that the detection marks ignore are ignored in the new segmentation, too.
 *
 * Returns: how many images got a segmentation, or -1.
 */
gint ll_grow_pseudo_labels (GPtrArray *samples,
                            const LlGrowSettings *settings,
                            guint64 *room,
                            LlProgressFunc progress,
                            gpointer data,
                            GError **error);

/**
 * ll_grow_certain_labels:
 * @samples: (element-type LlSample): annotated images; those with detection marks and
 *   without a segmentation get the part of one that follows from the marks
 * @reach: see #LlGrowSettings
 * @room: (inout) (nullable): as for ll_grow_pseudo_labels()
 * @error: return location for an error of ll_labels_store(); there is none without @room
 *
 * Labels only the pixels whose class is certain.  Marked pixels get the class of their
 * mark; pixels out of reach of all marks are the rest, if the marks say so; the pixels in
 * between, where the borders are, are ignored.
 *
 * Returns: how many images got a segmentation, or -1.
 */
gint
ll_grow_certain_labels (GPtrArray *samples, gdouble reach, guint64 *room, GError **error);

G_END_DECLS
