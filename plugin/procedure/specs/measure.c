/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

const LpChoice lp_choices_found_in[] = {
  { "any", N_ ("The result if there is one, else the painted masks") },
  { "result", N_ ("The result of a network") },
  { "layers", N_ ("Painted masks") },
  { NULL, NULL },
};

const LpChoice lp_choices_splits[] = {
  { "network", N_ ("By the network") },
  { "both", N_ ("By the network and at necks") },
  { "distance", N_ ("At necks") },
  { "components", N_ ("Not at all") },
  { NULL, NULL },
};

const LpChoice lp_choices_edge_objects[] = {
  { "include", N_ ("Include") },
  { "exclude", N_ ("Exclude") },
  { "weight", N_ ("Exclude, and reweight the rest") },
  { NULL, NULL },
};

const LpChoice lp_choices_scales[] = {
  { "image", N_ ("Scale stored in this image") },
  { "resolution", N_ ("Resolution of the image") },
  { "pixel-size", N_ ("Pixel size, as typed below") },
  { "bar", N_ ("Path or two guides along the scale bar") },
  { NULL, NULL },
};

static const LpArgumentSpec measure_arguments[] = {
  { ARGUMENT_OBJECTS, .nick = N_ ("_Measure"),
    .blurb = N_ ("Source of the objects that are measured.") },
  { ARGUMENT_SCALE, .nick = TEXT_SCALE, .blurb = TEXT_SCALE_HELP },
  { ARGUMENT_PIXEL_SIZE, .nick = TEXT_PIXEL_SIZE, .blurb = TEXT_PIXEL_SIZE_HELP },
  { ARGUMENT_BAR_LENGTH, .nick = TEXT_BAR_LENGTH, .blurb = TEXT_BAR_LENGTH_HELP },
  { ARGUMENT_UNIT, .nick = TEXT_UNIT,
    .blurb = N_ ("Unit of the pixel size, of the length printed on the scale bar, and of "
                 "the tables, which write um for µm: nm, µm (or um), mm, cm, m, in, or "
                 "another word.") },
  { .name = LP_ARG_TABLE,
    .nick = N_ ("_Table of objects (CSV)"),
    .blurb = N_ ("CSV file that gets one row per object at its end; a new file starts "
                 "with a header row. If empty, no file is written."),
    FILE_APPEND,
    .file_name = "objects.csv" },
  { .name = LP_ARG_SUMMARY,
    .nick = N_ ("Summar_y (CSV)"),
    .blurb = N_ ("CSV file that gets one row per class and statistic at its end, with "
                 "confidence intervals; a new file starts with a header row. If "
                 "empty, no file is written."),
    FILE_APPEND,
    .file_name = "summary.csv" },
  { ARGUMENT_EDGE_OBJECTS, .nick = N_ ("Ob_jects cut by the edge"),
    .blurb = N_ ("How objects cut by the image's edge count. The edge cuts large "
                 "objects more often than small ones, so excluding them biases sizes "
                 "downwards; reweighting corrects this by the probability that an "
                 "object of that size is cut (Miles, Lantuejoul).") },
  { ARGUMENT_SPLIT, .nick = N_ ("Split touchi_ng objects"), .blurb = TEXT_SPLIT_HELP },
  { ARGUMENT_SMALLEST_OBJECT, .nick = N_ ("Small_est object (px)"),
    .blurb = TEXT_SMALLEST_OBJECT_HELP },
  { .name = LP_ARG_GAP,
    .nick = N_ ("Largest _gap between touching objects (px)"),
    .blurb = N_ ("Largest gap in pixels between two objects that count as touching; "
                 "a larger value counts more contacts, 0 only those without a gap."),
    INT (0, 20, 3),
    .advanced = TRUE },
  { .name = LP_ARG_RESAMPLES,
    .nick = N_ ("_Bootstrap resamples"),
    .blurb = N_ ("Number of bootstrap resamples that the confidence intervals are made "
                 "from; a larger value takes longer and gives steadier intervals, 0 "
                 "omits them."),
    INT (0, 100000, 1000),
    .advanced = TRUE },
  { .name = LP_ARG_LEVEL,
    .nick = N_ ("Confidence le_vel"),
    .blurb = N_ ("Confidence level of the intervals: 0.95 gives intervals of 95 %; a "
                 "larger value widens them."),
    FLOAT (0.5, 0.999, 0.95),
    .advanced = TRUE },
  { .name = LP_ARG_OBJECTS_LAYER,
    .nick = N_ ("_Keep the objects as a layer"),
    .blurb = N_ ("Add the layer \"Objects measured\" on top of the image, replacing an "
                 "earlier one: each object in a colour of its own, with its number in "
                 "the column \"id\" of the table of objects. Objects that do not count "
                 "are grey."),
    BOOL (0) },
};

static const LpArgumentSpec measure_returns[] = {
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of objects of all classes that count."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_MEAN,
    .nick = N_ ("Mean"),
    .blurb = N_ ("Mean diameter over all classes; -1 if undefined."),
    FLOAT (-1, G_MAXDOUBLE, -1) },
  { .name = LP_RETURN_SD,
    .nick = N_ ("Standard deviation"),
    .blurb = N_ ("Standard deviation of the diameters; -1 if undefined."),
    FLOAT (-1, G_MAXDOUBLE, -1) },
  { .name = LP_RETURN_AREA_FRACTION,
    .nick = N_ ("Area fraction"),
    .blurb = N_ ("Share of the image area that the objects cover."),
    FLOAT (0, 1, 0) },
  { .name = LP_ARG_UNIT,
    .nick = N_ ("Unit"),
    .blurb = N_ ("Unit of the diameters; px if there is no scale."),
    STRING ("") },
};

const LpProcedureSpec lp_spec_measure = {
  .name = "plug-in-lazy-labels-measure",
  .menu_label = N_ ("1 _Measure..."),
  .menu = LP_MENU_RESULTS,
  .blurb = N_ ("Measure sizes and shapes of objects."),
  .help = N_ ("Finds the objects of a result or of the layer \"Segmentation\", "
              "and writes a table of objects and a summary with confidence "
              "intervals. Pixels that are transparent, ignored, not selected or "
              "not segmented are left out: they count for no area, and objects "
              "beside them count as cut by the edge. The sizes are those of the "
              "sections that the image shows, not those of whole bodies."),
  .on_image = TRUE,
  .arguments = measure_arguments,
  .n_arguments = G_N_ELEMENTS (measure_arguments),
  .returns = measure_returns,
  .n_returns = G_N_ELEMENTS (measure_returns)
};
