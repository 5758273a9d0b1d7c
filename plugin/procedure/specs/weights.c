/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpArgumentSpec load_arguments[] = {
  { .name = LP_ARG_FILE,
    .nick = N_ ("_File"),
    .blurb = N_ ("Weights file to read."),
    FILE_OPEN },
};

static const LpArgumentSpec load_returns[] = {
  { .name = LP_ARG_CLASSES,
    .nick = N_ ("Classes"),
    .blurb = N_ ("Names of the network's object classes, separated by commas."),
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
    .nick = N_ ("_File"),
    .blurb = N_ ("Weights file to write."),
    FILE_SAVE,
    .file_name = "weights.safetensors" },
};

const LpProcedureSpec lp_spec_load_weights = {
  .name = "plug-in-lazy-labels-load-weights",
  .menu_label = N_ ("_Load Weights..."),
  .blurb = N_ ("Make a weights file the current network."),
  .help = N_ ("Checks the file and makes its network the one that Segment uses."),
  .arguments = load_arguments,
  .n_arguments = G_N_ELEMENTS (load_arguments),
  .returns = load_returns,
  .n_returns = G_N_ELEMENTS (load_returns)
};

const LpProcedureSpec lp_spec_save_weights = {
  .name = "plug-in-lazy-labels-save-weights",
  .menu_label = N_ ("Sa_ve Weights..."),
  .blurb = N_ ("Write the current network to a weights file."),
  .help = N_ ("Writes the network that was last trained or loaded to a file."),
  .arguments = save_arguments,
  .n_arguments = G_N_ELEMENTS (save_arguments)
};
