/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the arguments of a training mean to the engine: the same in the plug-in and in the
 * command, so that both train the same network.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/arguments.h"

G_BEGIN_DECLS

/**
 * lp_training_apply_recipe:
 * @arguments: of Train
 *
 * Returns: (transfer full): the arguments, with those that their recipe fixes at its values.
 */
LpArguments *lp_training_apply_recipe (const LpArguments *arguments);

/* The task of a network that has only one. */
LlTask lp_training_get_single_task (const LpArguments *in);

/**
 * lp_training_read_beginning:
 * @in: arguments of the spec of Train
 * @beginning: (out caller-allocates): the network that the training begins with
 */
void lp_training_read_beginning (const LpArguments *in, LlBeginning *beginning);
void lp_training_read_settings (const LpArguments *in, LlTrainSettings *settings);

/**
 * lp_training_check:
 * @in: arguments of the spec of Train, each within its range
 * @error: return location for a %LP_ARGUMENT_ERROR
 *
 * Returns: whether they are consistent.
 */
gboolean lp_training_check (const LpArguments *in, GError **error);

G_END_DECLS
