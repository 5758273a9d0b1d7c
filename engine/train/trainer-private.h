/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The insides of a trainer, for trainer.c (the loop), split.c (which images are held
 * out), validate.c and checkpoint.c.
 */

#pragma once

#include "core/workers.h"
#include "lazylabels/trainer.h"
#include "net/executor.h"
#include "train/sampler.h"

G_BEGIN_DECLS

struct _LlTrainer
{
  GPtrArray *samples; /* borrowed from the caller */
  LlNetwork *network;
  LlTrainSettings settings;

  GPtrArray *training;    /* samples to learn from                       */
  GPtrArray *masked;      /* those of them with a mask                   */
  GPtrArray *validation;  /* samples held out                            */
  GArray *places;         /* LlPlace: patches that validation looks at   */
  gboolean dice_possible; /* whether a held-out image has a mask        */

  LlWorkers *workers;
  LlExecutor *executor;  /* for training                                   */
  LlExecutor *evaluator; /* for validation; NULL when nothing is held out  */
  LlBatch *batch;
  LlSampler sampler;
  gchar *fingerprint; /* of images and settings, for checkpoints       */

  /* What a checkpoint keeps. */
  gint iteration;
  gdouble seconds; /* of earlier runs                                  */
  gfloat *first;   /* Adam's moments, as the learned numbers lie       */
  gfloat *second;
  LlNetwork *best; /* NULL before the first validation                 */
  gint best_iteration;
  gdouble best_dice;
  gdouble best_loss;
  gdouble last_dice;
  gint validated;             /* iteration of the last validation      */
  gdouble validated_fraction; /* of the training at that time          */
  gdouble loss;               /* running means, not yet corrected for their start */
  gdouble task_loss[LL_N_TASKS];
  gdouble loss_weight;
  gdouble task_weight[LL_N_TASKS];
};

/* Patches that running statistics are estimated from. */
#define LL_STATISTICS_PATCHES 48

typedef struct
{
  const LlSample *sample;
  gint x;
  gint y;
} LlPlace;

/* The map that the network's segmentation learns from: its own, or a single-task
 * network's.
 */
LlTask ll_trainer_mask_task (const LlTrainer *trainer);

/* Fills training, masked, validation and places; refuses what can't be learned. */
gboolean ll_trainer_split (LlTrainer *trainer, GError **error);

/* Running statistics of the present weights from @n_patches patches: while the rate is
 * high the moving ones lag behind and a validation would pick the wrong weights ("precise
 * batch norm").
 */
void ll_trainer_estimate_statistics (LlTrainer *trainer, gint n_patches);

/* Scores the present weights on the held-out patches and keeps them when they are the
 * best so far.
 */
void ll_trainer_validate (LlTrainer *trainer);

/* SHA-256 of images, labels and settings, as hexadecimal text. */
gchar *ll_trainer_fingerprint (const LlTrainer *trainer);

/* Writes all that ll_trainer_resume() needs. */
gboolean ll_trainer_checkpoint (LlTrainer *trainer,
                                const gchar *path,
                                gdouble seconds,
                                GError **error);

G_END_DECLS
