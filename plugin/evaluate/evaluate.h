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

typedef struct
{
  gboolean has_dice;
  gboolean has_separation;
  gboolean has_objects;
  LlDice dice;
  LlSeparationScore separation;
  LlDetectionScore objects;
} LpEvaluation;

/**
 * lp_evaluation_score:
 * @result: the maps to score
 * @found: (nullable) (inout): the objects of @result, in the area of its maps; loses pixels
 *   and objects that do not count
 * @reference: the truth
 * @radius: tolerance for interfaces, in pixels
 * @smallest: size of the smallest object that counts, in pixels
 * @evaluation: (out caller-allocates): those scores that the maps allow
 *
 * Scores a result against a reference.
 */
void lp_evaluation_score (const LpMaps *result,
                          LlInstances *found,
                          const LpMaps *reference,
                          gdouble radius,
                          gint smallest,
                          LpEvaluation *evaluation);

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
