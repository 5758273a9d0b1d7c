/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpArgumentSpec compare_arguments[] = {
  { .name = LP_ARG_SUMMARY,
    .nick = N_ ("_Summary (CSV)"),
    .blurb = N_ ("The summary of measured images, as Measure writes it."),
    FILE_OPEN },
  { .name = LP_ARG_BASELINE,
    .nick = N_ ("_Baseline"),
    .blurb = N_ ("The image that others are compared with, by its name in the summary; "
                 "empty: the first one."),
    STRING ("") },
  { .name = LP_ARG_TABLE,
    .nick = N_ ("_Table (CSV)"),
    .blurb = N_ ("File to write: a row for each image and class, each statistic with its "
                 "change against the baseline in percent."),
    FILE_SAVE,
    .file_name = "comparison.csv" },
};

static const LpArgumentSpec compare_returns[] = {
  { .name = LP_ARG_IMAGES,
    .nick = N_ ("Images"),
    .blurb = N_ ("Images that were compared."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_compare = {
  .name = "plug-in-lazy-labels-compare",
  .menu_label = N_ ("_Compare..."),
  .blurb = N_ ("Compare measured images with one of them."),
  .help =
    N_ ("Makes one table of all images of a summary: numbers, means and standard "
        "deviations of diameters and the other statistics, and how much each "
        "differs from the baseline image, in percent. Of an image that was measured "
        "several times the last measurement counts."),
  .arguments = compare_arguments,
  .n_arguments = G_N_ELEMENTS (compare_arguments),
  .returns = compare_returns,
  .n_returns = G_N_ELEMENTS (compare_returns)
};
