/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Evaluation: a result and a reference as label maps, what they score against each
 * other, and where the scores go.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host.h"

G_BEGIN_DECLS

typedef struct
{
  gchar *name;                /* how messages and tables call it           */
  LlClasses *classes;         /* of detection and segmentation             */
  GeglRectangle area;         /* in its image                              */
  LlLabels *maps[LL_N_TASKS]; /* owned, of the area's size; %NULL: none    */
  gint32 group;               /* of a result: where its layers are; or -1  */
} LlMaps;

void ll_maps_free (LlMaps *maps);

/**
 * ll_maps_new_result:
 * @drawable: of the result's group, or any other
 * @threshold: probability above which a pixel is an interface
 * @error: return location for a %LL_HOST_ERROR_NOT_FOUND or %LL_DATA_ERROR_COLOUR
 *
 * Returns: (transfer full): the result that @drawable belongs to, else the topmost one.
 */
LlMaps *
ll_maps_new_result (gint32 image, gint32 drawable, gdouble threshold, GError **error);

/**
 * ll_maps_new_annotations:
 * @result: gives the area
 * @selection: (out): whether a selection restricts the reference
 * @error: return location for an error
 *
 * Returns: (transfer full): the image's annotation layers.
 */
LlMaps *ll_maps_new_annotations (gint32 image,
                                 const LlMaps *result,
                                 gboolean *selection,
                                 GError **error);

/**
 * ll_maps_new_file:
 * @image: whose selection counts as well
 * @path: an image with annotation layers, or a picture of one layer in the colours of
 *   the classes, or in grey values that are classes or evenly spaced
 * @result: gives the size and, to a picture, the classes
 * @selection: (out): whether a selection restricts the reference
 * @error: return location for an error
 *
 * Returns: (transfer full): what the file shows.
 */
LlMaps *ll_maps_new_file (gint32 image,
                          const gchar *path,
                          const LlMaps *result,
                          gboolean *selection,
                          GError **error);

typedef struct
{
  gboolean has_dice;
  gboolean has_separation;
  gboolean has_objects;
  LlDice dice;
  LlSeparationScore separation;
  LlDetectionScore objects;
} LlEvaluation;

/**
 * ll_evaluation_score:
 * @radius: at which two interfaces are the same
 * @smallest: pixels of the smallest object that counts
 * @evaluation: (out caller-allocates): what the maps that there are allow
 */
void ll_evaluation_score (const LlMaps *result,
                          const LlMaps *reference,
                          gdouble radius,
                          gint smallest,
                          LlEvaluation *evaluation);

/**
 * ll_errors_insert:
 * @result: with a segmentation
 * @reference: likewise
 * @converted: (out): whether the image became RGB for it
 * @error: return location for an error
 *
 * Adds the layer of wrong pixels to the result's group, in the place of an earlier one.
 */
gboolean ll_errors_insert (gint32 image,
                           const LlMaps *result,
                           const LlMaps *reference,
                           gboolean *converted,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlMaps, ll_maps_free)

G_END_DECLS
