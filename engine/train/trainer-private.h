/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The insides of a trainer, for trainer.c, loop.c, good-state.c (what a divergence goes back
 * to), split.c (which images are held out), validate.c and checkpoint.c.
 */

#pragma once

#include "core/workers.h"
#include "lazylabels/trainer.h"
#include "net/executor.h"
#include "train/fingerprint.h"
#include "train/sampler.h"

G_BEGIN_DECLS

/* Running means of the losses, not yet corrected for their start. */
typedef struct
{
  gdouble loss;
  gdouble task_loss[LL_N_TASKS];
  gdouble loss_weight;
  gdouble task_weight[LL_N_TASKS];
} LlMeans;

/* A state of the training whose loss was finite. */
typedef struct
{
  gint iteration;     /* -1: there is none yet              */
  gfloat *learned;    /* as they lie in the network         */
  gfloat *statistics; /* likewise                           */
  gfloat *first;      /* Adam's moments, as in the trainer  */
  gfloat *second;
  gfloat *average; /* or NULL                            */
  LlMeans means;
} LlGoodState;

struct _LlTrainer
{
  GPtrArray *given;   /* borrowed: the caller's                        */
  GPtrArray *samples; /* borrowed: @given or @seen                     */
  GPtrArray *seen;    /* owned copies as the network sees them, or NULL */
  gboolean stretched; /* each image of them by itself                  */
  gdouble diameter;   /* of objects in the caller's samples            */
  LlNetwork *network;
  LlTrainSettings settings;

  GPtrArray *training;    /* samples to learn from                       */
  GPtrArray *masked;      /* those of them with a mask                   */
  GPtrArray *validation;  /* samples held out                            */
  GArray *places;         /* LlHeldOut: patches that validation looks at   */
  gboolean dice_possible; /* whether a held-out image has a mask        */

  LlWorkers *workers;
  LlExecutor *executor;  /* for training                                   */
  LlExecutor *evaluator; /* for validation; NULL before the first one         */
  LlBatch *batch;
  LlSampler sampler;
  LlFingerprint *fingerprint; /* for checkpoints */
  LlGoodState good;
  LlTrainTroubles troubles;
  gint64 (*clock) (void); /* microseconds; a test brings its own          */

  /* What sums depend on: of this training, and of that which left the checkpoint it resumed. */
  gint threads;
  const gchar *kernels;
  gint former_threads;      /* 0: unknown      */
  gchar former_kernels[16]; /* empty: unknown */

  /* What a checkpoint keeps. */
  gint iteration;
  gdouble seconds; /* of earlier runs                                  */
  gfloat *first;   /* Adam's moments, as the learned numbers lie       */
  gfloat *second;
  gfloat *average; /* of the learned numbers; NULL: none is kept           */
  LlNetwork *best; /* NULL before the first validation                 */
  gint best_iteration;
  gdouble best_dice;
  gdouble best_loss;
  gdouble last_dice;
  gint validated;             /* iteration of the last validation      */
  gdouble validated_fraction; /* of the training at that time          */
  LlMeans means;
  gdouble rate_factor; /* of the learning rate, halved by each divergence */
  gdouble halved_rate; /* the learning rate that it applies to          */
};

/* Patches that running statistics are estimated from. */
#define LL_STATISTICS_PATCHES 48

typedef struct
{
  const LlSample *sample;
  gint x;
  gint y;
} LlHeldOut;

/* The map that the network's segmentation learns from: its own, or a single-task
 * network's.
 */
LlTask ll_trainer_mask_task (const LlTrainer *trainer);

/* Replaces the samples by copies at the network's scale, and stretched, where they are to
 * be.  Copies of stored samples are stored as well, if there is space.
 */
gboolean ll_trainer_see_samples (LlTrainer *trainer, GError **error);

/* Fills training, masked, validation and places; refuses what can't be learned. */
gboolean ll_trainer_split (LlTrainer *trainer, GError **error);

LlLossSettings ll_trainer_get_loss_settings (const LlTrainer *trainer);

/* Running statistics of the present weights from @n_patches patches: while the rate is
 * high the moving ones lag behind and a validation would pick the wrong weights ("precise
 * batch norm").
 */
void ll_trainer_estimate_statistics (LlTrainer *trainer, gint n_patches);

/* Estimates the running statistics, scores the present weights on the held-out patches, and
 * keeps them when they are the best so far.  Returns FALSE when the statistics are not finite:
 * the training has diverged.
 */
gboolean ll_trainer_validate (LlTrainer *trainer);

/* Patches of a step, of all processes that train together. */
gint ll_trainer_get_batch (const LlTrainer *trainer);

/* Makes all processes see the maps that one of them has, so that they sum the same losses. */
void ll_trainer_share_labelled (LlTrainer *trainer);

/* Whether the processes have the same weights between this step and the next: always, unless
 * they only average them from time to time.
 */
gboolean ll_trainer_is_together (const LlTrainer *trainer);

/* Averages weights and moments of the processes, if they have learned by themselves. */
void ll_trainer_average_group (LlTrainer *trainer);

/* The good state: allocates it, frees it, says whether it is time to keep the present one,
 * keeps that, and goes back to it; this returns FALSE when none was kept.
 */
void ll_trainer_init_good (LlTrainer *trainer);
void ll_trainer_clear_good (LlTrainer *trainer);
gboolean ll_trainer_is_good_due (const LlTrainer *trainer);
void ll_trainer_keep_good (LlTrainer *trainer);
gboolean ll_trainer_restore_good (LlTrainer *trainer);

/* The averaged weights, if there are any: after a step of Adam, and in the place of the
 * learned ones, which take theirs.
 */
void ll_trainer_move_average (LlTrainer *trainer);
void ll_trainer_swap_average (LlTrainer *trainer);

/* Whether weights, running statistics and moments are finite, and no second moment is
 * negative; the statistics alone.
 */
gboolean ll_trainer_is_finite (LlTrainer *trainer);
gboolean ll_trainer_has_finite_statistics (LlTrainer *trainer);

/* The samples have to be those of the training, which see no change but by growing. */
void ll_trainer_begin_fingerprint (LlTrainer *trainer);

/* Writes all that ll_trainer_resume() needs; @seconds: trained so far. */
gboolean ll_trainer_checkpoint (LlTrainer *trainer,
                                const gchar *path,
                                gdouble seconds,
                                GError **error);

G_END_DECLS
