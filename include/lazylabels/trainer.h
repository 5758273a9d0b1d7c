/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Training: loss, Adam, validation, checkpoints (algorithm 1 of the paper). */

#pragma once

#include <glib.h>

#include "lazylabels/augmentation.h"
#include "lazylabels/group.h"
#include "lazylabels/network.h"
#include "lazylabels/sample.h"

G_BEGIN_DECLS

typedef enum
{
  LL_SCHEDULE_COSINE,  /* from the learning rate to zero by half a cosine */
  LL_SCHEDULE_CONSTANT /* the paper's                                     */
} LlSchedule;

/* What the brightness of one image means for that of another. */
typedef enum
{
  LL_BRIGHTNESS_SET,      /* the same pixel value is the same in all images       */
  LL_BRIGHTNESS_IMAGE,    /* each image is stretched to its own percentiles       */
  LL_BRIGHTNESS_AUTOMATIC /* the latter if those of the images differ too much    */
} LlBrightness;

/* What a step keeps for its backward pass. */
typedef enum
{
  LL_TRAIN_MEMORY_EXACT, /* floats                                                */
  LL_TRAIN_MEMORY_SMALL  /* half as large numbers: gradients are rounded a little */
} LlTrainMemory;

typedef struct
{
  gint iterations; /* Adam steps at most; 0: no limit           */
  gdouble minutes; /* wall time at most; 0: no limit            */
  gint batch;      /* patches per step                          */
  gdouble learning_rate;
  LlSchedule schedule;
  gdouble alpha[LL_N_TASKS]; /* weights of the tasks, equation 5          */
  gdouble interface_weight;  /* of interface pixels in task 2; 1: as any  */
  gdouble dice_weight;       /* of the soft Dice loss in task 3           */
  gdouble masked_share;      /* of a batch, drawn from fully masked images */
  gdouble validation_share;  /* of the images, held out                   */
  gint validation_interval;  /* iterations between validations; 0: chosen */
  LlBrightness brightness;   /* of a new network's images                 */
  LlAugmentation augmentation;
  gdouble averaging;      /* share of the averaged weights that a step keeps,
                               * 0 .. 1; 0: none, the last weights count */
  gdouble decay;          /* of the weights per step, times the learning rate */
  gdouble gradient_limit; /* of the gradient's length; 0: none        */
  guint64 seed;
  LlTrainMemory memory;
  gint threads;               /* 0 for one per processor                   */
  gboolean background;        /* whether these threads give way to others  */
  gdouble checkpoint_seconds; /* between checkpoints                       */
  gboolean growing;           /* whether labels come while it trains, see
                               * ll_trainer_relabel(): none need be there at
                               * first, and nothing is held out             */
  const LlGroup *group;       /* processes that train together, each @batch patches per
                               * step, of which the first writes checkpoints; NULL: alone */
} LlTrainSettings;

/* A place in an image that patches are drawn around. */
typedef struct
{
  gint sample; /* index of the image              */
  gint x;      /* pixels of the image as it is    */
  gint y;
} LlTrainPlace;

/* What went wrong in a training that goes on all the same. */
typedef struct
{
  gint divergences;           /* how often it went back to an earlier state          */
  gint diverged;              /* the step after which it last did                    */
  gint returned;              /* the step that it then went on from                  */
  gdouble learning_rate;      /* since then: half of what it was                     */
  gboolean given_up;          /* whether it ended because it diverged over and over  */
  gint written;               /* checkpoints that were written                       */
  gint unwritten;             /* checkpoints that could not be written               */
  const gchar *unwritten_why; /* what the first of these failed by, valid for
                               * ever; or NULL                                   */
} LlTrainTroubles;

typedef struct
{
  gint iteration;                /* steps done                                */
  gint iterations;               /* steps planned, 0 when only time limits    */
  gdouble fraction;              /* of the training, 0 .. 1                   */
  gdouble loss;                  /* running mean                              */
  gdouble task_loss[LL_N_TASKS]; /* running means; NAN: no labels             */
  gdouble dice;                  /* of the last validation; NAN: none         */
  gdouble seconds;               /* so far                                    */
  gdouble seconds_left;          /* estimate                                  */
  LlTrainTroubles troubles;      /* so far                                    */
} LlTrainProgress;

typedef struct
{
  gint iterations;         /* steps done, resumed ones counted in       */
  gint best_iteration;     /* the step whose weights were kept          */
  gdouble loss;            /* mean of the last steps                    */
  gdouble dice;            /* validation Dice of the kept weights; NAN  */
  gdouble validation_loss; /* of the kept weights; NAN: nothing held out */
  gint training_images;
  gint validation_images;
  gboolean stopped; /* the callback ended it early               */
  LlTrainTroubles troubles;
} LlTrainResult;

/**
 * LlTrainFunc:
 * @progress: where the training is
 * @data: the caller's
 *
 * Called after every step, in the training thread.  The time that the function takes
 * is not counted towards the time limit.
 *
 * Returns: whether to continue; %FALSE ends the training and keeps what it learned.
 */
typedef gboolean (*LlTrainFunc) (const LlTrainProgress *progress, gpointer data);

typedef struct _LlTrainer LlTrainer;

/**
 * ll_train_settings_init:
 * @settings: (out caller-allocates): the defaults
 */
void ll_train_settings_init (LlTrainSettings *settings);

/**
 * ll_train_estimate_memory:
 * @network: the network to train, which need not exist; within its ranges
 * @n_classes: of the network
 * @settings: of the training
 *
 * Returns: bytes that the training needs at most, without its images.
 */
guint64 ll_train_estimate_memory (const LlNetworkSettings *network,
                                  gint n_classes,
                                  const LlTrainSettings *settings);

/**
 * ll_train_check_memory:
 * @network: as for ll_train_estimate_memory()
 * @n_classes: as for ll_train_estimate_memory()
 * @settings: as for ll_train_estimate_memory()
 * @new_network: whether the network can still be made smaller
 * @error: return location for a %LL_TRAIN_ERROR_MEMORY, which says what would fit, or a
 *   %LL_NETWORK_ERROR_SETTINGS
 *
 * Returns: whether there is memory for the training, apart from its images.
 */
gboolean ll_train_check_memory (const LlNetworkSettings *network,
                                gint n_classes,
                                const LlTrainSettings *settings,
                                gboolean new_network,
                                GError **error);

/**
 * ll_trainer_new:
 * @samples: (element-type LlSample): the annotated images; must outlive the
 *   trainer, and is not changed
 * @network: (transfer full): the network to train.  An untrained one gets its
 *   normalisation from the training images.
 * @settings: copied
 * @error: return location for a %LL_TRAIN_ERROR
 *
 * Splits the images into training and validation.  With no labelled pixel at
 * all, a class that no map paints, an image smaller than half a patch, or less memory than
 * the training needs, there is no trainer.
 *
 * Returns: (transfer full): the trainer, or %NULL.
 */
LlTrainer *ll_trainer_new (GPtrArray *samples,
                           LlNetwork *network,
                           const LlTrainSettings *settings,
                           GError **error);
void ll_trainer_free (LlTrainer *trainer);

/**
 * ll_trainer_resume:
 * @path: a checkpoint that a training with the same images and network has written
 * @error: return location for a %LL_TRAIN_ERROR_RESUME or %LL_WEIGHTS_ERROR
 *
 * Continues from a checkpoint; with the same settings and kernels, the final weights are the
 * same bit by bit as without the interruption.  Learning rate, schedule, limits of iterations and
 * minutes, augmentation, share of masked images, memory and threads may differ.
 *
 * Returns: whether the checkpoint was loaded; the trainer is unchanged otherwise.
 */
gboolean ll_trainer_resume (LlTrainer *trainer, const gchar *path, GError **error);

/**
 * ll_trainer_can_resume:
 * @path: as for ll_trainer_resume()
 * @error: as for ll_trainer_resume()
 *
 * Reads a checkpoint without taking anything from it.
 *
 * Returns: whether ll_trainer_resume() would load it.
 */
gboolean
ll_trainer_can_resume (const LlTrainer *trainer, const gchar *path, GError **error);

/**
 * ll_checkpoint_get_iteration:
 * @path: a file
 *
 * Returns: the steps that the training had done which left this checkpoint, whatever its
 *   images and settings; -1 if the file does not exist or is not a checkpoint.
 */
gint ll_checkpoint_get_iteration (const gchar *path);

/**
 * ll_trainer_time_step:
 *
 * Tries a step without learning from it, for an estimate before the training runs, which
 * ends with the same weights bit by bit as without the trial.
 *
 * Returns: the seconds that the step took.
 */
gdouble ll_trainer_time_step (LlTrainer *trainer);

/**
 * ll_trainer_run:
 * @checkpoint: (nullable): the file to write checkpoints to, which the caller removes
 * @func: (nullable): called after each step
 * @data: for @func
 * @result: (out) (optional): what was reached
 * @error: return location for a %LL_TRAIN_ERROR_DIVERGED
 *
 * When the loss, a weight or a moment is no longer finite, the training goes back to its last
 * good state and goes on with half the learning rate.  When this happens several times in a
 * row it ends, with the best or the last good weights, and @result says so.  A checkpoint that
 * can't be written is tried again later.
 *
 * Returns: whether the network has learned: also after an early stop, or an end by
 *   divergences.  Otherwise nothing was learned, and the network is of no use.
 */
gboolean ll_trainer_run (LlTrainer *trainer,
                         const gchar *checkpoint,
                         LlTrainFunc func,
                         gpointer data,
                         LlTrainResult *result,
                         GError **error);

/**
 * ll_trainer_describe_resume:
 *
 * Returns: (transfer full) (nullable): after ll_trainer_resume(), one sentence when the final
 *   weights will not be those of a training without the interruption because threads or
 *   processor are others; or %NULL.
 */
gchar *ll_trainer_describe_resume (const LlTrainer *trainer);

/**
 * ll_train_troubles_describe:
 *
 * Returns: (transfer full) (nullable): what went wrong, one sentence per line; or %NULL.
 */
gchar *ll_train_troubles_describe (const LlTrainTroubles *troubles);

/**
 * ll_trainer_snapshot:
 *
 * Copies the network for an #LlTrainFunc to inspect.  The running statistics of the copy
 * are estimated anew, because during training they lag behind the weights.  The training
 * itself is not affected.
 *
 * Returns: (transfer full): a copy of the network as it is between two steps.
 */
LlNetwork *ll_trainer_snapshot (LlTrainer *trainer);

/**
 * ll_trainer_relabel:
 * @sample: index of an image of a trainer whose labels grow
 *
 * Says that the labels of an image have changed: the caller has written into the maps that
 * the sample had when the trainer was made.  Must be called between two steps, by an
 * #LlTrainFunc or before the training runs.
 */
void ll_trainer_relabel (LlTrainer *trainer, guint sample);

/**
 * ll_trainer_set_places:
 * @places: (element-type LlTrainPlace): copied; empty: none
 * @share: of the patches that are drawn around one of them, each equally likely, 0 .. 1
 *
 * Lets the following steps see certain places more often, such as those that have paint:
 * most patches of an image with little paint show none.  To be called as
 * ll_trainer_relabel().
 */
void ll_trainer_set_places (LlTrainer *trainer, const GArray *places, gdouble share);

/**
 * ll_trainer_describe_validation:
 *
 * Returns: (transfer full): one sentence on what is held out and how it is scored.
 */
gchar *ll_trainer_describe_validation (const LlTrainer *trainer);

/**
 * ll_trainer_gives_dice:
 *
 * Returns: whether validations score by Dice: a held-out image has a mask.
 */
gboolean ll_trainer_gives_dice (const LlTrainer *trainer);

/**
 * ll_trainer_get_network:
 *
 * Returns: (transfer none): the network; after ll_trainer_run() the best one.
 */
const LlNetwork *ll_trainer_get_network (const LlTrainer *trainer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlTrainer, ll_trainer_free)

G_END_DECLS
