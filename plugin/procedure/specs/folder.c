/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What scripts for whole folders need, because Script-Fu can neither tell whether two names
 * mean one file nor read a name that is not UTF-8.  Paths are texts, because Script-Fu of
 * GIMP 3 shortens those of a file argument by their letters, "link/.." to nothing.
 */

#include "procedure/specs/specs.h"

/* In the order of LpFilesKind. */
static const LpChoice kinds[] = { { "xcf", N_ ("XCF files") },
                                  { "pictures", N_ ("All images") },
                                  { NULL, NULL } };

static const LpArgumentSpec list_arguments[] = {
  { .name = LP_ARG_FOLDER,
    .nick = N_ ("Folder"),
    .blurb = N_ ("Folder to list; folders in it are not searched."),
    STRING ("") },
  { .name = LP_ARG_KIND,
    .nick = N_ ("Kind"),
    .blurb = N_ ("Files to list."),
    CHOICE (kinds, "pictures") },
  { .name = LP_ARG_RESULTS,
    .nick = N_ ("Results"),
    .blurb = N_ ("Folder that the results will be written to; if empty, there are none. "
                 "It must not be the folder itself, whatever it is called."),
    STRING ("") },
  { .name = LP_ARG_ENDINGS,
    .nick = N_ ("Endings"),
    .blurb = N_ ("Endings of the results of a file, separated by commas, such as "
                 "\".xcf, .png\"; if empty, a result has the name of its file."),
    STRING ("") },
  { .name = LP_ARG_OUTPUTS,
    .nick = N_ ("Outputs"),
    .blurb = N_ ("Paths of other files that will be written, one per line."),
    .type = LP_ARGUMENT_FILES,
    .text = "" },
};

static const LpArgumentSpec list_returns[] = {
  { .name = LP_ARG_FILES,
    .nick = N_ ("Files"),
    .blurb = N_ ("URIs of the files, one per line, in order; each file once."),
    STRING ("") },
  { .name = LP_RETURN_NAMES,
    .nick = N_ ("Names"),
    .blurb = N_ ("Names of the files for messages, one per line."),
    STRING ("") },
  { .name = LP_ARG_RESULTS,
    .nick = N_ ("Results"),
    .blurb =
      N_ ("Names of the results, one per line, without their endings; no two files "
          "share a result."),
    STRING ("") },
  { .name = LP_ARG_FOLDER,
    .nick = N_ ("Folder"),
    .blurb = N_ ("Path of the folder for the results, or empty."),
    STRING ("") },
  { .name = LP_RETURN_NOTES,
    .nick = N_ ("Notes"),
    .blurb = N_ ("What was skipped, one sentence per line."),
    STRING ("") },
};

static const LpArgumentSpec check_arguments[] = {
  { .name = LP_ARG_FILE,
    .nick = N_ ("File"),
    .blurb = N_ ("Weights file to look at; if empty, the current network is looked at."),
    FILE_OPEN },
};

static const LpArgumentSpec check_returns[] = {
  { .name = LP_ARG_CLASSES,
    .nick = N_ ("Classes"),
    .blurb = N_ ("Names of the network's classes, separated by commas."),
    STRING ("") },
};

static const LpArgumentSpec open_arguments[] = {
  { .name = LP_ARG_FILE,
    .nick = N_ ("File"),
    .blurb = N_ ("Path or URI of an image file."),
    STRING ("") },
};

static const LpArgumentSpec open_returns[] = {
  { .name = LP_RETURN_IMAGE,
    .nick = N_ ("Image"),
    .blurb = N_ ("The open image."),
    IMAGE },
  { .name = LP_RETURN_PAGES,
    .nick = N_ ("Pages"),
    .blurb = N_ ("Number of pages or frames, each of which is a layer, the first one at "
                 "the bottom; 1 for a file of layers, such as XCF."),
    INT (1, 2147483647, 1) },
};

static const LpArgumentSpec save_arguments[] = {
  { .name = LP_ARG_FILE,
    .nick = N_ ("File"),
    .blurb = N_ ("File to write, in the format that its ending says."),
    FILE_SAVE,
    .file_name = "image.png" },
};

const LpProcedureSpec lp_spec_list_folder = {
  .name = "plug-in-lazy-labels-list-folder",
  .blurb = N_ ("List the images of a folder for a script."),
  .help = N_ ("Finds the files that a script for whole folders works on, and a name for "
              "the results of each. Hidden files are skipped. It is an error if a result "
              "or another output would overwrite one of the files, whichever way it is "
              "spelled or linked, or if it can't be written."),
  .arguments = list_arguments,
  .n_arguments = G_N_ELEMENTS (list_arguments),
  .returns = list_returns,
  .n_returns = G_N_ELEMENTS (list_returns)
};

const LpProcedureSpec lp_spec_check_network = {
  .name = "plug-in-lazy-labels-check-network",
  .blurb = N_ ("Check a network for a script."),
  .help = N_ ("Reads a weights file, so that a script learns before its first image "
              "whether it can segment. The current network stays what it is."),
  .arguments = check_arguments,
  .n_arguments = G_N_ELEMENTS (check_arguments),
  .returns = check_returns,
  .n_returns = G_N_ELEMENTS (check_returns)
};

const LpProcedureSpec lp_spec_open_file = {
  .name = "plug-in-lazy-labels-open-file",
  .blurb = N_ ("Open an image file for a script."),
  .help = N_ ("Opens a file whatever its name is, without a window, and says how many "
              "pages it has."),
  .arguments = open_arguments,
  .n_arguments = G_N_ELEMENTS (open_arguments),
  .returns = open_returns,
  .n_returns = G_N_ELEMENTS (open_returns)
};

const LpProcedureSpec lp_spec_save_file = {
  .name = "plug-in-lazy-labels-save-file",
  .blurb = N_ ("Save an image for a script."),
  .help =
    N_ ("Saves an image without a window. An existing file is replaced as a whole or "
        "not at all, even if GIMP is ended or the disk is full."),
  .on_image = TRUE,
  .arguments = save_arguments,
  .n_arguments = G_N_ELEMENTS (save_arguments)
};
