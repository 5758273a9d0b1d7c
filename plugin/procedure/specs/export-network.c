/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpChoice networks[] = {
  { "current", N_ ("Current network") },
  { "starting", N_ ("Starting network for grey images") },
  { "starting-colour", N_ ("Starting network for colour images") },
  { NULL, NULL },
};

static const LpChoice values[] = {
  { "8-bit", N_ ("0 to 255 (8 bits)") },
  { "16-bit", N_ ("0 to 65535 (16 bits)") },
  { "float", N_ ("0 to 1") },
  { NULL, NULL },
};

static const LpArgumentSpec arguments[] = {
  { .name = LP_ARG_NETWORK,
    .nick = N_ ("Net_work"),
    .blurb =
      N_ ("Network that is exported: the one that was last trained or loaded, or a "
          "starting network."),
    CHOICE (networks, "current") },
  { .name = LP_ARG_WEIGHTS,
    .nick = N_ ("Weights _file"),
    .blurb =
      N_ ("Weights file of another network to export; if empty, the network is the "
          "one chosen above."),
    FILE_OPEN },
  { .name = LP_ARG_ONNX,
    .nick = N_ ("ONN_X model"),
    .blurb = N_ ("File for the network alone, as programs with ONNX Runtime read it. If "
                 "empty, no file is written."),
    FILE_SAVE,
    .file_name = "network.onnx",
    .part = N_ ("Files") },
  { .name = LP_ARG_PACKAGE,
    .nick = N_ ("_Package for bioimage.io (ZIP)"),
    .blurb = N_ ("File for the network with a description, an example and a picture, as "
                 "deepImageJ and other programs of bioimage.io read it. If empty, "
                 "no file is written."),
    FILE_SAVE,
    .file_name = "network.zip" },
  { .name = LP_ARG_VALUES,
    .nick = N_ ("Pixel _values there"),
    .blurb = N_ ("Range of the pixel values that the other program hands over. It does "
                 "not matter to a network that stretches the brightness of each image."),
    CHOICE (values, "8-bit"),
    .part = N_ ("Images") },
  { .name = LP_ARG_DIAMETER,
    .nick = N_ ("Object diame_ter (px, 0: as trained)"),
    .blurb =
      N_ ("Typical diameter of objects in the other program's images, in pixels; "
          "with a larger value, the network sees images smaller. 0 takes the scale "
          "of the network."),
    FLOAT (0, 100000, 0) },
  { .name = LP_ARG_NAME,
    .nick = N_ ("_Name"),
    .blurb = N_ ("Name of the network in its package. If empty, it is that of the file."),
    STRING (""),
    .needs = LP_ARG_PACKAGE,
    .part = N_ ("Package") },
  { .name = LP_ARG_AUTHORS,
    .nick = N_ ("_Authors"),
    .blurb = N_ ("Names of those who made the network, separated by commas. If empty, "
                 "the package says that they are unknown."),
    STRING (""),
    .needs = LP_ARG_PACKAGE },
  { .name = LP_ARG_LICENSE,
    .nick = N_ ("L_icense"),
    .blurb = N_ ("License under which others may use the network, by its identifier in "
                 "the SPDX list, such as CC-BY-4.0, CC0-1.0 or MIT."),
    STRING ("CC-BY-4.0"),
    .needs = LP_ARG_PACKAGE },
};

static const LpArgumentSpec returns[] = {
  { .name = LP_ARG_CLASSES,
    .nick = N_ ("Classes"),
    .blurb = TEXT_CLASSES_HELP,
    STRING ("") },
};

const LpProcedureSpec lp_spec_export_network = {
  .name = "plug-in-lazy-labels-export-network",
  .menu_label = N_ ("5 E_xport Network..."),
  .menu = LP_MENU_NETWORK,
  .blurb = N_ ("Write a network for other programs."),
  .help = N_ (
    "Writes a network as an ONNX model, as a package of bioimage.io with such a "
    "model, or both. The model takes images of any size and gives the probabilities "
    "of each task; it clips and normalises pixel values, resizes images to the "
    "network's scale and pads them, as Segment does. Where a network stretches the "
    "brightness of each image, the other program has to do that before, as the "
    "package tells it: percentiles 0.5 and 99.5 of each channel become 0 and 1. If an "
    "image is open that the network has segmented, a part of it is shown on the "
    "package's cover and is its example; otherwise they are generated. There is no "
    "way back: Load Network reads weights files only, so keep these. Either all files "
    "are written or none."),
  .arguments = arguments,
  .n_arguments = G_N_ELEMENTS (arguments),
  .returns = returns,
  .n_returns = G_N_ELEMENTS (returns)
};
