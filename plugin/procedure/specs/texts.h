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
