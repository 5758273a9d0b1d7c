/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Images that are written: TIFF files without compression, whose rows may come a few at a
 * time for all pages, and which are mapped when they are read; and PNG files for people.
 */

#pragma once

#include <glib.h>

#include "lazylabels/classes.h"
#include "lazylabels/image.h"
#include "lazylabels/part-file.h"

G_BEGIN_DECLS

typedef struct _LlPlanesFile LlPlanesFile;

/**
 * ll_planes_file_new:
 * @path: of the file, which need not exist
 * @width: of each page
 * @height: of each page
 * @names: (array zero-terminated=1): of the pages, as programs show them
 * @error: return location for a #GFileError
 *
 * Begins a TIFF file of 32-bit floating-point numbers, a page for each plane.
 *
 * Returns: (transfer full): the file, or %NULL.
 */
LlPlanesFile *ll_planes_file_new (const gchar *path,
                                  gint width,
                                  gint height,
                                  const gchar *const *names,
                                  GError **error);
void ll_planes_file_free (LlPlanesFile *file);

/**
 * ll_planes_file_write:
 * @y: first row; each row comes once
 * @rows: how many
 * @planes: [pages][rows][width]
 *
 * Errors are reported when the file is finished.
 */
void ll_planes_file_write (LlPlanesFile *file, gint y, gint rows, const gfloat *planes);

/**
 * ll_planes_file_end:
 * @file: (transfer full): complete
 *
 * Returns: (transfer full): the complete file, which gets its name when it is committed.
 */
LlPartFile *ll_planes_file_end (LlPlanesFile *file);

/**
 * ll_image_write_tiff:
 * @image: what to write, with its values in memory; its missing pixels are values like others
 * @path: of the file
 * @error: return location for a #GFileError
 *
 * Writes exactly these values: in 8 or 16 bits where each is a number of so many bits over
 * 255 or 65535, as images have them that came from such files, or else as floating-point
 * numbers.
 *
 * Returns: (transfer full): the complete file, or %NULL.
 */
LlPartFile *ll_image_write_tiff (const LlImage *image, const gchar *path, GError **error);

/**
 * ll_labels_write_png:
 * @labels: numbers of classes
 * @classes: (nullable): whose colours the numbers are shown in
 * @task: of @labels, for the colours
 * @path: of the file
 * @error: return location for a #GFileError or %LL_DATA_ERROR_IMAGE
 *
 * Writes the numbers as the places of colours in a palette.
 *
 * Returns: (transfer full): the complete file, or %NULL.
 */
LlPartFile *ll_labels_write_png (const LlLabels *labels,
                                 const LlClasses *classes,
                                 LlTask task,
                                 const gchar *path,
                                 GError **error);

/**
 * ll_labels_read_png:
 * @path: of a file of ll_labels_write_png(), or one with grey values of 8 bits
 * @error: return location for a %LL_DATA_ERROR_IMAGE or %LL_DATA_ERROR_MEMORY
 *
 * Returns: (transfer full): the numbers, or %NULL.
 */
LlLabels *ll_labels_read_png (const gchar *path, GError **error);

/**
 * ll_rgb_write_png:
 * @rgb: [height][width][3]
 * @width: of the picture
 * @height: of the picture
 * @path: of the file
 * @error: return location for a #GFileError or %LL_DATA_ERROR_IMAGE
 *
 * Returns: (transfer full): the complete file, or %NULL.
 */
LlPartFile *ll_rgb_write_png (const guint8 *rgb,
                              gint width,
                              gint height,
                              const gchar *path,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPlanesFile, ll_planes_file_free)

G_END_DECLS
