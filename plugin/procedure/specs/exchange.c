/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects to and from the files of other programs, one image at a time. */

#include "procedure/specs/specs.h"

static const LpChoice choices_separators[] = {
  { "comma", N_ ("Comma") },
  { "semicolon", N_ ("Semicolon") },
  { "tab", N_ ("Tab") },
  { NULL, NULL },
};

static const LpChoice choices_decimals[] = {
  { "point", N_ ("Point") },
  { "comma", N_ ("Comma") },
  { NULL, NULL },
};

static const LpArgumentSpec export_arguments[] = {
  { ARGUMENT_OBJECTS, .nick = N_ ("Obj_ects of"),
    .blurb = N_ ("Source of the objects that are exported.") },
  { .name = LP_ARG_LABEL_MAP,
    .nick = N_ ("Label _map (TIFF)"),
    .blurb = N_ ("Grey image file whose values are the numbers of the objects, with 0 as "
                 "background and the scale of the image, as ImageJ and Fiji read it. "
                 "If empty, no file is written."),
    FILE_SAVE,
    .file_name = "objects.tif",
    .part = N_ ("Files") },
  { .name = LP_ARG_ROIS,
    .nick = N_ ("_ImageJ ROIs (ZIP)"),
    .blurb = N_ ("Set of ROIs for ImageJ's ROI Manager, one per object, named by its "
                 "number and class. If empty, no file is written."),
    FILE_SAVE,
    .file_name = "objects.zip" },
  { .name = LP_ARG_GEOJSON,
    .nick = N_ ("_GeoJSON for QuPath"),
    .blurb =
      N_ ("Polygons in pixels with classes and measurements, as QuPath reads them. "
          "If empty, no file is written."),
    FILE_SAVE,
    .file_name = "objects.geojson" },
  { .name = LP_ARG_COCO,
    .nick = N_ ("COCO (JSON)"),
    .blurb = N_ ("Annotations as other networks learn from: polygons, or run lengths for "
                 "objects with holes. If empty, no file is written."),
    FILE_SAVE,
    .file_name = "objects.json" },
  { .name = LP_ARG_CSV,
    .nick = N_ ("_Table of objects (CSV)"),
    .blurb = N_ ("One row per object, with the columns of Measure's table of objects. If "
                 "empty, no file is written."),
    FILE_SAVE,
    .file_name = "objects.csv" },
  { ARGUMENT_SCALE, .nick = TEXT_SCALE, .blurb = TEXT_SCALE_HELP, .part = N_ ("Scale") },
  { ARGUMENT_PIXEL_SIZE, .nick = TEXT_PIXEL_SIZE, .blurb = TEXT_PIXEL_SIZE_HELP },
  { ARGUMENT_BAR_LENGTH, .nick = TEXT_BAR_LENGTH, .blurb = TEXT_BAR_LENGTH_HELP },
  { ARGUMENT_UNIT, .nick = TEXT_UNIT,
    .blurb = N_ ("Unit of the pixel size, of the length printed on the scale bar, and of "
                 "the files, which write um for µm: nm, µm (or um), mm, cm, m, in, or "
                 "another word.") },
  { .name = LP_ARG_SEPARATOR,
    .nick = N_ ("Cells are se_parated by"),
    .blurb = N_ ("What stands between two cells of the table. Excel expects a semicolon "
                 "where numbers have a decimal comma."),
    CHOICE (choices_separators, "comma"),
    .advanced = TRUE,
    .needs = LP_ARG_CSV },
  { .name = LP_ARG_DECIMAL,
    .nick = N_ ("Decimal sig_n"),
    .blurb = N_ ("Decimal sign of the numbers in the table."),
    CHOICE (choices_decimals, "point"),
    .advanced = TRUE,
    .needs = LP_ARG_CSV },
  { .name = LP_ARG_BYTE_ORDER_MARK,
    .nick = N_ ("Byte order mar_k"),
    .blurb = N_ ("Begin the table with a mark by which Excel tells UTF-8; without it, "
                 "Excel shows letters such as µ wrong."),
    BOOL (0),
    .advanced = TRUE,
    .needs = LP_ARG_CSV },
  { .name = LP_ARG_ANNOTATIONS,
    .nick = N_ ("Annotations in _QuPath"),
    .blurb = N_ ("Objects become annotations in QuPath, which can be edited, instead of "
                 "detections, of which it shows many more at once."),
    BOOL (0),
    .advanced = TRUE,
    .needs = LP_ARG_GEOJSON },
  { ARGUMENT_SPLIT, .nick = N_ ("Split touching ob_jects"), .blurb = TEXT_SPLIT_HELP },
  { ARGUMENT_SMALLEST_OBJECT, .nick = TEXT_SMALLEST_OBJECT,
    .blurb = TEXT_SMALLEST_OBJECT_HELP },
};

static const LpArgumentSpec export_returns[] = {
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of objects of all classes."),
    INT (0, 2147483647, 0) },
};

static const LpArgumentSpec import_arguments[] = {
  { .name = LP_ARG_FILE,
    .nick = N_ ("La_bels"),
    .blurb = N_ ("Label image (TIFF or PNG), COCO, GeoJSON, or ROIs of ImageJ. From a "
                 "script, also a folder, of which the file is taken whose name is that "
                 "of the image, or begins with it and ends in a word such as \"_mask\"."),
    FILE_OPEN },
  { .name = LP_ARG_CLASS,
    .nick = N_ ("Class of _all objects"),
    .blurb = N_ ("Name of the class that all objects get. If empty, they get the classes "
                 "that the file names, and where it names none, the first class of the "
                 "image, or \"object\"."),
    STRING ("") },
  { .name = LP_ARG_COVERAGE,
    .nick = N_ ("Unpa_inted pixels are"),
    .blurb = TEXT_COVERAGE_HELP,
    CHOICE (lp_choices_coverages, "complete") },
  { .name = LP_ARG_NAME,
    .nick = N_ ("Na_me of the image"),
    .blurb = N_ ("Name by which a COCO file or a folder knows the image; its ending does "
                 "not count. If empty, the name of the image's file is taken."),
    STRING (""),
    .advanced = TRUE },
  { .name = LP_ARG_DEPTH,
    .nick = N_ ("De_pth of marks"),
    .blurb = N_ ("How deep below the border of its object a detection mark begins, as a "
                 "share of the depth of the middle; a larger value makes smaller marks."),
    FLOAT (0, 0.95, 0.35),
    .advanced = TRUE },
  { .name = LP_ARG_GAP,
    .nick = N_ ("_Gap of touching objects (px)"),
    .blurb = N_ ("Separation is painted where two objects lie within this distance in "
                 "pixels of one place; a larger value also paints wider gaps."),
    INT (1, 20, 2),
    .advanced = TRUE },
};

static const LpArgumentSpec import_returns[] = {
  { .name = LP_RETURN_LAYER,
    .nick = N_ ("Layer"),
    .blurb = N_ ("Layer that the masks were painted on."),
    LAYER },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of objects that were painted."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_export_objects = {
  .name = "plug-in-lazy-labels-export-objects",
  .menu_label = N_ ("5 E_xport Objects..."),
  .menu = LP_MENU_RESULTS,
  .blurb = N_ ("Write objects to files of other programs."),
  .help = N_ ("Finds objects as Measure does and writes them to files that other "
              "programs read: a label map, ROIs of ImageJ, GeoJSON for QuPath, COCO, and "
              "a table. Each has the numbers of Measure's table. Outlines run along the "
              "edges of pixels, so that Import Labels gives the same objects again. "
              "Either all files are written or none."),
  .on_image = TRUE,
  .arguments = export_arguments,
  .n_arguments = G_N_ELEMENTS (export_arguments),
  .returns = export_returns,
  .n_returns = G_N_ELEMENTS (export_returns)
};

const LpProcedureSpec lp_spec_import_labels = {
  .name = "plug-in-lazy-labels-import-labels",
  .menu_label = N_ ("4 _Import Labels..."),
  .menu = LP_MENU_ANNOTATE,
  .blurb = N_ ("Paint the objects of a file on the annotation layers."),
  .help =
    N_ ("Reads known objects, as public data sets have them, and paints them: masks "
        "on the layer \"Segmentation\", marks inside them on \"Detection\", and "
        "scribbles where two of them touch on \"Separation\". Missing layers are "
        "added as by New Annotation Layers. Classes of the file that the image "
        "lacks are added to its classes. In a label image, each value is an object; "
        "if there is only one besides 0, its connected parts are. Of objects that "
        "lie over each other, the smaller one is painted. Crowds of COCO are "
        "painted in the ignore colour. Existing paint stays where there is no "
        "object. Everything is one undo step."),
  .on_image = TRUE,
  .arguments = import_arguments,
  .n_arguments = G_N_ELEMENTS (import_arguments),
  .returns = import_returns,
  .n_returns = G_N_ELEMENTS (import_returns)
};
