/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Comparisons of measured images: the rows of a summary (image, class, statistic, value)
 * become columns, beside their change from a baseline image.
 *
 * An image is a file: its name and its folder.  Of an image that was measured several
 * times, the newest measurement counts, and it counts as a whole.  An image without a
 * folder was never saved, so that nothing tells whether two measurements are of one image:
 * each counts as an image.  Rows of earlier versions have neither folder nor time; there the
 * name is the image, and the last rows count.
 */

#pragma once

#include "lazylabels/table.h"

G_BEGIN_DECLS

typedef struct _LlComparison LlComparison;

/* What a person should know of a comparison. */
typedef struct
{
  gint n_again;       /* images of which an older measurement does not count */
  gint n_repeated;    /* the same in rows of earlier versions, where these may as well be
                         * files of one name in several folders */
  gint n_unsaved;     /* images that were never saved and share their name with another */
  gint n_earlier;     /* images of earlier versions that share their name with another */
  gboolean in_pixels; /* several images are compared in pixels */
  gboolean converted; /* values were converted to the units of the baseline */
  gboolean settings;  /* images were measured with different settings */
} LlComparisonFacts;

/**
 * ll_comparison_new:
 * @summary: a summary with the columns "image", "class", "statistic", "value" and "unit", and
 *   "folder", "measured" and "settings" since these are written; not trusted
 * @path: its name for messages
 * @error: return location for a %LL_DATA_ERROR_TABLE
 *
 * Reads a summary.  A value that is not a number, a length without a unit, and two different
 * values for the same are errors that name the row.
 *
 * Returns: (transfer full): the images that count; or %NULL.
 */
LlComparison *
ll_comparison_new (const LlTable *summary, const gchar *path, GError **error);
void ll_comparison_free (LlComparison *comparison);

gint ll_comparison_get_n_images (const LlComparison *comparison);

/**
 * ll_comparison_get_image_name:
 * @index: 0 .. n - 1, in the order of the summary
 *
 * Returns: the name, owned by @comparison.
 */
const gchar *ll_comparison_get_image_name (const LlComparison *comparison, gint index);

/**
 * ll_comparison_find_image:
 * @comparison: the images
 * @name: name of an image, or its folder and name where several have the name; empty for the
 *   first image
 * @error: return location for a %LL_DATA_ERROR_TABLE
 *
 * Returns: the index of the image, or -1.
 */
gint ll_comparison_find_image (const LlComparison *comparison,
                               const gchar *name,
                               GError **error);

/**
 * ll_comparison_to_table:
 * @comparison: the images
 * @baseline: index of the image that the others are compared with
 * @facts: (out): what a person should know
 * @error: return location for a %LL_DATA_ERROR_TABLE
 *
 * Makes a table with one row per image and class.  All values are in the units of the
 * baseline; where they can't be converted, that is an error which names the image.
 *
 * Returns: (transfer full): the table, or %NULL.
 */
LlTable *ll_comparison_to_table (const LlComparison *comparison,
                                 gint baseline,
                                 LlComparisonFacts *facts,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlComparison, ll_comparison_free)

G_END_DECLS
