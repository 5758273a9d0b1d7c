/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The methods that the paper compares (section 4), all trained and scored in the same
 * way.
 */

#pragma once

#include "pictures.h"

G_BEGIN_DECLS

/* What an image with marks, but without a mask, teaches about masks. */
typedef enum
{
  INFERRED_NOTHING,
  INFERRED_GROWN,  /* pseudo labels: masks grown by this GrabCut          */
  INFERRED_PLAIN,  /* pseudo labels: masks grown by the published GrabCut */
  INFERRED_CERTAIN /* labels that follow from the marks with certainty    */
} Inferred;

typedef struct
{
  const gchar *key;
  const gchar *title;
  LlNetworkKind kind;
  LlTask task; /* of a single-task network */
  Inferred inferred;
} Method;

/* How many of the pictures have which labels; pictures with masks have all the others,
 * too.
 */
typedef struct
{
  gint marked;
  gint scribbled;
  gint masked;
} Budget;

typedef struct
{
  LlNetworkSettings network;
  LlTrainSettings train;
  gint task_blocks;  /* at most; fewer if there are fewer levels */
  gint augmentation; /* an LlAugmentation */
  gint brightness;   /* an LlBrightness */
  gint views;        /* of each patch when judging */
  gdouble diameter;  /* of objects as the network is to see them, if its scale is 0 */
  gchar *start;      /* a weights file, or NULL */
  gboolean verbose;
} MethodSettings;

typedef struct
{
  LlDice dice; /* of the image's segmentation */
  LlSeparationScore separation;
  LlDetectionScore detection;
  LlInstanceScore instances; /* found with the default settings, at IoU 0.5 */
  gboolean has_tasks;        /* whether the network separates and detects */
} MethodScore;

void method_settings_init (MethodSettings *settings);

/**
 * method_settings_add_options:
 *
 * Adds options to @context that set the members of @settings, which must outlive it.
 */
void method_settings_add_options (MethodSettings *settings, GOptionContext *context);

const Method *methods_find (const gchar *key);

/**
 * method_train:
 * @pictures: (element-type Picture): to learn from, in the order in which they get labels
 * @budget: the available labels
 * @classes: of the pictures
 * @settings: network and training
 * @checkpoint: (nullable): resumed from if it exists, and removed at the end
 * @error: return location for an error
 *
 * Returns: (transfer full): the trained network, or %NULL.
 */
LlNetwork *method_train (const Method *method,
                         const GPtrArray *pictures,
                         const Budget *budget,
                         const LlClasses *classes,
                         const MethodSettings *settings,
                         const gchar *checkpoint,
                         GError **error);

/**
 * method_judge:
 * @network: trained
 * @picture: a picture with its truth
 * @views: see #LlPredictSettings
 * @score: (out caller-allocates)
 * @labels: (out) (optional) (transfer full): the segmentation that is judged
 */
gboolean method_judge (const LlNetwork *network,
                       const Picture *picture,
                       gint views,
                       MethodScore *score,
                       LlLabels **labels,
                       GError **error);

G_END_DECLS
