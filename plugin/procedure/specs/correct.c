/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From a result to better labels. */

#include "procedure/specs/specs.h"

static const LpChoice choices_which[] = {
  { "selected", N_ ("Those in the selection, or all") },
  { "at", N_ ("The one at a position") },
  { NULL, NULL },
};

static const LpChoice choices_rejected[] = {
  { "selected", N_ ("Those in the selection") },
  { "at", N_ ("The one at a position") },
  { NULL, NULL },
};

#define ARGUMENT_WHICH .name = LP_ARG_WHICH, CHOICE (choices_which, "selected")
#define ARGUMENT_X                                                                       \
  .name = LP_ARG_X, INT (-1, 1000000, -1), .nick = N_ ("_X (px)"),                       \
  .blurb = N_ ("Column of a pixel of the object, counted in the image from 0; a larger " \
               "value is farther to the right.")
#define ARGUMENT_Y                                                                    \
  .name = LP_ARG_Y, INT (-1, 1000000, -1), .nick = N_ ("_Y (px)"),                    \
  .blurb = N_ ("Row of a pixel of the object, counted in the image from 0; a larger " \
               "value is farther down.")
#define ARGUMENT_CLASS_OF_RESULT                                                   \
  .name = LP_ARG_CLASS, STRING (""), .nick = N_ ("Class of the o_bjects"),         \
  .blurb =                                                                         \
    N_ ("Name of the class that the objects get. If empty, they get the class of " \
        "the same name as in the result, or the only class of the image.")

static const LpArgumentSpec accept_arguments[] = {
  { ARGUMENT_WHICH, .nick = N_ ("_Which objects"),
    .blurb = N_ ("Objects of the result that become paint: those that lie mostly in the "
                 "selection or around it, all if nothing is selected, or the one at a "
                 "position.") },
  { ARGUMENT_X, .needs = LP_ARG_WHICH, .needs_value = "at" },
  { ARGUMENT_Y, .needs = LP_ARG_WHICH, .needs_value = "at" },
  { ARGUMENT_CLASS_OF_RESULT },
  { .name = LP_ARG_OVERWRITE,
    .nick = N_ ("Re_place existing paint"),
    .blurb = TEXT_OVERWRITE_HELP,
    BOOL (FALSE) },
  { ARGUMENT_SPLIT, .nick = N_ ("Split objec_ts"), .blurb = TEXT_SPLIT_HELP },
  { ARGUMENT_SMALLEST_OBJECT, .nick = N_ ("S_mallest object (px)"),
    .blurb = TEXT_SMALLEST_OBJECT_HELP },
};

static const LpArgumentSpec accept_returns[] = {
  { .name = LP_RETURN_LAYER,
    .nick = N_ ("Layer"),
    .blurb = N_ ("Layer that the masks were painted on."),
    LAYER },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of objects that became paint."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_SKIPPED,
    .nick = N_ ("Skipped"),
    .blurb =
      N_ ("Number of objects that were left alone, because a person painted, erased "
          "or rejected them."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_accept = {
  .name = "plug-in-lazy-labels-accept",
  .menu_label = N_ ("6 A_ccept Objects..."),
  .menu = LP_MENU_ANNOTATE,
  .blurb = N_ ("Turn objects of a result into paint."),
  .help =
    N_ ("Takes the result that the active layer belongs to, or else the topmost one, "
        "finds its objects as Measure does, and paints them: masks on the layer "
        "\"Segmentation\", marks inside them on \"Detection\", and scribbles where "
        "they touch each other or painted objects on \"Separation\". On sparse layers "
        "a rim around them becomes the rest. Missing layers are added. What a person "
        "painted or erased stays as it is; a scribble of a person on \"Separation\" "
        "separates what it runs through. The hidden group \"Accepted\" keeps a copy "
        "of the accepted paint: a pixel counts as accepted as long as its paint is "
        "that of the copy, and may then be replaced by later calls. Everything is one "
        "undo step."),
  .on_image = TRUE,
  .arguments = accept_arguments,
  .n_arguments = G_N_ELEMENTS (accept_arguments),
  .returns = accept_returns,
  .n_returns = G_N_ELEMENTS (accept_returns)
};

static const LpArgumentSpec reject_arguments[] = {
  { .name = LP_ARG_WHICH,
    CHOICE (choices_rejected, "selected"),
    .nick = N_ ("_Which objects"),
    .blurb =
      N_ ("Objects of the result whose areas become the rest: those that lie mostly "
          "in the selection or around it, or the one at a position.") },
  { ARGUMENT_X, .needs = LP_ARG_WHICH, .needs_value = "at" },
  { ARGUMENT_Y, .needs = LP_ARG_WHICH, .needs_value = "at" },
  { .name = LP_ARG_OVERWRITE,
    .nick = N_ ("Re_place existing paint"),
    .blurb = TEXT_OVERWRITE_HELP,
    BOOL (FALSE) },
  { ARGUMENT_SPLIT, .nick = N_ ("Split objec_ts"), .blurb = TEXT_SPLIT_HELP },
  { ARGUMENT_SMALLEST_OBJECT, .nick = N_ ("S_mallest object (px)"),
    .blurb = TEXT_SMALLEST_OBJECT_HELP },
};

static const LpArgumentSpec reject_returns[] = {
  { .name = LP_RETURN_LAYER,
    .nick = N_ ("Layer"),
    .blurb = N_ ("Layer for masks, which was painted on."),
    LAYER },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of objects whose areas became the rest."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_SKIPPED,
    .nick = N_ ("Skipped"),
    .blurb =
      N_ ("Number of objects that were left alone, because a person marked or painted "
          "them."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_reject = {
  .name = "plug-in-lazy-labels-reject",
  .menu_label = N_ ("7 _Reject Objects..."),
  .menu = LP_MENU_ANNOTATE,
  .blurb = N_ ("Say that objects of a result are none."),
  .help =
    N_ ("Paints the areas of objects of a result in the colour of the rest, on "
        "\"Segmentation\" and \"Detection\", so that the next training learns that "
        "there is nothing. Objects that were accepted there go. Accept Objects leaves "
        "rejected objects alone unless it is given their position. Everything is one "
        "undo step."),
  .on_image = TRUE,
  .arguments = reject_arguments,
  .n_arguments = G_N_ELEMENTS (reject_arguments),
  .returns = reject_returns,
  .n_returns = G_N_ELEMENTS (reject_returns)
};

static const LpArgumentSpec split_arguments[] = {
  { ARGUMENT_SMALLEST_OBJECT, .nick = N_ ("S_mallest object (px)"),
    .blurb =
      N_ ("Area in pixels of the smallest part that an object is split into; a larger "
          "value splits off fewer small parts.") },
};

static const LpArgumentSpec split_returns[] = {
  { .name = LP_RETURN_LAYER,
    .nick = N_ ("Layer"),
    .blurb = N_ ("Layer with the masks."),
    LAYER },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of objects that were split."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_PARTS,
    .nick = N_ ("Parts"),
    .blurb = N_ ("Number of parts that they were split into."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_split = {
  .name = "plug-in-lazy-labels-split-objects",
  .menu_label = N_ ("8 _Split Objects at Scribbles"),
  .menu = LP_MENU_ANNOTATE,
  .blurb = N_ ("Split accepted objects where a scribble runs through them."),
  .help =
    N_ ("Looks for scribbles that a person painted on the layer \"Separation\" through "
        "accepted objects, or those of Mask This Object. Each part gets a mark of its "
        "own on \"Detection\" instead of that of the whole, and the scribble is "
        "continued to the border where it ends a little before it. A scribble that "
        "only shaves off a thin strip splits nothing. With a selection, only objects "
        "that lie mostly in it are split. Everything is one undo step."),
  .on_image = TRUE,
  .at_once = TRUE,
  .arguments = split_arguments,
  .n_arguments = G_N_ELEMENTS (split_arguments),
  .returns = split_returns,
  .n_returns = G_N_ELEMENTS (split_returns)
};

static const LpArgumentSpec mask_arguments[] = {
  { .name = LP_ARG_CLASS,
    .nick = N_ ("Class of the o_bject"),
    .blurb =
      N_ ("Name of the class that the object gets. If empty, it gets the class of its "
          "mark, or the one whose colour is the foreground colour, or the first."),
    STRING ("") },
  { ARGUMENT_X },
  { ARGUMENT_Y },
  { .name = LP_ARG_OVERWRITE,
    .nick = N_ ("Re_place existing paint"),
    .blurb =
      N_ ("Also paint over what a person painted, which otherwise stays as it is."),
    BOOL (FALSE) },
};

static const LpArgumentSpec mask_returns[] = {
  { .name = LP_RETURN_LAYER,
    .nick = N_ ("Layer"),
    .blurb = N_ ("Layer that the mask was painted on."),
    LAYER },
  { .name = LP_RETURN_PIXELS,
    .nick = N_ ("Pixels"),
    .blurb = N_ ("Area of the mask in pixels."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_mask_object = {
  .name = "plug-in-lazy-labels-mask-object",
  .menu_label = N_ ("5 _Mask This Object"),
  .menu = LP_MENU_ANNOTATE,
  .blurb = N_ ("Find the mask of one object at once."),
  .help =
    N_ ("Finds the object in a selection, which a rectangle, an ellipse or a lasso has "
        "made with a little of its surroundings, or around the only mark on "
        "\"Detection\" that has no mask yet, which may be a single dot. A script may "
        "give the position of a dot instead. Where the image has a result, what the "
        "network sees helps. The mask is painted on the layer \"Segmentation\", with "
        "a mark on \"Detection\" and scribbles on \"Separation\" where it touches "
        "other objects, as Accept Objects does it; another try replaces it. "
        "Everything is one undo step."),
  .on_image = TRUE,
  .at_once = TRUE,
  .arguments = mask_arguments,
  .n_arguments = G_N_ELEMENTS (mask_arguments),
  .returns = mask_returns,
  .n_returns = G_N_ELEMENTS (mask_returns)
};

static const LpArgumentSpec places_arguments[] = {
  { .name = LP_ARG_WEIGHTS,
    .nick = N_ ("_Weights file"),
    .blurb = TEXT_NETWORK_HELP,
    FILE_OPEN },
  { .name = LP_ARG_STARTING,
    .nick = N_ ("Use the starting network"),
    .blurb = TEXT_STARTING_HELP,
    BOOL (FALSE) },
  { .name = LP_ARG_PLACES,
    .nick = N_ ("_Number of places"),
    .blurb =
      N_ ("Number of places that are listed at most; a larger value also lists less "
          "worthwhile ones."),
    INT (1, 100, 10) },
  { .name = LP_ARG_SIDE,
    .nick = N_ ("S_ide of a place (px, 0: automatic)"),
    .blurb =
      N_ ("Side of the square places in pixels; a larger value gives more to paint "
          "per place. 0 takes an eighth of the shorter side of the micrograph, 32 "
          "to 256."),
    INT (0, 4096, 0) },
  { .name = LP_ARG_UNCERTAINTY_LAYER,
    .nick = N_ ("Layer with the _uncertainty"),
    .blurb =
      N_ ("Add a layer that shows how uncertain the network is of each pixel, by its "
          "opacity; an earlier one is replaced."),
    BOOL (TRUE) },
  { .name = LP_ARG_VIEWS,
    .nick = N_ ("Compare four views"),
    .blurb =
      N_ ("Also look at the image mirrored and upside down, and count what the "
          "views disagree about as doubt, which finds more but takes four times as "
          "long."),
    BOOL (TRUE),
    .advanced = TRUE },
  { .name = LP_ARG_DIAMETER,
    .nick = N_ ("Object diameter (px, 0: automatic)"),
    .blurb = TEXT_DIAMETER_HELP,
    FLOAT (0, 100000, 0),
    .advanced = TRUE },
  { .name = LP_ARG_THREADS,
    .nick = N_ ("Thr_eads (0: all)"),
    .blurb = TEXT_THREADS_HELP,
    INT (0, 256, 0),
    .advanced = TRUE },
};

static const LpArgumentSpec places_returns[] = {
  { .name = LP_RETURN_LAYER,
    .nick = N_ ("Layer"),
    .blurb = N_ ("Layer with the uncertainty; -1 if it was not requested."),
    LAYER },
  { .name = LP_RETURN_COUNT,
    .nick = N_ ("Count"),
    .blurb = N_ ("Number of places that were found."),
    INT (0, 2147483647, 0) },
  { .name = LP_ARG_PLACES,
    .nick = N_ ("Places"),
    .blurb = N_ ("The places, one per line, the most worthwhile first: x, y, width and "
                 "height in pixels of the image, and the mean uncertainty from 0 to 1."),
    STRING ("") },
};

const LpProcedureSpec lp_spec_find_places = {
  .name = "plug-in-lazy-labels-find-places",
  .menu_label = N_ ("9 Where to Paint Ne_xt..."),
  .menu = LP_MENU_ANNOTATE,
  .blurb = N_ ("Find the places where paint teaches the network most."),
  .help =
    N_ ("Lets the network look at the image and its mirror images, and lists the places "
        "where it is least certain of the segmentation. What is painted on "
        "\"Segmentation\" or \"Detection\" already does not count, and with a "
        "selection, only what is selected does. The annotation panel shows the list: "
        "a click selects a place, and what has been painted leaves the list. A place "
        "whose result is right is worth accepting as well. Everything is one undo "
        "step."),
  .on_image = TRUE,
  .arguments = places_arguments,
  .n_arguments = G_N_ELEMENTS (places_arguments),
  .returns = places_returns,
  .n_returns = G_N_ELEMENTS (places_returns)
};
