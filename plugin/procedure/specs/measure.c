/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

const LpChoice lp_choices_found_in[] = {
  { "any", N_ ("The result, or what is painted without one") },
  { "result", N_ ("The result of a network") },
  { "layers", N_ ("Painted masks") },
  { NULL, NULL },
};

const LpChoice lp_choices_splits[] = {
  { "network", N_ ("Where the network parts them") },
  { "both", N_ ("Where network and necks part them") },
  { "distance", N_ ("At their necks") },
  { "components", N_ ("Not at all") },
  { NULL, NULL },
};

const LpChoice lp_choices_edge_objects[] = {
  { "include", N_ ("Count as others") },
  { "exclude", N_ ("Do not count") },
  { "weight", N_ ("Do not count, others count for them") },
  { NULL, NULL },
};

const LpChoice lp_choices_scales[] = {
  { "image", N_ ("Kept in the image") },
  { "resolution", N_ ("The image's resolution") },
  { "pixel-size", N_ ("The size of a pixel") },
  { "bar", N_ ("A path or two guides over the scale bar") },
  { NULL, NULL },
};

static const LpArgumentSpec measure_arguments[] = {
  { ARGUMENT_OBJECTS, .nick = N_ ("_Measure"),
    .blurb = N_ ("Whose objects are measured.") },
  { ARGUMENT_SCALE, .nick = N_ ("Sc_ale"),
    .blurb = N_ ("How large pixels are; the image keeps it for the next time.") },
  { ARGUMENT_PIXEL_SIZE, .nick = N_ ("Side of a _pixel"),
    .blurb = N_ ("With scale = pixel-size: the length of a pixel's side.") },
  { ARGUMENT_BAR_LENGTH, .nick = N_ ("Length of the _bar"),
    .blurb = N_ ("With scale = bar: the length that the scale bar is labelled with.") },
  { ARGUMENT_UNIT, .nick = N_ ("_Unit"),
    .blurb = N_ (
      "Of these lengths, and of the tables: nm, um, mm, cm, m, in, or another word.") },
  { .name = LP_ARG_TABLE,
    .nick = N_ ("_Table of objects (CSV)"),
    .blurb =
      N_ ("File of comma-separated values that gets a row for each object, begun with "
          "the names of its columns when it is new; empty: none."),
    FILE_APPEND,
    .file_name = "objects.csv" },
  { .name = LP_ARG_SUMMARY,
    .nick = N_ ("Summar_y (CSV)"),
    .blurb =
      N_ ("Likewise, a row for each class and statistic, with confidence intervals."),
    FILE_APPEND,
    .file_name = "summary.csv" },
  { ARGUMENT_EDGE_OBJECTS, .nick = N_ ("Ob_jects cut by the edge"),
    .blurb = N_ ("Large objects are cut more often than small ones: to leave them out "
                 "makes sizes too small, unless whole objects count for them by the "
                 "share of places at which they would be cut (Miles, Lantuejoul).") },
  { ARGUMENT_SPLIT, .nick = N_ ("Part touchi_ng objects"),
    .blurb = N_ ("Where touching objects are parted.") },
  { ARGUMENT_SMALLEST_OBJECT, .nick = N_ ("Small_est object"),
    .blurb = N_ ("Pixels of the smallest object.") },
  { .name = LP_ARG_GAP,
    .nick = N_ ("_Gap of touching objects"),
    .blurb = N_ ("Pixels at most between two objects that touch."),
    INT (0, 20, 3),
    .advanced = TRUE },
  { .name = LP_ARG_RESAMPLES,
    .nick = N_ ("Resamples (_0: no intervals)"),
    .blurb = N_ ("Resamples of the bootstrap that the confidence intervals come from."),
    INT (0, 100000, 1000),
    .advanced = TRUE },
  { .name = LP_ARG_LEVEL,
    .nick = N_ ("Le_vel of the intervals"),
    .blurb = N_ ("Probability of the confidence intervals."),
    FLOAT (0.5, 0.999, 0.95),
    .advanced = TRUE },
};

static const LpArgumentSpec measure_returns[] = {
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Objects that count, of all classes."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_MEAN,
    .nick = N_ ("Mean"),
    .blurb = N_ ("Mean diameter of all classes; -1: undefined."),
    FLOAT (-1, G_MAXDOUBLE, -1) },
  { .name = LP_RETURN_SD,
    .nick = N_ ("Standard deviation"),
    .blurb = N_ ("Of the diameters; -1: undefined."),
    FLOAT (-1, G_MAXDOUBLE, -1) },
  { .name = LP_RETURN_AREA_FRACTION,
    .nick = N_ ("Area fraction"),
    .blurb = N_ ("Share of the image that objects cover."),
    FLOAT (0, 1, 0) },
  { .name = LP_ARG_UNIT,
    .nick = N_ ("Unit"),
    .blurb = N_ ("Of the diameters: px without a scale."),
    STRING ("") },
};

const LpProcedureSpec lp_spec_measure = {
  .name = "plug-in-lazy-labels-measure",
  .menu_label = N_ ("_Measure..."),
  .blurb = N_ ("Measure sizes and shapes of objects."),
  .help = N_ ("Finds the objects of a result, or of the layer \"Segmentation\", and "
              "writes a table of them and a summary with confidence intervals. A "
              "selection restricts it to the rectangle around it. Sizes are those of the "
              "sections that the image shows, not of whole bodies."),
  .on_image = TRUE,
  .arguments = measure_arguments,
  .n_arguments = G_N_ELEMENTS (measure_arguments),
  .returns = measure_returns,
  .n_returns = G_N_ELEMENTS (measure_returns)
};
