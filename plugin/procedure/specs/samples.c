/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpArgumentSpec samples_arguments[] = {
  { .name = LP_ARG_IMAGES,
    .nick = N_ ("_Export"),
    .blurb = N_ ("Images that are exported: this one, all open images with marks, or the "
                 "XCF files named below."),
    CHOICE (lp_choices_sources, "current") },
  { .name = LP_ARG_FILES,
    .nick = N_ ("_Files"),
    .blurb = N_ ("Folder of XCF files, or paths of files, one per line. They count where "
                 "XCF files are exported."),
    .type = LP_ARGUMENT_FILES,
    .text = "",
    .needs = LP_ARG_IMAGES,
    .needs_value = "files" },
  { .name = LP_ARG_FOLDER,
    .nick = N_ ("Folder for the sa_mples"),
    .blurb = N_ ("Folder to write the samples to, which is made if it does not exist. "
                 "Samples that were exported to it before stay."),
    FOLDER },
};

static const LpArgumentSpec samples_returns[] = {
  { .name = LP_RETURN_SAMPLES,
    .nick = N_ ("Samples"),
    .blurb = N_ ("Number of samples that were written."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_export_samples = {
  .name = "plug-in-lazy-labels-export-samples",
  .menu_label = N_ ("6 Export Sam_ples..."),
  .menu = LP_MENU_NETWORK,
  .blurb = N_ ("Write what is painted as samples, for training on another machine."),
  .help =
    N_ ("Writes the micrograph of each image as NAME.tif, exactly, and its marks as "
        "NAME.detection.png, NAME.separation.png and NAME.segmentation.png, whose "
        "numbers are those of the classes in classes.json. The command \"lazy-labels "
        "train\" learns from such a folder without GIMP, and gives the network that "
        "Train gives for the same images, settings and number of threads, bit by bit. "
        "A selection restricts the sample to its pixels. Images without marks are "
        "skipped."),
  .on_image = TRUE,
  .arguments = samples_arguments,
  .n_arguments = G_N_ELEMENTS (samples_arguments),
  .returns = samples_returns,
  .n_returns = G_N_ELEMENTS (samples_returns)
};
