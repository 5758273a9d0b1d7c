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
    .blurb = N_ ("What is right: the annotation layers of the image, or a file."),
    CHOICE (references, "layers") },
  { .name = LP_ARG_FILE,
    .nick = N_ ("_File"),
    .blurb = N_ (
      "With reference = file: an XCF file with annotation layers, or a picture of one "
      "layer in the colours of the classes or in grey values (0, 1, 2 ... or evenly "
      "spaced from black to white)."),
    FILE_OPEN,
    .needs = LP_ARG_REFERENCE,
    .needs_value = "file" },
  { .name = LP_ARG_ERRORS_LAYER,
    .nick = N_ ("Layer that shows the _errors"),
    .blurb = N_ (
      "Add the layer \"Errors: segmentation\" to the result, in the place of an earlier "
      "one."),
    BOOL (TRUE) },
  { .name = LP_ARG_CSV,
    .nick = N_ ("_Table (CSV)"),
    .blurb =
      N_ ("File of comma-separated values to add a row to, begun with the names of its "
          "columns when it is new; empty: none."),
    FILE_APPEND,
    .file_name = "scores.csv" },
  { .name = LP_ARG_RADIUS,
    .nick = N_ ("Dista_nce of interfaces"),
    .blurb = N_ ("Pixels at which an interface that was found is still the true one."),
    FLOAT (0, 100, 3),
    .advanced = TRUE },
  { .name = LP_ARG_THRESHOLD,
    .nick = N_ ("_Interface from"),
    .blurb = N_ ("Probability above which a pixel is an interface."),
    FLOAT (0, 1, 0.5),
    .advanced = TRUE },
  { .name = LP_ARG_SMALLEST_OBJECT,
    .nick = N_ ("S_mallest object"),
    .blurb = N_ ("Pixels of the smallest object that counts, on either side."),
    INT (1, 1000000, 10),
    .advanced = TRUE },
};

static const LpArgumentSpec evaluate_returns[] = {
  { .name = LP_RETURN_DICE_OVERALL,
    .nick = N_ ("Dice"),
    .blurb = N_ ("Dice of all classes but the rest, pooled; -1: undefined."),
    FLOAT (-1, 1, -1) },
  { .name = LP_RETURN_DICE,
    .nick = N_ ("Dice of the classes"),
    .blurb = N_ ("Dice of each class that occurs, as in \"air bubble 0.910, ice crystal "
                 "0.880\"."),
    STRING ("") },
  { .name = LP_RETURN_SEPARATION_PRECISION,
    .nick = N_ ("Precision"),
    .blurb =
      N_ ("Share of right ones among the interfaces that were found; -1: undefined."),
    FLOAT (-1, 1, -1) },
  { .name = LP_RETURN_SEPARATION_RECALL,
    .nick = N_ ("Recall"),
    .blurb = N_ ("Share of the touching pairs whose interface was found; -1: undefined."),
    FLOAT (-1, 1, -1) },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Objects of the reference, each one of the next four; -1: not counted."),
    INT (-1, 2147483647, -1) },
  { .name = LP_RETURN_FOUND,
    .nick = N_ ("Found"),
    .blurb = N_ ("By one object of the result that finds nothing else."),
    INT (-1, 2147483647, -1) },
  { .name = LP_RETURN_MISSED,
    .nick = N_ ("Missed"),
    .blurb = N_ ("By all objects of the result."),
    INT (-1, 2147483647, -1) },
  { .name = LP_RETURN_MERGED,
    .nick = N_ ("Merged"),
    .blurb = N_ ("Found by an object of the result that finds others as well."),
    INT (-1, 2147483647, -1) },
  { .name = LP_ARG_SPLIT,
    .nick = N_ ("Split"),
    .blurb = N_ ("Found by several objects of the result, none of which finds another."),
    INT (-1, 2147483647, -1) },
  { .name = LP_RETURN_EXTRA,
    .nick = N_ ("Extra"),
    .blurb = N_ ("Objects of the result that find nothing."),
    INT (-1, 2147483647, -1) },
};

const LpProcedureSpec lp_spec_evaluate = {
  .name = "plug-in-lazy-labels-evaluate",
  .menu_label = N_ ("_Evaluate..."),
  .blurb = N_ ("Score a result against a reference."),
  .help = N_ (
    "Takes the result that the active layer belongs to, else the topmost one, and "
    "prints how well it covers the masks of the reference (Dice), how many of its "
    "interfaces are right and how many touching pairs they separate, and how many "
    "objects were found, missed, merged, split or made up. Objects of the reference "
    "are "
    "the connected pieces of its masks, parted by its scribbles, or its detection "
    "marks "
    "where it has no masks; those of the result are the pieces of the detection map, "
    "or "
    "of the classes parted by the interfaces where it has none. An object of the "
    "result "
    "finds one of its class when half of its own pixels lie in it or when it covers a "
    "quarter of it. Ignored pixels do not count, and a selection restricts everything "
    "to its pixels. The layer of errors shows missed pixels in vermilion, extra ones "
    "in "
    "sky blue and those of a wrong class in yellow."),
  .on_image = TRUE,
  .arguments = evaluate_arguments,
  .n_arguments = G_N_ELEMENTS (evaluate_arguments),
  .returns = evaluate_returns,
  .n_returns = G_N_ELEMENTS (evaluate_returns)
};
