/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpChoice scales[] = {
  { "image", N_ ("Scale stored in this image") },
  { "file", N_ ("What the file of the image tells") },
  { "resolution", N_ ("Resolution of the image") },
  { "pixel-size", N_ ("Pixel size, as typed below") },
  { "bar", N_ ("Path or two guides along the scale bar") },
  { "none", N_ ("None: sizes in pixels") },
  { NULL, NULL },
};

static const LpArgumentSpec scale_arguments[] = {
  { .name = LP_ARG_SCALE,
    .nick = TEXT_SCALE,
    .blurb = N_ ("What gives the size of a pixel. The scale of the image is what is "
                 "stored in it, or else what its file tells; \"file\" asks the file "
                 "again, and \"none\" forgets the scale, also that of the file."),
    CHOICE (scales, "image") },
  { ARGUMENT_PIXEL_SIZE, .nick = N_ ("Pi_xel width"),
    .blurb = N_ ("Width of a pixel; a larger value enlarges all sizes.") },
  { .name = LP_ARG_PIXEL_HEIGHT,
    .nick = N_ ("Pixel h_eight"),
    .blurb = N_ ("Height of a pixel; a larger value enlarges all sizes, 0 takes the "
                 "width."),
    FLOAT (0, 1e9, 0),
    .needs = LP_ARG_SCALE,
    .needs_value = "pixel-size" },
  { ARGUMENT_BAR_LENGTH, .nick = TEXT_BAR_LENGTH, .blurb = TEXT_BAR_LENGTH_HELP },
  { ARGUMENT_UNIT, .nick = TEXT_UNIT,
    .blurb = N_ ("Unit of the pixel size and of the length printed on the scale bar: nm, "
                 "µm (or um), mm, cm, m, in, or another word.") },
};

static const LpArgumentSpec scale_returns[] = {
  { .name = LP_RETURN_PIXEL_WIDTH,
    .nick = N_ ("Pixel width"),
    .blurb = N_ ("Width of a pixel; -1 if there is no scale."),
    FLOAT (-1, G_MAXDOUBLE, -1) },
  { .name = LP_ARG_PIXEL_HEIGHT,
    .nick = N_ ("Pixel height"),
    .blurb = N_ ("Height of a pixel; -1 if there is no scale."),
    FLOAT (-1, G_MAXDOUBLE, -1) },
  { .name = LP_ARG_UNIT,
    .nick = N_ ("Unit"),
    .blurb = N_ ("Unit of both; px if there is no scale."),
    STRING ("") },
  { .name = LP_RETURN_SOURCE,
    .nick = N_ ("Source"),
    .blurb = N_ ("Who told the scale: fei, zeiss, tescan, tescan-header, hitachi, jeol, "
                 "olympus, gatan, tvips, imagej, ome, resolution, person or bar; empty "
                 "if that is not known."),
    STRING ("") },
  { .name = LP_RETURN_DESCRIPTION,
    .nick = N_ ("Description"),
    .blurb = N_ ("The scale in words; empty if there is none."),
    STRING ("") },
};

const LpProcedureSpec lp_spec_scale = {
  .name = "plug-in-lazy-labels-scale",
  .menu_label = N_ ("6 Image Sca_le..."),
  .menu = LP_MENU_RESULTS,
  .blurb = N_ ("Set, read or clear the size of an image's pixels."),
  .help =
    N_ ("Stores the size of a pixel in the image, where Measure and Figure find it, "
        "and says who told it. Files of FEI, Zeiss, TESCAN, Hitachi, JEOL, Olympus, "
        "Gatan and TVIPS microscopes, and those of ImageJ and OME, tell it "
        "themselves, some of them in a text file beside the image, as does a "
        "resolution that is not one of those that programs write for printers. "
        "Where the image was scaled or turned in GIMP since, the scale follows; where "
        "it was cropped, or its canvas grew, the scale stays."),
  .on_image = TRUE,
  .arguments = scale_arguments,
  .n_arguments = G_N_ELEMENTS (scale_arguments),
  .returns = scale_returns,
  .n_returns = G_N_ELEMENTS (scale_returns)
};
