/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Evaluation: a result and a reference as label maps, what they score against each
 * other, and where the scores go.
 */

#pragma once

#include "image/maps.h"
#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_reference_new_annotations:
 * @result: gives the area
 * @selection: (out): whether a selection restricts the reference
 * @error: return location for an error
 *
 * Returns: (transfer full): the image's annotation layers.
 */
LpMaps *lp_reference_new_annotations (gint32 image,
                                      const LpMaps *result,
                                      gboolean *selection,
                                      GError **error);

/**
 * lp_reference_new_file:
 * @image: whose selection counts as well
 * @path: an image with annotation layers, or a picture of one layer in the colours of
 *   the classes, or in grey values that are classes or evenly spaced
 * @result: gives the size and, to a picture, the classes
 * @selection: (out): whether a selection restricts the reference
 * @error: return location for an error
 *
 * Returns: (transfer full): what the file shows.
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
 * @radius: at which two interfaces are the same
 * @smallest: pixels of the smallest object that counts
 * @evaluation: (out caller-allocates): what the maps that there are allow
 */
void lp_evaluation_score (const LpMaps *result,
                          const LpMaps *reference,
                          gdouble radius,
                          gint smallest,
                          LpEvaluation *evaluation);

/**
 * lp_errors_insert:
 * @result: with a segmentation
 * @reference: likewise
 * @converted: (out): whether the image became RGB for it
 * @error: return location for an error
 *
 * Adds the layer of wrong pixels to the result's group, in the place of an earlier one.
 */
gboolean lp_errors_insert (gint32 image,
                           const LpMaps *result,
                           const LpMaps *reference,
                           gboolean *converted,
                           GError **error);

G_END_DECLS
