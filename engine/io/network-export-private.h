/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the files of an exported network have in common: texts, and what the network makes
 * of an image.
 */

#pragma once

#include "lazylabels/network-export.h"

G_BEGIN_DECLS

/* The scale at which the network sees images. */
gdouble ll_network_export_get_scale (const LlNetworkExport *export);

/* English texts for a reader of the model; each returns (transfer full). */
gchar *ll_network_export_describe (const LlNetworkExport *export);
gchar *ll_network_export_describe_input (const LlNetworkExport *export);
gchar *ll_network_export_describe_output (const LlNetworkExport *export, LlTask task);
gchar *ll_network_export_describe_training (const LlNetworkExport *export);

/* The network's kind, such as "multi-task U-net". */
const gchar *ll_network_export_get_kind (const LlNetworkExport *export);

/**
 * ll_network_export_run:
 * @image: values as in GIMP, or stretched ones if the network takes these
 * @probabilities: (out caller-allocates): of each task [classes][height][width], to be
 *   freed; %NULL for tasks that the network lacks
 * @error: return location for a %LL_NETWORK_ERROR_MEMORY
 *
 * Does what an exported model does, by the engine.
 */
gboolean ll_network_export_run (const LlNetworkExport *export,
                                const LlImage *image,
                                gfloat *probabilities[LL_N_TASKS],
                                GError **error);

/* How a package asks for images to be stretched: percentiles as ll_normalisation_measure()
 * takes them, and what keeps an image of one value from a division by zero.
 */
#define LL_PACKAGE_LOW     0.5
#define LL_PACKAGE_HIGH    99.5
#define LL_PACKAGE_EPSILON 1e-6

/* What belongs to the test of a package. */
typedef struct
{
  LlImage *image; /* as other programs give it              */
  gfloat *probabilities[LL_N_TASKS];
  LlLabels *classes; /* the most probable ones of segmentation */
} LlPackageTest;

/**
 * ll_package_test_new:
 * @error: return location for a %LL_NETWORK_ERROR_MEMORY
 *
 * Takes a patch out of the example, or generates one, and runs the network on it.
 *
 * Returns: (transfer full): both, or %NULL.
 */
LlPackageTest *ll_package_test_new (const LlNetworkExport *export, GError **error);
void ll_package_test_free (LlPackageTest *test);

/* The sides of images that a package describes: @min + n * @step. */
void ll_package_get_sides (const LlNetworkExport *export, gint *min, gint *step);

/* How far from the border of a part probabilities depend on what lies beyond it. */
gint ll_package_get_halo (const LlNetworkExport *export);

/* Files of numbers, in the format of NumPy: [1][channels][height][width]. */
GBytes *ll_npy_new (const gfloat *values, gint channels, gint height, gint width);

/**
 * ll_package_cover:
 *
 * Returns: (transfer full): a PNG: the image, and beside it the image with the colours of
 *   the classes.
 */
GBytes *
ll_package_cover (const LlImage *image, const LlLabels *labels, const LlClasses *classes);

/* rdf.yaml and README.md. */
GBytes *ll_package_rdf (const LlNetworkExport *export, const gchar *sha256);
GBytes *ll_package_card (const LlNetworkExport *export);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPackageTest, ll_package_test_free)

G_END_DECLS
