/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Evaluation: reads a result and a reference as label maps, scores one against the other,
 * and reports the scores.
 */

#pragma once

#include "image/maps.h"
#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_reference_new_annotations:
 * @image: an image with annotation layers
 * @result: the result to compare with, which gives the area
 * @selection: (out): whether a selection restricts the reference
 * @error: return location for an error
 *
 * Reads the annotation layers of an image as a reference.
 *
 * Returns: (transfer full): the maps, or %NULL.
 */
LpMaps *lp_reference_new_annotations (gint32 image,
                                      const LpMaps *result,
                                      gboolean *selection,
                                      GError **error);

/**
 * lp_reference_new_file:
 * @image: the image of the result, whose selection applies
 * @path: of an image with annotation layers, or of a picture of one layer in the colours of
 *   the classes, or in grey values that are numbers of classes, evenly spaced, or numbers
 *   of objects
 * @result: the result to compare with, which gives the size and, for a picture, the classes
 * @selection: (out): whether a selection restricts the reference
 * @error: return location for an error
 *
 * Reads a file as a reference.
 *
 * Returns: (transfer full): the maps, or %NULL.
 */
LpMaps *lp_reference_new_file (gint32 image,
                               const gchar *path,
                               const LpMaps *result,
                               gboolean *selection,
                               GError **error);

/**
 * lp_evaluate_run:
 *
 * Evaluate as a procedure: see procedure/call.h.
 */
gboolean lp_evaluate_run (LpCall *call, GError **error);

/**
 * lp_errors_insert:
 * @image: the image of the result
 * @result: maps with a segmentation
 * @reference: maps with a segmentation
 * @converted: (out): whether the image had to be converted to RGB
 * @error: return location for an error
 *
 * Adds a layer of wrong pixels to the group of the result, replacing an earlier one.
 *
 * Returns: whether the layer is in the image.
 */
gboolean lp_errors_insert (gint32 image,
                           const LpMaps *result,
                           const LpMaps *reference,
                           gboolean *converted,
                           GError **error);

G_END_DECLS
