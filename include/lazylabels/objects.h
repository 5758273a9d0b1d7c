/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From probabilities, or from a mask alone, to instances, which is the purpose of the
 * three tasks of the paper.
 */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/instances.h"
#include "lazylabels/network.h"
#include "lazylabels/progress.h"

G_BEGIN_DECLS

/**
 * LlObjectMaps:
 * @mask: the class of each pixel; the rest and ignored pixels are of no object
 * @inside: (nullable): [height][width], the probability in 255ths that a pixel is in the
 *   inner region of an object (task 1), of the class that is most probable
 * @between: (nullable): [height][width], the probability in 255ths that it is on an
 *   interface between two objects (task 2)
 *
 * The maps in which objects of a whole image are found: three bytes per pixel.
 */
typedef struct
{
  LlLabels *mask;
  guint8 *inside;
  guint8 *between;
} LlObjectMaps;

/**
 * ll_object_maps_new:
 * @network: what gives the probabilities
 * @width: of the image, > 0
 * @height: of the image, > 0
 *
 * Returns: (transfer full): maps for what @network predicts, to be filled by
 *   ll_object_maps_set_rows(); of a network of one task, the mask alone.
 */
LlObjectMaps *ll_object_maps_new (const LlNetwork *network, gint width, gint height);
void ll_object_maps_free (LlObjectMaps *maps);

/**
 * ll_object_maps_set_rows:
 * @maps: (inout): from ll_object_maps_new()
 * @network: the same as there
 * @y: first row
 * @rows: how many
 * @probabilities: [planes][rows][width], as an #LlWriteRowsFunc gets them
 *
 * The mask is the segmentation and, where that sees the rest but the detection
 * does not, the detection: the inner region of an object belongs to it.  A network that
 * has learned from a few masks often knows better where objects are than where they end.
 */
void ll_object_maps_set_rows (LlObjectMaps *maps,
                              const LlNetwork *network,
                              gint y,
                              gint rows,
                              const gfloat *probabilities);

/**
 * ll_object_maps_complete_rows:
 * @maps: (inout): maps whose mask holds the segmentation in these rows
 * @y: first row
 * @rows: how many
 * @detected: [rows][width], the class that the detection sees
 *
 * Gives the inner regions of objects to the mask, where that has the rest; see
 * ll_object_maps_set_rows(), which does so by itself.
 */
void ll_object_maps_complete_rows (LlObjectMaps *maps,
                                   gint y,
                                   gint rows,
                                   const guint8 *detected);

/**
 * ll_object_maps_set_missing:
 * @maps: (inout): complete maps
 * @missing: [height][width], not 0 where a pixel isn't there
 *
 * Ignores these pixels, so that no object has them, and those that they touch count as cut.
 * Specks smaller than a small object, such as dead pixels of a camera, take the values of
 * the pixels around them instead.
 */
void ll_object_maps_set_missing (LlObjectMaps *maps, const guint8 *missing);

/**
 * LlSplit:
 * @LL_SPLIT_NETWORK: where detection and separation say so.  Without either of them:
 *   as @LL_SPLIT_DISTANCE
 * @LL_SPLIT_BOTH: where these say so, and then each of these objects at its own necks: a
 *   network that has seen few interfaces leaves objects in one piece that only their
 *   shape separates, and shape does not mislead where the network has separated objects.
 *   Specks of the mask that the detection does not see are not objects
 * @LL_SPLIT_DISTANCE: at the necks of the mask
 * @LL_SPLIT_COMPONENTS: not at all
 */
typedef enum
{
  LL_SPLIT_NETWORK,
  LL_SPLIT_BOTH,
  LL_SPLIT_DISTANCE,
  LL_SPLIT_COMPONENTS
} LlSplit;

typedef struct
{
  LlSplit split;
  gdouble ridge; /* network: two objects are one unless on every way from one to the
                  * other P(inside) - P(between) falls by this much, 0 .. 2        */
  gdouble
    neck; /* distance: the same for the depth in the mask, in pixels; both: the depth
                  * in what the network has found, its holes filled                */
  gdouble seen; /* both: an object whose P(inside) is nowhere as high is dropped, 0 .. 1*/
  gint smallest; /* pixels: smaller objects are removed                            */
} LlObjectSettings;

/**
 * ll_object_settings_init:
 * @settings: (out caller-allocates): the defaults
 */
void ll_object_settings_init (LlObjectSettings *settings);

/**
 * ll_find_objects:
 * @maps: the whole image's
 * @settings: the method
 * @progress: (nullable): called between the steps
 * @data: for @progress
 * @error: return location for a %LL_DATA_ERROR_SIZE when positions do not fit a gint,
 *   or %G_IO_ERROR_CANCELLED
 *
 * Each 4-connected piece of the mask is an object or is divided into objects; without a
 * cut it is one object, whether the detection sees it or not, but with %LL_SPLIT_BOTH
 * only where it does.  There, fragments smaller than a quarter of the median object are
 * merged back.  No object goes beyond the mask.  Where the detection helps, a piece may
 * have several classes, and an object is of the class that most of its pixels have;
 * otherwise each class is divided on its own.
 * Objects smaller than @settings->smallest are merged into the neighbour with which they
 * share the longest border; without a neighbour they are removed.
 *
 * The whole image is worked on at once, in one thread, with about 30 bytes per pixel
 * besides @maps.
 *
 * Ignored pixels of the mask are the missing ones of the objects.
 *
 * Returns: (transfer full): the objects in the order in which rows from top to bottom
 *   meet them, or %NULL.
 */
LlInstances *ll_find_objects (const LlObjectMaps *maps,
                              const LlObjectSettings *settings,
                              LlProgressFunc progress,
                              gpointer data,
                              GError **error);

/**
 * ll_instances_fill:
 * @objects: (inout): an instance map
 * @room: of its size, the class of each pixel that is to be given to an object; the rest
 *   and ignored pixels stay as they are
 *
 * Each pixel of @room that is of no object goes to the nearest one of its class that it
 * is connected with, by steps within @room.
 */
void ll_instances_fill (LlInstances *objects, const LlLabels *room);

/**
 * ll_instances_cut:
 * @objects: an instance map
 * @scribbles: [height][width], non-zero where a person has drawn a line between objects
 * @smallest: area of the smallest part, pixels
 * @from: (out) (optional) (transfer full): [n + 1], of which object each is a part or the
 *   whole
 *
 * Cuts objects where a scribble runs through them.  A line that ends a little before the
 * border cuts as well; one that only shaves a thin strip off does not.  Pixels under the
 * line go to the nearest part.
 *
 * Returns: (transfer full): the objects and the parts, in the order of @objects.
 */
LlInstances *ll_instances_cut (const LlInstances *objects,
                               const guint8 *scribbles,
                               gint smallest,
                               gint32 **from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlObjectMaps, ll_object_maps_free)

G_END_DECLS
