/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpChoice palettes[] = {
  { "colour-blind-safe", N_ ("Safe for colour-blind eyes") },
  { "paper", N_ ("Red, green, ... (as in the paper)") },
  { NULL, NULL },
};

const LpChoice lp_choices_coverages[] = {
  { "complete", N_ ("Background: every object is marked") },
  { "sparse", N_ ("Unknown: only some places are marked") },
  { NULL, NULL },
};

static const LpArgumentSpec annotate_arguments[] = {
  { .name = LP_ARG_CLASSES,
    .nick = N_ ("Cl_asses"),
    .blurb =
      N_ ("Names of the object classes, separated by commas; the background is not "
          "one of them."),
    CLASSES ("air bubble, ice crystal") },
  { .name = LP_ARG_PALETTE,
    .nick = N_ ("Colo_urs"),
    .blurb = N_ ("Palette that the classes take their colours from."),
    CHOICE (palettes, "colour-blind-safe"),
    .within = LP_ARG_CLASSES },
  { .name = LP_ARG_COVERAGE,
    .nick = N_ ("Unpa_inted pixels are"),
    .blurb = TEXT_COVERAGE_HELP,
    CHOICE (lp_choices_coverages, "complete") },
  { .name = LP_ARG_COLOURS,
    .nick = N_ ("Own colours"),
    .blurb = N_ ("Colours of the classes, separated by commas, such as #0072b2; if "
                 "empty, the palette's colours are used."),
    STRING (""),
    .within = LP_ARG_CLASSES },
  { .name = LP_ARG_INFORMATION_BAR,
    .nick = N_ ("I_gnore the information bar"),
    .blurb = N_ ("Paint the bar that a microscope has drawn below the specimen in the "
                 "ignore colour on a new layer \"Segmentation\", if the image has one. "
                 "Erase the paint where it is none."),
    BOOL (1) },
};

static const LpArgumentSpec annotate_returns[] = {
  { .name = LP_RETURN_GROUP,
    .nick = N_ ("Group"),
    .blurb = N_ ("Layer group with the three annotation layers."),
    LAYER },
};

const LpProcedureSpec lp_spec_annotate = {
  .name = "plug-in-lazy-labels-annotate",
  .menu_label = N_ ("1 _New Annotation Layers..."),
  .menu = LP_MENU_ANNOTATE,
  .blurb = N_ ("Add the three layers that a network learns from."),
  .help = N_ ("Adds the group \"Lazy labels\" above the micrograph, with the "
              "transparent layers \"Detection\" (rough marks inside objects), "
              "\"Separation\" (scribbles where objects touch) and "
              "\"Segmentation\" (exact masks), and stores the names and colours "
              "of the classes in the image. Existing annotation layers are kept; "
              "new classes can be appended to the existing ones. A grey or "
              "indexed image is converted to RGB, because classes are told apart "
              "by colour."),
  .on_image = TRUE,
  .arguments = annotate_arguments,
  .n_arguments = G_N_ELEMENTS (annotate_arguments),
  .returns = annotate_returns,
  .n_returns = G_N_ELEMENTS (annotate_returns)
};

const LpProcedureSpec lp_spec_panel = {
  .name = "plug-in-lazy-labels-panel",
  .menu_label = N_ ("2 Annotation _Panel"),
  .menu = LP_MENU_ANNOTATE,
  .blurb = N_ ("Pick the layer and the colour of a class with one click."),
  .help = N_ (
    "Opens a small window with one button per task and class. A button "
    "makes the task's layer active, the class's colour the foreground "
    "colour, and a round brush of the task's size the brush; the window "
    "counts the marks and says what to do next. Further buttons grow "
    "masks, train, segment and measure, or take a quick look: a small "
    "network learns for less than half a minute, and its result is shown. "
    "Live lets a network learn as long as you paint, and shows what it makes "
    "of the image. New Annotation Layers opens the window as well. It stays open beside "
    "GIMP's own windows, so the procedure only runs interactively."),
  .on_image = TRUE
};
