/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects in the files of other programs: label images, sets of ImageJ's regions of interest
 * (ROIs), GeoJSON as QuPath takes it, and COCO.  What is written here and read again gives
 * the same pixels to the same ids.
 */

#pragma once

#include <glib.h>

#include "lazylabels/classes.h"
#include "lazylabels/image.h"
#include "lazylabels/instances.h"
#include "lazylabels/measure.h"
#include "lazylabels/part-file.h"

G_BEGIN_DECLS

typedef enum
{
  LL_EXCHANGE_LABELS,  /* TIFF whose pixels are ids; 16 bits, or 32 if it takes them */
  LL_EXCHANGE_ROIS,    /* ZIP of ImageJ's ROIs                                       */
  LL_EXCHANGE_GEOJSON, /* polygons in pixels                                         */
  LL_EXCHANGE_COCO     /* polygons, or run lengths for objects with holes            */
} LlExchangeFormat;

#define LL_N_EXCHANGE_FORMATS (LL_EXCHANGE_COCO + 1)

/* What a label image says of itself, in its description. */
#define LL_LABELS_COMMENT "Lazy Labels: numbers of objects"

/* The side of the largest image whose ROIs have coordinates in ImageJ. */
#define LL_MAX_ROI_SIDE 60000

/* What is written. */
typedef struct
{
  const LlInstances *instances; /* of the size of the image                  */
  const LlClasses *classes;     /* names and colours of the objects' classes; label
                                 * images do without                         */
  const LlObjects *measured;    /* measurements for GeoJSON; or NULL         */
  const LlScale *scale;         /* or NULL                                   */
  const gchar *image;           /* name of the image's file, without a folder */
  gboolean annotations;         /* GeoJSON: QuPath's annotations, which a person
                                 * edits, instead of its detections          */
} LlExport;

/**
 * ll_export_write:
 * @export: the objects
 * @format: of the file
 * @path: of the file, which need not exist
 * @error: return location for a %LL_DATA_ERROR_EXCHANGE or a #GFileError
 *
 * Outlines run along the edges of pixels; a piece of an object that touches another one at
 * a corner only is a polygon of its own.
 *
 * Returns: (transfer full): the complete file, which becomes @path when it is committed; or
 *   %NULL.
 */
LlPartFile *ll_export_write (const LlExport *export,
                             LlExchangeFormat format,
                             const gchar *path,
                             GError **error);

/* What was read. */
typedef struct
{
  LlInstances *instances; /* of the size of the image; class_of is 0 throughout, and
                           * missing says where there is a crowd, of which nobody
                           * has drawn the objects                              */
  gint *name_of;          /* [n + 1] indices into names; -1: the file names none */
  GPtrArray *names;       /* element-type utf8: of the objects' classes          */
  gint n_hidden;          /* objects without a pixel: they lie outside of the image
                           * or below others                                    */
  gint n_skipped;         /* points, lines and other things that aren't areas    */
  gint64 n_shared;        /* pixels that several objects have                    */
  gboolean is_mask;       /* a picture of one value: its connected parts are the
                           * objects                                            */
} LlImported;

/**
 * ll_import_bytes:
 * @bytes: content of a file, not trusted
 * @length: its length in bytes
 * @path: its name for messages
 * @width: of the image, in pixels
 * @height: of the image, in pixels
 * @image: (nullable): name of the image's file, by which COCO knows it
 * @error: return location for a %LL_DATA_ERROR_EXCHANGE or %LL_DATA_ERROR_MEMORY
 *
 * Reads objects from a label image (TIFF or PNG), from ROIs (a ZIP of them or a single one),
 * from GeoJSON or from COCO; the content tells which.
 *
 * Objects keep their order by the numbers that they have in the file, if these are
 * different for all, else that of the file, and are numbered from 1 on without gaps.  Of
 * objects that lie over each other, the smaller one gets the pixels of both.  A pixel is
 * inside if its centre is.
 *
 * Returns: (transfer full): at least one object, or %NULL.
 */
LlImported *ll_import_bytes (gconstpointer bytes,
                             gsize length,
                             const gchar *path,
                             gint width,
                             gint height,
                             const gchar *image,
                             GError **error);

/* The same for a file. */
LlImported *ll_import_file (const gchar *path,
                            gint width,
                            gint height,
                            const gchar *image,
                            GError **error);
void ll_imported_free (LlImported *imported);

/* What is good for @depth and @reach below: the defaults of the import, too. */
#define LL_MARK_DEPTH  0.35
#define LL_TOUCH_REACH 2

/**
 * ll_labels_new_from_instances:
 * @instances: objects and their classes
 * @task: what the labels teach
 * @depth: 0 .. 1: detection marks the part of each object that lies deeper below its border
 *   than this share of its deepest pixel; a larger value makes smaller marks
 * @reach: separation marks pixels that have two objects within this distance, in pixels,
 *   about three pixels wide; wider where they leave a gap
 *
 * Makes the paint that a person would draw of known objects: marks in them, scribbles where
 * they touch, or masks.  Missing pixels are ignored.  Without the pixels of the scribbles,
 * no two objects touch across an edge.
 *
 * Returns: (transfer full): the labels.
 */
LlLabels *ll_labels_new_from_instances (const LlInstances *instances,
                                        LlTask task,
                                        gdouble depth,
                                        gint reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlImported, ll_imported_free)

G_END_DECLS
