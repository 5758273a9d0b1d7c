/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Texts of arguments that several procedures have, said once.  A letter after an underline is
 * the mnemonic in all of their forms.
 */

#pragma once

#include <glib/gi18n-lib.h>

#define TEXT_SCALE N_ ("Size of pixels _from")
#define TEXT_SCALE_HELP                                                                 \
  N_ (                                                                                  \
    "What gives the size of a pixel. It is stored in the image, and need not be given " \
    "again.")

#define TEXT_PIXEL_SIZE N_ ("Pi_xel size")
#define TEXT_PIXEL_SIZE_HELP \
  N_ ("Length of a pixel's side; a larger value enlarges all sizes.")

#define TEXT_BAR_LENGTH N_ ("Length printed on the sc_ale bar")
#define TEXT_BAR_LENGTH_HELP                                                             \
  N_ ("Length that the scale bar in the micrograph is labelled with, whose ends a path " \
      "or "                                                                              \
      "two guides mark; a larger value enlarges all sizes.")

#define TEXT_UNIT N_ ("_Unit")

#define TEXT_SPLIT_HELP                                                                  \
  N_ ("How touching objects are split: along the interfaces that the network found, at " \
      "narrow necks, at both, or not at all.")

#define TEXT_SMALLEST_OBJECT N_ ("Smallest object (px)")
#define TEXT_SMALLEST_OBJECT_HELP                                                     \
  N_ ("Area in pixels of the smallest object that counts; a larger value drops more " \
      "small "                                                                        \
      "objects.")

#define TEXT_DIAMETER_HELP                                                   \
  N_ ("Typical diameter of objects in pixels, to which the image is scaled " \
      "for the network. With 0, the network sees objects as large as those " \
      "that it learned from, and the starting network estimates their size.")

#define TEXT_ITERATIONS_HELP                                                \
  N_ ("Number of iterations after which the training ends; a larger value " \
      "trains longer, 0 sets no limit. The learning rate falls to zero "    \
      "towards that end.")

#define TEXT_MINUTES_HELP                                                      \
  N_ ("Time in minutes after which the training ends; a larger value trains "  \
      "longer, 0 sets no limit. The learning rate falls to zero towards that " \
      "end.")

#define TEXT_NETWORK_HELP                                                     \
  N_ ("Weights file of the network to use; if empty, it is the one that was " \
      "last trained or loaded, and the starting network where there is none.")

#define TEXT_CASING_HELP                                                        \
  N_ ("Add a thin rim to the contours, white where the micrograph is dark and " \
      "black where it is bright, so that they are visible on any ground.")

#define TEXT_STARTING_HELP                                                   \
  N_ ("Use the starting network, which needs no training, although another " \
      "one was trained or loaded. It counts where no weights file is given.")

#define TEXT_THREADS_HELP                                                     \
  N_ ("Number of processor threads to use; a larger number is faster, up to " \
      "the number of processors. 0 uses all of them.")

#define TEXT_OVERWRITE_HELP                                               \
  N_ ("Also paint over what a person painted. Otherwise that stays, and " \
      "objects that it contradicts are left alone.")

#define TEXT_COVERAGE_HELP                                                      \
  N_ ("What an unpainted pixel means: on complete layers it is background, on " \
      "sparse ones it says nothing.")

#define TEXT_CLASSES_HELP \
  N_ ("Names of the network's object classes, separated by commas.")
