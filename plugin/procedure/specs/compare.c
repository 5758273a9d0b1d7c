/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpArgumentSpec compare_arguments[] = {
  { .name = LP_ARG_SUMMARY,
    .nick = N_ ("Summar_y (CSV)"),
    .blurb = N_ ("Summary of measured images, as written by Measure."),
    FILE_OPEN },
  { .name = LP_ARG_BASELINE,
    .nick = N_ ("_Baseline"),
    .blurb = N_ ("Name, in the summary, of the image that the others are compared "
                 "with, after its folder where several have the name; if empty, the "
                 "first image is used."),
    STRING ("") },
  { .name = LP_ARG_TABLE,
    .nick = N_ ("_Table (CSV)"),
    .blurb = N_ ("File to write: one row per image and class, with each statistic "
                 "and its change from the baseline in percent."),
    FILE_SAVE,
    .file_name = "comparison.csv" },
};

static const LpArgumentSpec compare_returns[] = {
  { .name = LP_ARG_IMAGES,
    .nick = N_ ("Images"),
    .blurb = N_ ("Number of images that were compared."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_compare = {
  .name = "plug-in-lazy-labels-compare",
  .menu_label = N_ ("4 _Compare..."),
  .menu = LP_MENU_RESULTS,
  .blurb = N_ ("Compare measured images with a baseline image."),
  .help = N_ ("Writes one table of all images in a summary: object counts, means "
              "and standard deviations of diameters, the other statistics, and by "
              "how many percent each differs from the baseline image. If an image "
              "was measured several times, its newest measurement is used."),
  .arguments = compare_arguments,
  .n_arguments = G_N_ELEMENTS (compare_arguments),
  .returns = compare_returns,
  .n_returns = G_N_ELEMENTS (compare_returns)
};
