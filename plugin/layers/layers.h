/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The roles of layers: label layers, the micrograph, and the groups that the plug-in adds. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"
#include "layers/classes.h"

G_BEGIN_DECLS

#define LP_PARASITE_CLASSES  "lazy-labels-classes"  /* of images, layers and groups */
#define LP_PARASITE_ROLE     "lazy-labels-role"     /* of layers and paths */
#define LP_PARASITE_COVERAGE "lazy-labels-coverage" /* of layers           */
#define LP_PARASITE_NETWORK  "lazy-labels-network"  /* of results: name, checksum */
#define LP_PARASITE_ORIGIN   "lazy-labels-origin"   /* of results, see origin.h */
#define LP_PARASITE_PLANE    "lazy-labels-plane"    /* of results' layers  */
#define LP_PARASITE_ACCEPTED "lazy-labels-accepted" /* of layers: a task, see correct/ */
#define LP_PARASITE_PLACES   "lazy-labels-places"   /* of images: where to paint next  */

#define LP_ROLE_WORD_MICROGRAPH  "micrograph"
#define LP_ROLE_WORD_ANNOTATIONS "annotations"
#define LP_ROLE_WORD_RESULT      "result"
#define LP_ROLE_WORD_ERRORS      "errors"
#define LP_ROLE_WORD_FIGURE      "figure"
#define LP_ROLE_WORD_MEASURED    "measured"
#define LP_ROLE_WORD_ACCEPTED    "accepted"
#define LP_ROLE_WORD_UNCERTAINTY "uncertainty"
#define LP_ROLE_WORD_LIVE        "live"

#define LP_GROUP_NAME "Lazy labels"

/* What a file of a label map says of itself, and the parasite in which GIMP keeps that. */
#define LP_LABEL_MAP_COMMENT     LL_LABELS_COMMENT
#define LP_LABEL_MAP_COMMENT_KEY "gimp-comment"

typedef enum
{
  LP_ROLE_DETECTION = LL_TASK_DETECTION,
  LP_ROLE_SEPARATION = LL_TASK_SEPARATION,
  LP_ROLE_SEGMENTATION = LL_TASK_SEGMENTATION,
  LP_ROLE_NONE = LL_N_TASKS, /* not made by the plug-in          */
  LP_ROLE_MICROGRAPH,
  LP_ROLE_ANNOTATIONS, /* the group with the label layers  */
  LP_ROLE_RESULT,      /* a group that a prediction added  */
  LP_ROLE_ERRORS,      /* a layer that an evaluation added */
  LP_ROLE_FIGURE,      /* a group that a figure added      */
  LP_ROLE_MEASURED,    /* a layer of measured objects      */
  LP_ROLE_ACCEPTED,    /* what of the paint was accepted: a group, and its layers */
  LP_ROLE_UNCERTAINTY, /* a layer of where a network is in doubt                  */
  LP_ROLE_LIVE         /* what a network makes of the image while it learns */
} LpRole;

/**
 * lp_layer_get_role:
 *
 * Returns: the role that the parasite of the layer names, else the one that its name
 *   suggests.
 */
LpRole lp_layer_get_role (const LpHostLayer *layer);

/**
 * lp_layers_keep_roles:
 * @layers: that are about to be looked at several times
 *
 * Asks GIMP for the roles of all layers once: lp_layer_get_role() of these then costs nothing,
 * and does not see any later change.
 */
void lp_layers_keep_roles (GPtrArray *layers);

/**
 * lp_layer_get_plain_name:
 *
 * Returns: (transfer full): the name in lower case, without the suffix that GIMP gives
 *   copies.
 */
gchar *lp_layer_get_plain_name (const LpHostLayer *layer);

/**
 * lp_layer_get_coverage:
 *
 * Returns: what unpainted pixels of a label layer mean; complete coverage if the layer does
 *   not say.
 */
LlCoverage lp_layer_get_coverage (const LpHostLayer *layer);

/**
 * lp_layers_find:
 * @layers: from lp_host_list_layers()
 * @id: a layer, or -1
 *
 * Returns: (transfer none) (nullable): the layer with that id.
 */
const LpHostLayer *lp_layers_find (const GPtrArray *layers, gint32 id);

/**
 * lp_layers_find_micrograph:
 * @layers: from lp_host_list_layers()
 * @drawable: the drawable of the call, or -1
 * @error: return location for a %LP_HOST_ERROR_NOT_FOUND
 *
 * Returns: (transfer none) (nullable): the layer of @drawable unless the plug-in made it;
 *   else the layer with the role of the micrograph; else the lowest layer that the plug-in
 *   did not make.
 */
const LpHostLayer *
lp_layers_find_micrograph (const GPtrArray *layers, gint32 drawable, GError **error);

/**
 * lp_layers_hide_others:
 * @image: an image
 * @shown: the group of a result or a figure, or a layer of measured objects
 *
 * Hides paint and all other results and figures, so that @shown is seen over the untouched
 * micrograph.
 */
void lp_layers_hide_others (gint32 image, gint32 shown);

/**
 * lp_layers_have_results:
 * @layers: from lp_host_list_layers()
 * @visible: (out): whether any of them is visible
 *
 * Returns: whether there are groups of results or figures.
 */
gboolean lp_layers_have_results (const GPtrArray *layers, gboolean *visible);

/**
 * lp_layers_hide_results:
 * @layers: from lp_host_list_layers()
 *
 * Hides results and figures, so that paint is seen.
 */
void lp_layers_hide_results (const GPtrArray *layers);

/**
 * lp_layers_add_task:
 * @image: an image
 * @task: the task of the layer
 * @coverage: "complete" or "sparse"
 * @parent: a group, or -1
 * @position: from the top of the group or image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Adds a transparent layer of the size of the image to paint on.
 *
 * Returns: the layer, or -1.
 */
gint32 lp_layers_add_task (gint32 image,
                           LlTask task,
                           const gchar *coverage,
                           gint32 parent,
                           gint position,
                           GError **error);

G_END_DECLS
