/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpChoice references[] = {
  { "layers", N_ ("The annotation layers of this image") },
  { "file", N_ ("A file with annotations or masks") },
  { NULL, NULL },
};

static const LpArgumentSpec evaluate_arguments[] = {
  { .name = LP_ARG_REFERENCE,
    .nick = N_ ("Compare _with"),
    .blurb = N_ ("Ground truth: the annotation layers of the image, or a file."),
    CHOICE (references, "layers") },
  { .name = LP_ARG_FILE,
    .nick = N_ ("_File"),
    .blurb =
      N_ ("XCF file with annotation layers, or a single-layer image in the colours "
          "of the classes, in grey values (0, 1, 2, ... or evenly spaced from black "
          "to white) or with the numbers of objects, as Figure's label map."),
    FILE_OPEN,
    .needs = LP_ARG_REFERENCE,
    .needs_value = "file" },
  { .name = LP_ARG_ERRORS_LAYER,
    .nick = N_ ("Layer that shows the _errors"),
    .blurb = N_ ("Add the layer \"Errors: segmentation\" to the result, replacing an "
                 "earlier one."),
    BOOL (TRUE) },
  { .name = LP_ARG_CSV,
    .nick = N_ ("_Table (CSV)"),
    .blurb = N_ ("CSV file that gets a row with the scores at its end; a new file starts "
                 "with a header row. If empty, no file is written."),
    FILE_APPEND,
    .file_name = "scores.csv" },
  { .name = LP_ARG_RADIUS,
    .nick = N_ ("Tolera_nce of interfaces (px)"),
    .blurb = N_ ("Largest distance in pixels at which a found interface still "
                 "matches a true one; a larger value is more lenient."),
    FLOAT (0, 100, 3),
    .advanced = TRUE },
  { .name = LP_ARG_THRESHOLD,
    .nick = N_ ("_Interface from probability"),
    .blurb = N_ ("Probability above which a pixel counts as interface; a larger "
                 "value finds fewer interfaces."),
    FLOAT (0, 1, 0.5),
    .advanced = TRUE },
  { .name = LP_ARG_SMALLEST_OBJECT,
    .nick = N_ ("S_mallest object (px)"),
    .blurb = N_ ("Area in pixels of the smallest object that counts, in result and "
                 "reference; a larger value ignores more small objects."),
    INT (1, 1000000, 20),
    .advanced = TRUE },
};

static const LpArgumentSpec evaluate_returns[] = {
  { .name = LP_RETURN_DICE_OVERALL,
    .nick = N_ ("Dice"),
    .blurb = N_ ("Dice pooled over all classes except the background; -1 if undefined."),
    FLOAT (-1, 1, -1) },
  { .name = LP_RETURN_DICE,
    .nick = N_ ("Dice of the classes"),
    .blurb = N_ ("Dice of each class that occurs, as in \"air bubble 0.910, ice crystal "
                 "0.880\"."),
    STRING ("") },
  { .name = LP_RETURN_SEPARATION_PRECISION,
    .nick = N_ ("Precision"),
    .blurb = N_ ("Share of the found interfaces that are correct; -1 if undefined."),
    FLOAT (-1, 1, -1) },
  { .name = LP_RETURN_SEPARATION_RECALL,
    .nick = N_ ("Recall"),
    .blurb = N_ ("Share of the touching pairs whose interface was found; -1 if "
                 "undefined."),
    FLOAT (-1, 1, -1) },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of reference objects, each of which is found, missed, "
                 "merged or split; -1 if objects were not counted."),
    INT (-1, 2147483647, -1) },
  { .name = LP_RETURN_FOUND,
    .nick = N_ ("Found"),
    .blurb = N_ ("Reference objects found by exactly one object of the result, which "
                 "finds no other."),
    INT (-1, 2147483647, -1) },
  { .name = LP_RETURN_MISSED,
    .nick = N_ ("Missed"),
    .blurb = N_ ("Reference objects that no object of the result finds."),
    INT (-1, 2147483647, -1) },
  { .name = LP_RETURN_MERGED,
    .nick = N_ ("Merged"),
    .blurb = N_ ("Reference objects found by an object of the result that finds "
                 "others as well."),
    INT (-1, 2147483647, -1) },
  { .name = LP_ARG_SPLIT,
    .nick = N_ ("Split"),
    .blurb = N_ ("Reference objects found by several objects of the result, none of "
                 "which finds another."),
    INT (-1, 2147483647, -1) },
  { .name = LP_RETURN_EXTRA,
    .nick = N_ ("Extra"),
    .blurb = N_ ("Objects of the result that find no reference object."),
    INT (-1, 2147483647, -1) },
};

const LpProcedureSpec lp_spec_evaluate = {
  .name = "plug-in-lazy-labels-evaluate",
  .menu_label = N_ ("3 _Evaluate..."),
  .menu = LP_MENU_RESULTS,
  .blurb = N_ ("Score a result against a reference."),
  .help =
    N_ ("Takes the result that the active layer belongs to, or else the "
        "topmost one, and prints how well it overlaps the masks of the "
        "reference (Dice), how many of its interfaces are correct and how "
        "many touching pairs they separate, and how many objects were "
        "found, missed, merged, split or spurious. Reference objects are "
        "the connected components of the masks, separated by the scribbles, "
        "or the detection marks if there are no masks. Objects of the "
        "result are those that Measure finds with the same smallest object "
        "and otherwise its default settings. A map of object ids has no "
        "classes: it scores objects and the overlap of all classes together. "
        "An object of the result finds a reference object of its class if half of its "
        "own pixels lie in that object or if it covers a quarter of that "
        "object. Ignored pixels do not count, and a selection restricts "
        "everything to its pixels. The error layer shows missed pixels in "
        "vermilion, extra pixels in sky blue and pixels of a wrong class in "
        "yellow."),
  .on_image = TRUE,
  .arguments = evaluate_arguments,
  .n_arguments = G_N_ELEMENTS (evaluate_arguments),
  .returns = evaluate_returns,
  .n_returns = G_N_ELEMENTS (evaluate_returns)
};
