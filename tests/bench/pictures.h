/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Micrographs with their truth, for training and for tests. */

#pragma once

#include "ids.h"
#include "lazylabels/lazylabels.h"

G_BEGIN_DECLS

typedef struct
{
  gchar *name;
  gchar *part; /* "train", "validation", "test" ... */
  LlImage *image;
  SynthIds *ids;
  guint8 *class_of; /* the class of each of synth_ids_get_n() ids */
} Picture;

/**
 * picture_new_generated:
 * @part: what it is for
 * @seed: the same seed and size give the same picture
 */
Picture *picture_new_generated (const gchar *part, gint width, gint height, guint64 seed);
void picture_free (Picture *picture);

/**
 * pictures_read:
 * @folder: contains "pictures.txt", with a line per picture: its part, a tab, its name;
 *   and for each "NAME.png", "NAME-ids.png" and, unless all objects are of one class,
 *   "NAME-classes.png"
 * @error: return location for a #GFileError
 *
 * Returns: (transfer full) (element-type Picture): the pictures in the order of the
 *   lines, or %NULL.
 */
GPtrArray *pictures_read (const gchar *folder, GError **error);

/**
 * pictures_get_part:
 * @part: what the parts' names begin with
 *
 * Returns: (transfer container) (element-type Picture): those of this part.
 */
GPtrArray *pictures_get_part (const GPtrArray *pictures, const gchar *part);

/**
 * picture_get_labels:
 *
 * Returns: (transfer full): what an annotator gives @task, see synth_marks_new().
 */
LlLabels *picture_get_labels (const Picture *picture, LlTask task);

/**
 * picture_to_sample:
 * @has: the label maps that the sample gets
 */
LlSample *picture_to_sample (const Picture *picture, const gboolean has[LL_N_TASKS]);

G_END_DECLS
