/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpArgumentSpec load_arguments[] = {
  { .name = LP_ARG_FILE,
    .nick = N_ ("Net_work"),
    .blurb = N_ ("Weights file of the network that becomes the current one."),
    FILE_OPEN },
};

static const LpArgumentSpec load_returns[] = {
  { .name = LP_ARG_CLASSES,
    .nick = N_ ("Classes"),
    .blurb = TEXT_CLASSES_HELP,
    STRING ("") },
  { .name = LP_RETURN_LOSS,
    .nick = N_ ("Loss"),
    .blurb = N_ ("Loss at the end of the network's training."),
    FLOAT (0, G_MAXDOUBLE, 0) },
  { .name = LP_RETURN_DICE,
    .nick = N_ ("Dice"),
    .blurb = N_ ("Dice on the held-out set; -1 if there was no validation."),
    FLOAT (-1, 1, -1) },
};

static const LpArgumentSpec save_arguments[] = {
  { .name = LP_ARG_FILE,
    .nick = N_ ("Sa_ve network as"),
    .blurb = N_ ("Weights file to write the current network to; an existing one is "
                 "replaced."),
    FILE_SAVE,
    .file_name = "weights.safetensors" },
};

const LpProcedureSpec lp_spec_load_weights = {
  .name = "plug-in-lazy-labels-load-weights",
  .menu_label = N_ ("3 _Load Network..."),
  .menu = LP_MENU_NETWORK,
  .blurb = N_ ("Make the network of a file the current one."),
  .help = N_ ("Checks the file and makes its network the current one, which Segment uses "
              "unless another is named."),
  .arguments = load_arguments,
  .n_arguments = G_N_ELEMENTS (load_arguments),
  .returns = load_returns,
  .n_returns = G_N_ELEMENTS (load_returns)
};

const LpProcedureSpec lp_spec_save_weights = {
  .name = "plug-in-lazy-labels-save-weights",
  .menu_label = N_ ("4 Sa_ve Network As..."),
  .menu = LP_MENU_NETWORK,
  .blurb = N_ ("Save the current network to a file."),
  .help = N_ ("Writes the network that was last trained or loaded to a weights file, so "
              "that the next training does not replace it."),
  .arguments = save_arguments,
  .n_arguments = G_N_ELEMENTS (save_arguments)
};
