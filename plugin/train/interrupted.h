/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The checkpoint that an interrupted training has left beside its weights file. */

#pragma once

#include "train/plan.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean found;
  gint iterations; /* that it had done; -1: the file can't be read          */
  gboolean fits;   /* whether the plan's trainer can resume from it         */
  gchar *text;     /* what a person should know, one sentence or several    */
} LpInterrupted;

/**
 * lp_interrupted_find:
 * @interrupted: (out caller-allocates): what there is, to be cleared
 * @plan: without a trainer, nothing fits
 *
 * Looks for a checkpoint where the plan would write its own, and changes nothing.
 */
void lp_interrupted_find (LpInterrupted *interrupted, const LpTrainPlan *plan);
void lp_interrupted_clear (LpInterrupted *interrupted);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LpInterrupted, lp_interrupted_clear)

G_END_DECLS
