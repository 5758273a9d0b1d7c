/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Networks for other programs: ONNX models, and packages of bioimage.io with such a model.
 *
 * A model takes images "image" [batch][channels][height][width] of any size, and gives
 * probabilities "detection", "separation" and "segmentation" [batch][classes][height][width],
 * those that the network has.  It does all that ll_predict() does with a patch: what lies far
 * outside of what the network has learned from is clipped, values are normalised, sides are
 * resized by the network's scale and back, and padded by mirror images to a multiple of
 * 2^(levels - 1).  Only the stretching of each image (`each` in #LlNormalisation) is left to
 * who runs it, since percentiles belong to whole images and programs show models parts of
 * them; a package asks for it.
 *
 * There is no way back: weights files keep what a network needs to learn on.
 */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/network.h"
#include "lazylabels/part-file.h"

G_BEGIN_DECLS

/* What other programs call the value that is 1 in GIMP. */
#define LL_WHITE_8_BITS  255.0
#define LL_WHITE_16_BITS 65535.0
#define LL_WHITE_FLOAT   1.0

typedef struct
{
  const LlNetwork *network;
  gdouble scale; /* at which it sees images, see #LlNetworkSettings; 0: its own    */
  gdouble white; /* %LL_WHITE_8_BITS ...; of no account if each image is stretched */

  /* For packages. */
  const gchar *name;       /* of the model, any text                                */
  const gchar *authors;    /* separated by commas; %NULL or empty: not told         */
  const gchar *license;    /* an identifier of SPDX, such as "CC-BY-4.0"            */
  const LlImage *example;  /* (nullable): an image with the channels of the network,
                            * for the test tensors; %NULL: one is generated          */
  const LlImage *shown;    /* (nullable): an image for the cover                     */
  const LlLabels *classes; /* (nullable): classes of @shown; %NULL for both: the cover
                            * shows the test tensors                                 */
} LlNetworkExport;

/**
 * ll_network_export_onnx:
 * @export: what is exported
 * @path: where the file goes
 * @error: return location for a #GFileError, %LL_NETWORK_ERROR or %LL_WEIGHTS_ERROR
 *
 * Writes an ONNX model (opset 17).
 *
 * Returns: (transfer full): a complete file, to be committed; or %NULL.
 */
LlPartFile *
ll_network_export_onnx (const LlNetworkExport *export, const gchar *path, GError **error);

/**
 * ll_network_export_package:
 * @export: what is exported
 * @path: where the file goes
 * @error: return location for a #GFileError, %LL_NETWORK_ERROR or %LL_WEIGHTS_ERROR
 *
 * Writes a package of bioimage.io (format 0.5): a ZIP with the description rdf.yaml, the
 * ONNX model, an input and what the network makes of it, a cover picture and a model card.
 * The network runs once for it.
 *
 * Returns: (transfer full): a complete file, to be committed; or %NULL.
 */
LlPartFile *ll_network_export_package (const LlNetworkExport *export,
                                       const gchar *path,
                                       GError **error);

/**
 * ll_network_export_check_license:
 * @license: from a person
 *
 * Returns: whether it looks like an identifier of SPDX.
 */
gboolean ll_network_export_check_license (const gchar *license);

G_END_DECLS
