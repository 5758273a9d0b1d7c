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
    .blurb = N_ ("Add one layer per class with lines around its objects."),
    BOOL (1),
    .part = N_ ("Lines"),
    .column = 1 },
  { .name = LP_ARG_CONTOUR_WIDTH,
    .nick = N_ ("_Width of contours"),
    .blurb = N_ ("Width of the lines in pixels; one half lies on each side of an "
                 "object's border."),
    FLOAT (0.5, 100, 2),
    .needs = LP_ARG_CONTOURS,
    .needs_value = "1" },
  { .name = LP_ARG_DASH,
    .nick = N_ ("Dashes (_0: none)"),
    .blurb = N_ ("Length in pixels of a dash and of the gap after it; 0 draws solid "
                 "lines."),
    FLOAT (0, 1000, 0),
    .needs = LP_ARG_CONTOURS,
    .needs_value = "1" },
  { .name = LP_ARG_CASING,
    .nick = N_ ("Casing of contours"),
    .blurb = N_ ("Add a thin rim to the contours, white where the micrograph is dark and "
                 "black where it is bright, so that they are visible on any ground."),
    BOOL (1),
    .needs = LP_ARG_CONTOURS,
    .needs_value = "1" },
  { .name = LP_ARG_HOLES,
    .nick = N_ ("Contours of holes"),
    .blurb = N_ ("Also draw the borders of the holes in objects."),
    BOOL (0),
    .needs = LP_ARG_CONTOURS "," LP_ARG_PATHS },
  { .name = LP_ARG_PATHS,
    .nick = N_ ("Contours as paths (_k)"),
    .blurb = N_ ("Add one path per class, which can be edited and exported as SVG."),
    BOOL (0) },
  { .name = LP_ARG_INSTANCES,
    .nick = N_ ("_Instances"),
    .blurb = N_ ("Add a layer on which each object has its own colour."),
    BOOL (0),
    .part = N_ ("Colours and numbers"),
    .column = 1 },
  { .name = LP_ARG_OVERLAY,
    .nick = N_ ("O_verlay"),
    .blurb = N_ ("Add a translucent layer with the objects in the colours of their "
                 "classes."),
    BOOL (0) },
  { .name = LP_ARG_NUMBERS,
    .nick = N_ ("N_umbers"),
    .blurb = N_ ("Add a layer with the id of each object, as in Measure's table of "
                 "objects. Where the object is too small, a line leads to its number; "
                 "numbers without room are left out."),
    BOOL (0) },
  { .name = LP_ARG_SCALE_BAR,
    .nick = N_ ("Scale _bar"),
    .blurb = N_ ("Add a layer with a scale bar whose length is a round number."),
    BOOL (0),
    .part = N_ ("Scale"),
    .column = 2 },
  { ARGUMENT_SCALE, .nick = N_ ("Sc_ale"),
    .blurb = N_ ("How the size of a pixel is given, for the scale bar and the "
                 "histogram; it is stored in the image and reused."),
    .needs = LP_ARG_SCALE_BAR "," LP_ARG_HISTOGRAM "," LP_ARG_HISTOGRAM_IMAGE },
  { ARGUMENT_PIXEL_SIZE, .nick = N_ ("Side of a _pixel"),
    .blurb = N_ ("Side length of a pixel, used with scale = pixel-size; a larger value "
                 "enlarges all sizes.") },
  { ARGUMENT_BAR_LENGTH, .nick = N_ ("Length o_f the bar"),
    .blurb = N_ ("Length that the scale bar in the image is labelled with, used with "
                 "scale = bar; a larger value enlarges all sizes.") },
  { ARGUMENT_UNIT, .nick = N_ ("Uni_t"),
    .blurb = N_ ("Unit of the pixel side, of the bar length and of the figure: nm, um, "
                 "mm, cm, m, in, or another word.") },
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
    .blurb = N_ ("Font size of the scale bar and largest one of the numbers, in points "
                 "at the image's resolution; text that does not fit is made smaller, "
                 "down to 10 pixels."),
    FLOAT (1, 1000, 8),
    .needs = LP_ARG_NUMBERS "," LP_ARG_SCALE_BAR },
  { .name = LP_ARG_LABEL_MAP,
    .nick = N_ ("Label _map (PNG, TIFF)"),
    .blurb = N_ ("16-bit grey image file whose values are the ids of the objects, "
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
    .nick = N_ ("Histo_gram (SVG, PDF, PNG)"),
    .blurb = N_ ("File for a histogram of the diameters, 120 x 80 mm. If empty, no "
                 "file is written."),
    FILE_SAVE,
    .file_name = "histogram.svg" },
  { .name = LP_ARG_HISTOGRAM_IMAGE,
    .nick = N_ ("Histogram as a new image"),
    .blurb = N_ ("Open the histogram as a new image at 300 pixels per inch, with "
                 "layers for bars, curve and axes."),
    BOOL (0) },
  { .name = LP_ARG_HISTOGRAM_BY,
    .nick = N_ ("Histogram by"),
    .blurb = N_ ("What the bars and the curve of the histogram count; the bars of "
                 "the classes are stacked."),
    CHOICE (choices_histogram_by, "number"),
    .advanced = TRUE,
    .needs = LP_ARG_HISTOGRAM "," LP_ARG_HISTOGRAM_IMAGE },
  { ARGUMENT_EDGE_OBJECTS, .nick = N_ ("Objects cut by the edge"),
    .blurb = N_ ("How the histogram counts objects cut by the image's edge, as in "
                 "Measure."),
    .needs = LP_ARG_HISTOGRAM "," LP_ARG_HISTOGRAM_IMAGE },
  { ARGUMENT_SPLIT, .nick = N_ ("Split touching ob_jects"),
    .blurb = N_ ("Where touching objects are split.") },
  { ARGUMENT_SMALLEST_OBJECT, .nick = N_ ("Smallest object (pi_xels)"),
    .blurb = N_ ("Area in pixels of the smallest object that counts; a larger value "
                 "drops more small objects.") },
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
