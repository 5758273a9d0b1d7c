/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds the objects of an image, in a result or in painted masks. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"
#include "host/progress.h"
#include "image/maps.h"
#include "image/there.h"
#include "procedure/call.h"

G_BEGIN_DECLS

typedef enum
{
  LP_FOUND_IN_ANY, /* in a result if there is one, else in paint */
  LP_FOUND_IN_RESULT,
  LP_FOUND_IN_PAINT
} LpFoundIn;

typedef struct
{
  gchar *name; /* of the group of the result, or of the painted layer */
  LlClasses *classes;
  GeglRectangle area; /* of the instances, in the image           */
  LlInstances *instances;
  LpThere *there;     /* which pixels of the area are there       */
  GPtrArray *remarks; /* sentences, see image/remarks.h */
} LpFound;

/**
 * lp_found_new:
 * @image: the image
 * @drawable: a layer of the result to use, or any other drawable for the topmost result
 * @source: where to look
 * @settings: how touching objects are separated.  Painted masks are separated by the
 *   scribbles on Separation, whose pixels go to the nearest object, and are cut at necks
 *   only with %LL_SPLIT_BOTH and %LL_SPLIT_DISTANCE
 * @progress: (nullable): called between steps
 * @data: for @progress
 * @error: return location for an error
 *
 * Finds objects among the pixels that are there; pixels that weren't segmented are not.
 * A selection also restricts the area to its bounding rectangle.
 *
 * Returns: (transfer full): the objects, or %NULL.
 */
LpFound *lp_found_new (gint32 image,
                       gint32 drawable,
                       LpFoundIn source,
                       const LlObjectSettings *settings,
                       LlProgressFunc progress,
                       gpointer data,
                       GError **error);

/**
 * lp_found_new_of_result:
 * @result: the maps of a result of the image, whose remarks stay its own
 *
 * Does the same as lp_found_new() with %LP_FOUND_IN_RESULT for maps that were read before.
 *
 * Returns: (transfer full): the objects, or %NULL.
 */
LpFound *lp_found_new_of_result (gint32 image,
                                 gint32 drawable,
                                 const LpMaps *result,
                                 const LlObjectSettings *settings,
                                 LlProgressFunc progress,
                                 gpointer data,
                                 GError **error);

/* The same, whatever is selected: no selection cuts an object. */
LpFound *lp_found_new_whole (gint32 image,
                             gint32 drawable,
                             const LpMaps *result,
                             const LlObjectSettings *settings,
                             LlProgressFunc progress,
                             gpointer data,
                             GError **error);

/**
 * lp_found_new_of_call:
 * @call: of a procedure with the arguments "objects", "split" and "smallest-object"
 * @progress: the progress to show
 * @error: return location for an error
 *
 * Finds objects as the arguments of a call say.
 *
 * Returns: (transfer full): the objects, or %NULL.
 */
LpFound *lp_found_new_of_call (LpCall *call, LpProgress *progress, GError **error);
void lp_found_free (LpFound *found);

/**
 * lp_found_count_cut:
 * @objects: measured objects
 *
 * Returns: how many of them the edge of the image or pixels that are not there cut.
 */
gint lp_found_count_cut (const LlObjects *objects);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFound, lp_found_free)

G_END_DECLS
