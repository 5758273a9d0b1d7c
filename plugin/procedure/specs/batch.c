/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The batch script for whole folders, with a form and a menu entry each. */

#include "procedure/specs/specs.h"

static const LpArgumentSpec grow_arguments[] = {
  { .name = LP_ARG_FOLDER,
    .nick = N_ ("_Folder with marks"),
    .blurb = N_ ("Folder of annotated XCF files whose marks grow; folders in it are not "
                 "searched."),
    FOLDER },
  { .name = LP_ARG_RESULTS,
    .nick = N_ ("_Write files to"),
    .blurb =
      N_ ("Another folder, which gets a copy of each file with its masks. Files of "
          "the same names there are replaced."),
    FOLDER },
};

static const LpArgumentSpec train_arguments[] = {
  { .name = LP_ARG_FOLDER,
    .nick = N_ ("_Folder to learn from"),
    .blurb = N_ ("Folder of annotated XCF files that the network learns from; folders in "
                 "it are not searched."),
    FOLDER },
  { .name = LP_ARG_WEIGHTS,
    .nick = N_ ("Sa_ve network as"),
    .blurb = N_ ("File to write the trained network to; an existing one is replaced."),
    FILE_SAVE,
    .file_name = "network.safetensors" },
  { .name = LP_ARG_ITERATIONS,
    .nick = N_ ("_Iterations (0: no limit)"),
    .blurb = TEXT_ITERATIONS_HELP,
    INT (0, 1000000, 1000) },
  { .name = LP_ARG_MINUTES,
    .nick = N_ ("_Minutes (0: no limit)"),
    .blurb = TEXT_MINUTES_HELP,
    FLOAT (0, 10000, 0) },
};

static const LpArgumentSpec predict_arguments[] = {
  { .name = LP_ARG_FOLDER,
    .nick = N_ ("_Folder of micrographs"),
    .blurb = N_ ("Folder of images to segment; folders in it are not searched."),
    FOLDER },
  { .name = LP_ARG_WEIGHTS,
    .nick = N_ ("Net_work"),
    .blurb = N_ ("Weights file of the network to use; if empty, the network that was "
                 "last trained or loaded is used."),
    FILE_OPEN },
  { .name = LP_ARG_RESULTS,
    .nick = N_ ("Write resul_ts to"),
    .blurb = N_ ("Another folder, which gets an XCF file with all layers and a PNG "
                 "picture of each image. Files of the same names there are replaced."),
    FOLDER },
};

static const LpArgumentSpec measure_arguments[] = {
  { .name = LP_ARG_FOLDER,
    .nick = N_ ("_Folder of results"),
    .blurb = N_ ("Folder of segmented XCF files whose objects are measured; folders in "
                 "it are not searched."),
    FOLDER },
  { .name = LP_ARG_TABLE,
    .nick = N_ ("_Table of objects"),
    .blurb = N_ ("CSV file to append one row per object to; a new file starts with a "
                 "header row. If empty, no file is written."),
    FILE_APPEND,
    .file_name = "objects.csv" },
  { .name = LP_ARG_SUMMARY,
    .nick = N_ ("Summar_y"),
    .blurb = N_ ("CSV file to append one row per class and statistic to, with "
                 "confidence intervals; a new file starts with a header row. If "
                 "empty, no file is written."),
    FILE_APPEND,
    .file_name = "summary.csv" },
  { .name = LP_ARG_RESULTS,
    .nick = N_ ("_Write figures to"),
    .blurb = N_ ("Another folder, which gets a figure of each image: an XCF file, a PNG "
                 "picture and a histogram. If empty, no figures are drawn."),
    FOLDER },
};

/* In the order of the files of Export Objects. */
static const LpChoice formats[] = {
  { "labels", N_ ("Label maps (TIFF)") },   { "rois", N_ ("ImageJ ROIs (ZIP)") },
  { "geojson", N_ ("GeoJSON for QuPath") }, { "coco", N_ ("COCO (JSON)") },
  { "csv", N_ ("Tables (CSV)") },           { NULL, NULL },
};

static const LpArgumentSpec export_arguments[] = {
  { .name = LP_ARG_FOLDER,
    .nick = N_ ("_Folder of results"),
    .blurb =
      N_ ("Folder of segmented XCF files whose objects are exported; folders in it "
          "are not searched."),
    FOLDER },
  { .name = LP_ARG_FORMATS,
    .nick = N_ ("_Kinds of files"),
    .blurb = N_ ("Files that are written of each image: any of labels, rois, geojson, "
                 "coco and csv."),
    WORDS (formats, "labels, rois, geojson, coco, csv") },
  { .name = LP_ARG_RESULTS,
    .nick = N_ ("Write resul_ts to"),
    .blurb = N_ ("Another folder, which gets the files of each image. Files of the same "
                 "names there are replaced."),
    FOLDER },
};

static const LpArgumentSpec import_arguments[] = {
  { .name = LP_ARG_FOLDER,
    .nick = N_ ("_Folder of micrographs"),
    .blurb = N_ ("Folder of images whose objects are known; folders in it are not "
                 "searched."),
    FOLDER },
  { .name = LP_ARG_LABELS,
    .nick = N_ ("Folder of la_bels"),
    .blurb =
      N_ ("Folder with a file of labels for each image, which has its name, or its "
          "name and a word such as \"_mask\"; or with one COCO file for all."),
    FOLDER },
  { .name = LP_ARG_CLASS,
    .nick = N_ ("Class of _all objects"),
    .blurb = N_ ("Name of the class that all objects get. If empty, they get the classes "
                 "that the files name, or \"object\"."),
    STRING ("") },
  { .name = LP_ARG_RESULTS,
    .nick = N_ ("Write resul_ts to"),
    .blurb = N_ ("Another folder, which gets an XCF file of each image with its paint. "
                 "Files of the same names there are replaced."),
    FOLDER },
};

const LpProcedureSpec lp_spec_grow_folder = {
  .name = "plug-in-lazy-labels-grow-folder",
  .menu_label = N_ ("1 _Grow Masks in a Folder..."),
  .menu = LP_MENU_FOLDERS,
  .blurb = N_ ("Grow masks from the detection marks of each file of a folder."),
  .help =
    N_ ("Opens each XCF file of the folder, grows masks as Grow Masks does with its "
        "default settings, and saves the file under its name in the other folder."),
  .arguments = grow_arguments,
  .n_arguments = G_N_ELEMENTS (grow_arguments)
};

const LpProcedureSpec lp_spec_train_folder = {
  .name = "plug-in-lazy-labels-train-folder",
  .menu_label = N_ ("2 _Train on a Folder..."),
  .menu = LP_MENU_FOLDERS,
  .blurb = N_ ("Train a network on all annotated files of a folder."),
  .help =
    N_ ("Trains as Train does with its default settings, on all XCF files of the "
        "folder, and shows the progress in GIMP's progress bar. For other settings, "
        "and to see what the network learns, call Train and let it learn from "
        "files."),
  .arguments = train_arguments,
  .n_arguments = G_N_ELEMENTS (train_arguments)
};

const LpProcedureSpec lp_spec_predict_folder = {
  .name = "plug-in-lazy-labels-predict-folder",
  .menu_label = N_ ("3 _Segment a Folder..."),
  .menu = LP_MENU_FOLDERS,
  .blurb = N_ ("Segment each image of a folder."),
  .help =
    N_ ("Segments each image as Segment does with its default settings. NAME.xcf "
        "has all layers, and NAME.png is the micrograph with its classes. Each page "
        "of an image with pages is an image of its own."),
  .arguments = predict_arguments,
  .n_arguments = G_N_ELEMENTS (predict_arguments)
};

const LpProcedureSpec lp_spec_measure_folder = {
  .name = "plug-in-lazy-labels-measure-folder",
  .menu_label = N_ ("4 _Measure a Folder..."),
  .menu = LP_MENU_FOLDERS,
  .blurb = N_ ("Measure the objects of each file of a folder."),
  .help =
    N_ ("Measures each XCF file as Measure does with its default settings, and adds "
        "its objects to the tables. Where a folder for figures is given, it also "
        "draws a figure of each image as Figure does."),
  .arguments = measure_arguments,
  .n_arguments = G_N_ELEMENTS (measure_arguments)
};

const LpProcedureSpec lp_spec_export_folder = {
  .name = "plug-in-lazy-labels-export-folder",
  .menu_label = N_ ("5 _Export Objects of a Folder..."),
  .menu = LP_MENU_FOLDERS,
  .blurb = N_ ("Write the objects of each file of a folder to files of other programs."),
  .help = N_ ("Exports each XCF file as Export Objects does with its default settings: "
              "NAME-labels.tif, NAME-rois.zip, NAME.geojson, NAME-coco.json and "
              "NAME.csv."),
  .arguments = export_arguments,
  .n_arguments = G_N_ELEMENTS (export_arguments)
};

const LpProcedureSpec lp_spec_import_folder = {
  .name = "plug-in-lazy-labels-import-folder",
  .menu_label = N_ ("6 _Import Labels of a Folder..."),
  .menu = LP_MENU_FOLDERS,
  .blurb = N_ ("Paint known objects on each image of a folder."),
  .help = N_ ("Makes training images of a data set with masks: opens each image, paints "
              "its labels as Import Labels does with its default settings, and saves it "
              "as NAME.xcf. Train on a Folder then learns from these."),
  .arguments = import_arguments,
  .n_arguments = G_N_ELEMENTS (import_arguments)
};
