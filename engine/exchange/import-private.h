/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The readers, one per format.  None of them trusts what it reads. */

#pragma once

#include "exchange/shapes.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is read, and for which image. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  const gchar *path; /* for messages             */
  gint width;        /* of the image             */
  gint height;
  const gchar *image; /* name of its file, or NULL */
} LlImport;

/* Each returns (transfer full): at least one object, or NULL with an error. */
LlImported *ll_import_labels_tiff (const LlImport *import, GError **error);
LlImported *ll_import_labels_png (const LlImport *import, GError **error);
LlImported *ll_import_json (const LlImport *import, GError **error);
LlImported *ll_import_roi (const LlImport *import, GError **error);
LlImported *ll_import_roi_set (const LlImport *import, GError **error);

/* The parts of ll_import_json(): they add shapes. */
gboolean ll_import_geojson (const LlImport *import,
                            JsonObject *root,
                            LlShapes *shapes,
                            GError **error);
gboolean ll_import_coco (const LlImport *import,
                         JsonObject *root,
                         LlShapes *shapes,
                         GError **error);

/**
 * ll_import_fail:
 * @format: a sentence about the name of the file, and what comes after it
 *
 * Returns: %FALSE.
 */
gboolean ll_import_fail (GError **error, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * ll_import_check_size:
 * @width: of a label image
 * @height: of a label image
 * @error: return location for an error
 *
 * Returns: whether it is that of the image.
 */
gboolean ll_import_check_size (const LlImport *import,
                               gint64 width,
                               gint64 height,
                               GError **error);

/**
 * ll_import_colours_fail:
 * @error: return location for an error
 *
 * Refuses a picture whose pixels are more than a number.
 *
 * Returns: %FALSE.
 */
gboolean ll_import_colours_fail (const LlImport *import, GError **error);

/**
 * ll_import_numbers:
 * @values: (inout): [height][width] of a label image
 * @error: return location for an error
 *
 * Makes objects of numbers: each value but 0 is one.  If there is a single one, its
 * connected parts are.
 *
 * Returns: (transfer full): the objects, or %NULL.
 */
LlImported *
ll_import_numbers (const LlImport *import, const guint32 *values, GError **error);

G_END_DECLS
