/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The objects of an image: of a result, or of what is painted. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"
#include "host/progress.h"
#include "procedure/call.h"

G_BEGIN_DECLS

typedef enum
{
  LP_FOUND_IN_ANY, /* a result, else paint */
  LP_FOUND_IN_RESULT,
  LP_FOUND_IN_PAINT
} LpFoundIn;

typedef struct
{
  gchar *name; /* of the result's group or the painted layer */
  LlClasses *classes;
  GeglRectangle area; /* of the instances, in the image          */
  LlInstances *instances;
  gboolean selection; /* whether one restricts the area          */
} LpFound;

/**
 * lp_found_new:
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
LpFound *lp_found_new (gint32 image,
                       gint32 drawable,
                       LpFoundIn source,
                       const LlObjectSettings *settings,
                       LlProgressFunc progress,
                       gpointer data,
                       GError **error);

/**
 * lp_found_new_of_call:
 * @call: of a procedure with the arguments "objects", "split" and "smallest-object"
 * @progress: is shown
 * @error: return location for an error
 *
 * Returns: (transfer full): what lp_found_new() finds by these.
 */
LpFound *lp_found_new_of_call (LpCall *call, LpProgress *progress, GError **error);
void lp_found_free (LpFound *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpFound, lp_found_free)

G_END_DECLS
