/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

/* In the order of LlGrowMethod. */
static const LpChoice grow_methods[] = {
  { "grabcut", N_ ("GrabCut, object by object") },
  { "grabcut-image", N_ ("GrabCut, whole image at once") },
  { "contours", N_ ("Active contours") },
  { "watershed", N_ ("Watershed") },
  { NULL, NULL },
};

/* The defaults are those of ll_grow_settings_init(). */
static const LpArgumentSpec grow_arguments[] = {
  { .name = LP_ARG_METHOD,
    .nick = N_ ("_Method"),
    .blurb = N_ ("How masks grow: GrabCut and the watershed follow brightness and "
                 "colour, active contours follow edges."),
    CHOICE (grow_methods, "grabcut") },
  { .name = LP_ARG_REACH,
    .nick = N_ ("Gro_w up to"),
    .blurb = N_ ("How far a mask may grow beyond the middle of its object, which is "
                 "estimated from the image and all marks, in multiples of half the "
                 "middle's greatest width; a larger value allows larger masks. Masks "
                 "that stop there are selected after the call."),
    FLOAT (0.1, 100, 0.8) },
  { .name = LP_ARG_OVERWRITE,
    .nick = N_ ("Re_place existing paint"),
    .blurb = N_ ("Also grow objects that already have paint on the layer "
                 "\"Segmentation\": their old masks are removed first, and other paint "
                 "is painted over where it lies in their way. Otherwise all paint is "
                 "kept and such objects are skipped."),
    BOOL (FALSE) },
  { .name = LP_ARG_ROUNDS,
    .nick = N_ ("Iterati_ons"),
    .blurb = N_ ("GrabCut: number of times that the colour models are fitted and the "
                 "image is cut; a larger value takes longer and can follow borders "
                 "more closely."),
    INT (1, 100, 2),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "grabcut,grabcut-image" },
  { .name = LP_ARG_COLOURS,
    .nick = N_ ("Colours per m_ixture"),
    .blurb = N_ ("GrabCut: number of typical colours in the mixture model of "
                 "objects, and in that of their surroundings; a larger value "
                 "distinguishes more shades but fits small marks less reliably."),
    INT (1, 8, 3),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "grabcut,grabcut-image" },
  { .name = LP_ARG_SMOOTHING,
    .nick = N_ ("Smoo_thing"),
    .blurb = N_ ("GrabCut: standard deviation in pixels of a Gaussian blur applied "
                 "to the image first; a larger value suppresses more noise and fine "
                 "detail, 0 turns it off."),
    FLOAT (0, 20, 1),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "grabcut,grabcut-image" },
  { .name = LP_ARG_CONTRAST,
    .nick = N_ ("Contr_ast"),
    .blurb = N_ ("GrabCut: cost of a border between similar pixels; a larger value "
                 "gives smoother masks."),
    FLOAT (0, 1000, 30),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "grabcut,grabcut-image" },
  { .name = LP_ARG_BALLOON,
    .nick = N_ ("_Balloon force"),
    .blurb = N_ ("Active contours: how strongly they expand where there is no edge; "
                 "a larger value makes them cross weaker edges."),
    FLOAT (0, 10, 0.16),
    .advanced = TRUE,
    .needs = LP_ARG_METHOD,
    .needs_value = "contours" },
  { .name = LP_ARG_THREADS,
    .nick = N_ ("_Threads (0: all)"),
    .blurb = N_ ("Number of processor threads to use; 0 uses all processors."),
    INT (0, 256, 0),
    .advanced = TRUE },
};

static const LpArgumentSpec grow_returns[] = {
  { .name = LP_RETURN_LAYER,
    .nick = N_ ("Layer"),
    .blurb = N_ ("Layer that the masks were painted on."),
    LAYER },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of objects whose masks grew."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_SKIPPED,
    .nick = N_ ("Skipped"),
    .blurb = N_ ("Number of objects that were skipped because they are already "
                 "painted."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_STOPPED,
    .nick = N_ ("Stopped"),
    .blurb = N_ ("Number of masks that stopped at the largest size and are selected."),
    INT (0, 2147483647, 0) },
};

const LpProcedureSpec lp_spec_grow_masks = {
  .name = "plug-in-lazy-labels-grow-masks",
  .menu_label = N_ ("_Grow Masks..."),
  .blurb = N_ ("Grow masks of whole objects from the detection marks."),
  .help = N_ ("Fills the layer \"Segmentation\" from the marks on the layer "
              "\"Detection\"; the masks can then be corrected by hand. Each mark "
              "grows to the border of its object, but never across a scribble on "
              "the layer \"Separation\" or into pixels painted in the ignore "
              "colour. With a selection, only marks that lie mostly inside it "
              "grow; their masks may extend beyond it. Masks that stopped at the "
              "largest size, rather than at a border in the image, are selected "
              "afterwards. Everything is one undo step."),
  .on_image = TRUE,
  .arguments = grow_arguments,
  .n_arguments = G_N_ELEMENTS (grow_arguments),
  .returns = grow_returns,
  .n_returns = G_N_ELEMENTS (grow_returns)
};
