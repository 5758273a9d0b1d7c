/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

/* In the order of LlGrowMethod. */
static const LpChoice grow_methods[] = {
  { "grabcut", N_ ("GrabCut, object by object") },
  { "grabcut-image", N_ ("GrabCut, the whole image at once") },
  { "contours", N_ ("Active contours") },
  { "watershed", N_ ("Watershed") },
  { NULL, NULL },
};

/* The defaults are those of ll_grow_settings_init(). */
static const LpArgumentSpec grow_arguments[] = {
  { .name = LP_ARG_METHOD,
    .nick = N_ ("_Method"),
    .blurb =
      N_ ("How objects grow: GrabCut and the watershed look at brightness and colour, "
          "active contours at edges."),
    CHOICE (grow_methods, "grabcut") },
  { .name = LP_ARG_REACH,
    .nick = N_ ("R_each"),
    .blurb =
      N_ ("How far an object may go beyond its mark, in half widths of the mark at its "
          "widest place."),
    FLOAT (0.1, 100, 0.8) },
  { .name = LP_ARG_OVERWRITE,
    .nick = N_ ("Re_place what is painted there"),
    .blurb =
      N_ ("Grow objects that have paint on Segmentation, too, and paint over what lies "
          "where they grow; else all paint stays, and such objects are left alone."),
    BOOL (FALSE) },
  { .name = LP_ARG_ROUNDS,
    .nick = N_ ("Ro_unds"),
    .blurb = N_ ("GrabCut: how often colours are learned and the image is cut."),
    INT (1, 100, 2),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "grabcut,grabcut-image" },
  { .name = LP_ARG_COLOURS,
    .nick = N_ ("Colours of a m_ixture"),
    .blurb = N_ ("GrabCut: typical colours that objects, and their surroundings, have."),
    INT (1, 8, 3),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "grabcut,grabcut-image" },
  { .name = LP_ARG_SMOOTHING,
    .nick = N_ ("Smoo_thing"),
    .blurb =
      N_ ("GrabCut: standard deviation in pixels of a Gaussian blur that goes before; "
          "0: none."),
    FLOAT (0, 20, 1),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "grabcut,grabcut-image" },
  { .name = LP_ARG_CONTRAST,
    .nick = N_ ("Contr_ast"),
    .blurb =
      N_ ("GrabCut: what a border between like pixels costs; more gives smoother masks."),
    FLOAT (0, 1000, 30),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "grabcut,grabcut-image" },
  { .name = LP_ARG_BALLOON,
    .nick = N_ ("_Balloon force"),
    .blurb = N_ ("Active contours: how strongly they blow up where there is no edge."),
    FLOAT (0, 10, 0.16),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "contours" },
  { .name = LP_ARG_THREADS,
    .nick = N_ ("_Threads (0: all)"),
    .blurb = N_ ("Processors to use; 0: all of them."),
    INT (0, 256, 0),
    .advanced = TRUE },
};

static const LpArgumentSpec grow_returns[] = {
  { .name = LP_RETURN_LAYER,
    .nick = N_ ("Layer"),
    .blurb = N_ ("The layer that the masks are painted on."),
    LAYER },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Objects that grew."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_SKIPPED,
    .nick = N_ ("Skipped"),
    .blurb = N_ ("Objects that were left alone, because they have paint already."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_grow_masks = {
  .name = "plug-in-lazy-labels-grow-masks",
  .menu_label = N_ ("_Grow Masks..."),
  .blurb = N_ ("Grow masks of whole objects from detection marks."),
  .help = N_ (
    "Fills the layer \"Segmentation\" from the marks on the layer \"Detection\", to be "
    "corrected by hand: each mark grows to the border of its object, never over a "
    "scribble on the layer \"Separation\" or over what is painted in the colour to be "
    "ignored. With a selection only those marks grow whose greater part is selected; "
    "their masks may go beyond it. Everything is one undo step."),
  .on_image = TRUE,
  .arguments = grow_arguments,
  .n_arguments = G_N_ELEMENTS (grow_arguments),
  .returns = grow_returns,
  .n_returns = G_N_ELEMENTS (grow_returns)
};
