/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Error domains.  Every message is one sentence that a person can act on. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LL_DATA_ERROR    (ll_data_error_quark ())
#define LL_NETWORK_ERROR (ll_network_error_quark ())
#define LL_WEIGHTS_ERROR (ll_weights_error_quark ())
#define LL_TRAIN_ERROR   (ll_train_error_quark ())

typedef enum
{
  LL_DATA_ERROR_COLOUR,   /* paint of a colour that stands for no class */
  LL_DATA_ERROR_CLASSES,  /* a class list that can't be used            */
  LL_DATA_ERROR_SIZE,     /* sizes that do not match                    */
  LL_DATA_ERROR_MEMORY,   /* an image that does not fit into memory     */
  LL_DATA_ERROR_TABLE,    /* a table that can't be used                */
  LL_DATA_ERROR_EXCHANGE, /* a file of objects that can't be used     */
  LL_DATA_ERROR_IMAGE,    /* a file of an image that can't be used    */
  LL_DATA_ERROR_SPACE     /* images that do not fit into a temporary file */
} LlDataError;

typedef enum
{
  LL_NETWORK_ERROR_SETTINGS, /* settings out of range                 */
  LL_NETWORK_ERROR_CHANNELS, /* grey network, colour image or reverse */
  LL_NETWORK_ERROR_MEMORY,   /* more memory needed than there is      */
  LL_NETWORK_ERROR_CLASSES   /* others than those of the network       */
} LlNetworkError;

typedef enum
{
  LL_WEIGHTS_ERROR_FORMAT,  /* not a weights file, or a damaged one   */
  LL_WEIGHTS_ERROR_VERSION, /* written by a newer version             */
  LL_WEIGHTS_ERROR_NETWORK  /* its tensors do not fit its description */
} LlWeightsError;

typedef enum
{
  LL_TRAIN_ERROR_NO_LABELS, /* nothing to learn from                       */
  LL_TRAIN_ERROR_SIZE,      /* an image smaller than training can use      */
  LL_TRAIN_ERROR_CLASSES,   /* a class without paint, or other class lists */
  LL_TRAIN_ERROR_DIVERGED,  /* numbers that are no longer finite           */
  LL_TRAIN_ERROR_RESUME,    /* a checkpoint of another training            */
  LL_TRAIN_ERROR_MEMORY,    /* more memory needed than there is            */
  LL_TRAIN_ERROR_PIXELS     /* pixel values that are not numbers           */
} LlTrainError;

GQuark ll_data_error_quark (void);
GQuark ll_network_error_quark (void);
GQuark ll_weights_error_quark (void);
GQuark ll_train_error_quark (void);

G_END_DECLS
