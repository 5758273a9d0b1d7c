/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

/* In the order of LpHistogramBy. */
static const LpChoice choices_histogram_by[] = {
  { "number", N_ ("Number of objects") },
  { "volume", N_ ("Volume of spheres of equal diameter") },
  { NULL, NULL },
};

static const LpArgumentSpec figure_arguments[] = {
  { ARGUMENT_OBJECTS, .nick = N_ ("Obj_ects of"),
    .blurb = N_ ("Source of the objects that are drawn.") },
  { .name = LP_ARG_CONTOURS,
    .nick = N_ ("Co_ntours"),
    .blurb = N_ ("Add one layer per class with lines around its objects. The frame of "
                 "the image is left out."),
    BOOL (1),
    .part = N_ ("Lines"),
    .column = 1 },
  { .name = LP_ARG_CONTOUR_WIDTH,
    .nick = N_ ("_Width of contours (px)"),
    .blurb = N_ ("Width of the contours in pixels; one half lies on each side of an "
                 "object's border, and a larger value covers more of the micrograph."),
    FLOAT (0.5, 100, 2),
    .needs = LP_ARG_CONTOURS,
    .needs_value = "1" },
  { .name = LP_ARG_DASH,
    .nick = N_ ("Length of dashes (px)"),
    .blurb = N_ ("Length in pixels of a dash of the contours and of the gap after it; a "
                 "larger value gives fewer dashes, 0 draws solid lines."),
    FLOAT (0, 1000, 0),
    .needs = LP_ARG_CONTOURS,
    .needs_value = "1" },
  { .name = LP_ARG_CASING,
    .nick = N_ ("Casing of contours"),
    .blurb = TEXT_CASING_HELP,
    BOOL (1),
    .needs = LP_ARG_CONTOURS,
    .needs_value = "1" },
  { .name = LP_ARG_HOLES,
    .nick = N_ ("Contours of holes"),
    .blurb = N_ ("Also draw contours around the holes in objects; otherwise only around "
                 "whole objects."),
    BOOL (0),
    .needs = LP_ARG_CONTOURS "," LP_ARG_PATHS },
  { .name = LP_ARG_PATHS,
    .nick = N_ ("Contours as _paths"),
    .blurb = N_ ("Add the contours as paths, one per class, which can be edited and "
                 "exported as SVG. Along the frame of the image they are closed. In GIMP "
                 "3.2 and later, contours and scale bar become vector layers that follow "
                 "their paths, unless there is a path for each object."),
    BOOL (0) },
  { .name = LP_ARG_INSTANCES,
    .nick = N_ ("Each object in a colour of _its own"),
    .blurb = N_ ("Add a translucent layer on which each object has a colour of its own, "
                 "unlike those of its neighbours."),
    BOOL (0),
    .part = N_ ("Colours and numbers"),
    .column = 1 },
  { .name = LP_ARG_OVERLAY,
    .nick = N_ ("Objects in class colours"),
    .blurb = N_ ("Add a translucent layer with the objects in the colours of their "
                 "classes."),
    BOOL (0) },
  { .name = LP_ARG_NUMBERS,
    .nick = N_ ("N_umbers of objects"),
    .blurb = N_ ("Add a layer with the number of each object, as in the column \"id\" of "
                 "Measure's table. Where the object is too small, a line leads to its "
                 "number; numbers without room are left out."),
    BOOL (0) },
  { .name = LP_ARG_SCALE_BAR,
    .nick = N_ ("Scale _bar"),
    .blurb = N_ ("Add a layer with a scale bar whose length is a round number."),
    BOOL (0),
    .part = N_ ("Scale"),
    .column = 2 },
  { ARGUMENT_SCALE, .nick = TEXT_SCALE,
    .blurb =
      N_ ("What gives the size of a pixel, for the scale bar and the histogram. It "
          "is stored in the image, and need not be given again."),
    .needs = LP_ARG_SCALE_BAR "," LP_ARG_HISTOGRAM "," LP_ARG_HISTOGRAM_IMAGE },
  { ARGUMENT_PIXEL_SIZE, .nick = TEXT_PIXEL_SIZE, .blurb = TEXT_PIXEL_SIZE_HELP },
  { ARGUMENT_BAR_LENGTH, .nick = TEXT_BAR_LENGTH, .blurb = TEXT_BAR_LENGTH_HELP },
  { ARGUMENT_UNIT, .nick = N_ ("Uni_t"),
    .blurb = N_ ("Unit of the pixel size, of the length printed on the scale bar, and of "
                 "the figure: nm, µm (or um), mm, cm, m, in, or another word.") },
  { .name = LP_ARG_FONT,
    .nick = N_ ("Font famil_y"),
    .blurb = N_ ("Font of the scale bar, the numbers and the histogram."),
    STRING ("Sans"),
    .part = N_ ("Text"),
    .column = 2,
    .needs = LP_ARG_NUMBERS "," LP_ARG_SCALE_BAR "," LP_ARG_HISTOGRAM
                            "," LP_ARG_HISTOGRAM_IMAGE },
  { .name = LP_ARG_FONT_SIZE,
    .nick = N_ ("Font si_ze (pt)"),
    .blurb =
      N_ ("Font size of the scale bar, and the largest one of the numbers, in "
          "points at the image's resolution; a larger value gives larger text, but "
          "text that does not fit is made smaller, down to 10 pixels."),
    FLOAT (1, 1000, 8),
    .needs = LP_ARG_NUMBERS "," LP_ARG_SCALE_BAR },
  { .name = LP_ARG_LABEL_MAP,
    .nick = N_ ("Label _map (PNG or TIFF)"),
    .blurb = N_ ("16-bit grey image file whose values are the numbers of the objects, "
                 "with 0 as background. If empty, no file is written."),
    FILE_SAVE,
    .file_name = "label-map.png",
    .part = N_ ("Files and new images"),
    .column = 0 },
  { .name = LP_ARG_LABEL_IMAGE,
    .nick = N_ ("Label map as a new image"),
    .blurb = N_ ("Open the label map as a new 16-bit grey image."),
    BOOL (0) },
  { .name = LP_ARG_HISTOGRAM,
    .nick = N_ ("Histo_gram (SVG, PDF or PNG)"),
    .blurb = N_ ("File for a histogram of the objects' diameters, in the size that is "
                 "chosen under Advanced. If empty, no file is written."),
    FILE_SAVE,
    .file_name = "histogram.svg" },
  { .name = LP_ARG_HISTOGRAM_IMAGE,
    .nick = N_ ("Histogram as a new image"),
    .blurb = N_ ("Open the histogram as a new image at 300 pixels per inch, with "
                 "layers for bars, curve and axes."),
    BOOL (0) },
  { .name = LP_ARG_HISTOGRAM_BY,
    .nick = N_ ("Histogram shows"),
    .blurb = N_ ("What the bars and the curve of the histogram count: objects, or the "
                 "volume of spheres of their diameters. The bars of the classes are "
                 "stacked."),
    CHOICE (choices_histogram_by, "number"),
    .advanced = TRUE,
    .needs = LP_ARG_HISTOGRAM "," LP_ARG_HISTOGRAM_IMAGE },
  { ARGUMENT_EDGE_OBJECTS, .nick = N_ ("Objects cut by the edge"),
    .blurb = N_ ("How the histogram counts objects cut by the image's edge, as in "
                 "Measure: the edge cuts large objects more often than small ones, which "
                 "reweighting the others makes up for."),
    .needs = LP_ARG_HISTOGRAM "," LP_ARG_HISTOGRAM_IMAGE },
  { ARGUMENT_SPLIT, .nick = N_ ("Split touching ob_jects"), .blurb = TEXT_SPLIT_HELP },
  { ARGUMENT_SMALLEST_OBJECT, .nick = TEXT_SMALLEST_OBJECT,
    .blurb = TEXT_SMALLEST_OBJECT_HELP },
  { .name = LP_ARG_HISTOGRAM_WIDTH,
    .nick = N_ ("Width of histogram (mm)"),
    .blurb = N_ ("Width of the histogram in print; a larger value leaves more room for "
                 "bars, while letters keep their size. 0 takes 120 mm."),
    FLOAT (0, 1000, 120),
    .advanced = TRUE,
    .needs = LP_ARG_HISTOGRAM "," LP_ARG_HISTOGRAM_IMAGE },
  { .name = LP_ARG_HISTOGRAM_HEIGHT,
    .nick = N_ ("Height of histogram (mm)"),
    .blurb = N_ ("Height of the histogram in print; a larger value gives higher bars. 0 "
                 "takes two thirds of the width, and a line more for each class after "
                 "the first."),
    FLOAT (0, 1000, 0),
    .advanced = TRUE,
    .needs = LP_ARG_HISTOGRAM "," LP_ARG_HISTOGRAM_IMAGE },
  { .name = LP_ARG_HISTOGRAM_FONT_SIZE,
    .nick = N_ ("Font size of histogram (pt)"),
    .blurb = N_ ("Font size of the histogram in print, in points; a larger value leaves "
                 "less room for bars. 0 takes 9 points."),
    FLOAT (0, 100, 9),
    .advanced = TRUE,
    .needs = LP_ARG_HISTOGRAM "," LP_ARG_HISTOGRAM_IMAGE },
  { .name = LP_ARG_SVG_TEXT,
    .nick = N_ ("SVG with editable text"),
    .blurb = N_ ("Keep the text of an SVG histogram as text, which other programs can "
                 "edit and search, but show in another font where they lack this one. "
                 "Otherwise letters are shapes, which look the same everywhere."),
    BOOL (0),
    .advanced = TRUE,
    .needs = LP_ARG_HISTOGRAM },
  { .name = LP_ARG_OBJECT_PATHS,
    .nick = N_ ("One path per object"),
    .blurb = N_ ("Add one path per object, named by its number, instead of one per "
                 "class."),
    BOOL (0),
    .advanced = TRUE,
    .needs = LP_ARG_PATHS },
};

static const LpArgumentSpec figure_returns[] = {
  { .name = LP_RETURN_GROUP,
    .nick = N_ ("Group"),
    .blurb = N_ ("Layer group with the figure; -1 if no layer was requested."),
    LAYER },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of objects of all classes."),
    INT (0, 2147483647, 0) },
  { .name = LP_ARG_LABEL_IMAGE,
    .nick = N_ ("Label map"),
    .blurb = N_ ("New image with the label map; -1 if it was not requested."),
    IMAGE },
  { .name = LP_ARG_HISTOGRAM_IMAGE,
    .nick = N_ ("Histogram"),
    .blurb = N_ ("New image with the histogram; -1 if it was not requested."),
    IMAGE },
};

const LpProcedureSpec lp_spec_figure = {
  .name = "plug-in-lazy-labels-figure",
  .menu_label = N_ ("2 _Figure..."),
  .menu = LP_MENU_RESULTS,
  .blurb = N_ ("Draw measured objects for a figure."),
  .help = N_ ("Finds objects as Measure does and adds a layer group with the "
              "requested contours, colours, numbers and scale bar, in one undo "
              "step. It can also write a label map and a histogram of diameters. "
              "Pixels that Measure leaves out belong to no object."),
  .on_image = TRUE,
  .arguments = figure_arguments,
  .n_arguments = G_N_ELEMENTS (figure_arguments),
  .returns = figure_returns,
  .n_returns = G_N_ELEMENTS (figure_returns)
};
