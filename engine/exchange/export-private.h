/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The writers, one per format.  Errors of the stream itself are seen by who made it. */

#pragma once

#include <stdio.h>

#include "lazylabels/exchange.h"

G_BEGIN_DECLS

/* Each returns (transfer full) (nullable): why the file is not complete. */
gchar *ll_export_labels (const LlExport *export, FILE *stream);
gchar *ll_export_rois (const LlExport *export, FILE *stream);
gchar *ll_export_geojson (const LlExport *export, FILE *stream);
gchar *ll_export_coco (const LlExport *export, FILE *stream);

G_END_DECLS
