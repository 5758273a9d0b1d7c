/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How good a result is, as the paper counts it (section 4.1). */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/instances.h"

G_BEGIN_DECLS

typedef struct
{
  gdouble dice[LL_MAX_CLASSES]; /* of each class; NAN when neither map has it */
  gdouble overall;              /* all classes but the rest, pooled           */
} LlDice;

/**
 * ll_dice:
 * @result: a segmentation
 * @truth: the reference, of the same size; its ignored pixels are not counted
 * @n_classes: number of classes, including the rest
 * @dice: (out caller-allocates): 2 |result and truth| / (|result| + |truth|)
 */
void
ll_dice (const LlLabels *result, const LlLabels *truth, gint n_classes, LlDice *dice);

/* The largest distance in pixels at which two interfaces count as the same one. */
#define LL_INTERFACE_RADIUS 3

typedef struct
{
  gint found;        /* interfaces in the result                               */
  gint correct;      /* of these: with a true one within the radius            */
  gint touching;     /* pairs of touching objects in the truth                 */
  gint separated;    /* of these: with half of their interface or more within
                      * the radius of a found one                              */
  gdouble precision; /* correct / found; NAN when nothing was found            */
  gdouble recall;    /* separated / touching; NAN when nothing touches         */
} LlSeparationScore;

/**
 * ll_score_separation:
 * @result: 1 where an interface was found
 * @truth: 1 where an interface is, of the same size; ignored pixels do not count
 * @objects: (nullable): the true objects, of the same size: each pixel of an interface
 *   belongs to the two that are nearest to it, which separates touching pairs;
 *   if %NULL, each 8-connected interface of @truth is one pair
 * @radius: pixels, see %LL_INTERFACE_RADIUS
 * @score: (out caller-allocates): precision and recall by interface, not by pixel:
 *   found interfaces are 8-connected components of @result.  Components
 *   within ignored pixels are not counted; of others, only the part outside counts.
 */
void ll_score_separation (const LlLabels *result,
                          const LlLabels *truth,
                          const LlInstances *objects,
                          gdouble radius,
                          LlSeparationScore *score);

typedef struct
{
  gint objects; /* in the truth; each is one of the following four            */
  gint found;   /* by one object of the result that finds nothing else        */
  gint missed;  /* by all                                                     */
  gint merged;  /* found by an object of the result that finds others as well */
  gint split;   /* found by several objects of the result, none of which does */
  gint extra;   /* objects of the result that find nothing                    */
} LlDetectionScore;

/**
 * ll_score_detection:
 * @result: objects that were found, whole or only their inner regions
 * @truth: the objects that there are, of the same size
 * @score: (out caller-allocates): counts of objects.  An object of the result finds a
 *   true one of the same class when half or more of its own pixels lie in it, or when it
 *   covers a quarter of it or more: a mark's share of a disc is 0.42.  Objects without a
 *   pixel, on either side, do not exist.
 */
void ll_score_detection (const LlInstances *result,
                         const LlInstances *truth,
                         LlDetectionScore *score);

typedef struct
{
  gint objects;              /* in the truth                                 */
  gint found;                /* in the result                                */
  gint matched;              /* pairs, each object in one pair at most       */
  gdouble average_precision; /* matched / (objects + found - matched), which is
                              * TP / (TP + FP + FN); NAN: no objects at all  */
} LlInstanceScore;

/**
 * ll_score_instances:
 * @result: whole objects that were found
 * @truth: the objects that there are, of the same size
 * @iou: 0.5 .. 1: objects of the same class match when their intersection is at least
 *   this share of their union
 * @score: (out caller-allocates): counts, and the average precision at @iou as the
 *   literature on instances has it: the Data Science Bowl 2018 and U. Schmidt et al.,
 *   "Cell detection with star-convex polygons" (2018).  It is not the area under
 *   a curve of the same name.  Objects without a pixel do not exist.
 */
void ll_score_instances (const LlInstances *result,
                         const LlInstances *truth,
                         gdouble iou,
                         LlInstanceScore *score);

G_END_DECLS
