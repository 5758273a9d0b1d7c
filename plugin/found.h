/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The objects of an image: of a result, or of what is painted. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host.h"
#include "progress.h"
#include "run.h"

G_BEGIN_DECLS

typedef enum
{
  LL_FOUND_IN_ANY, /* a result, else paint */
  LL_FOUND_IN_RESULT,
  LL_FOUND_IN_PAINT
} LlFoundIn;

typedef struct
{
  gchar *name; /* of the result's group or the painted layer */
  LlClasses *classes;
  GeglRectangle area; /* of the instances, in the image          */
  LlInstances *instances;
  gboolean selection; /* whether one restricts the area          */
} LlFound;

/**
 * ll_found_new:
 * @drawable: of the result's group, or any other
 * @settings: how objects are told apart.  Painted masks are parted by the scribbles of
 *   Separation, whose pixels go to the nearest object, and else are as they are painted;
 *   at necks only with %LL_SPLIT_BOTH and %LL_SPLIT_DISTANCE
 * @progress: (nullable): called between steps
 * @data: for @progress
 * @error: return location for an error
 *
 * A selection restricts the area to the rectangle around it.
 *
 * Returns: (transfer full): what was found.
 */
LlFound *ll_found_new (gint32 image,
                       gint32 drawable,
                       LlFoundIn source,
                       const LlObjectSettings *settings,
                       LlProgressFunc progress,
                       gpointer data,
                       GError **error);

/**
 * ll_found_new_of_call:
 * @call: of a procedure with the arguments "objects", "split" and "smallest-object"
 * @progress: is shown
 * @error: return location for an error
 *
 * Returns: (transfer full): what ll_found_new() finds by these.
 */
LlFound *ll_found_new_of_call (LlCall *call, LlProgress *progress, GError **error);
void ll_found_free (LlFound *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlFound, ll_found_free)

G_END_DECLS
