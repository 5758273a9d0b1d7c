/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files that are written about one image: all of them or none. */

#pragma once

#include "found.h"
#include "measured.h"

G_BEGIN_DECLS

/* In the order of lc_choices_outputs. */
typedef enum
{
  LC_OUTPUT_LABELS,
  LC_OUTPUT_CLASSES,
  LC_OUTPUT_PROBABILITIES,
  LC_OUTPUT_OVERLAY,
  LC_OUTPUT_TABLE,
  LC_OUTPUT_ROIS,
  LC_OUTPUT_GEOJSON,
  LC_OUTPUT_COCO,
  LC_N_OUTPUTS
} LcOutput;

extern const LpChoice lc_choices_outputs[];

/* A set of outputs: bit i is output i. */
typedef guint LcOutputs;

/* @text: words of lc_choices_outputs, separated by commas */
LcOutputs lc_outputs_parse (const gchar *text);

/* Returns: (transfer full): the path of an output. */
gchar *lc_output_get_path (const gchar *folder, const LcInput *input, LcOutput output);

/**
 * lc_outputs_are_done:
 * @outputs: what is wanted
 * @weights: (nullable): path of the network
 *
 * Returns: whether all of these files exist and none is older than the image or the network.
 */
gboolean lc_outputs_are_done (LcOutputs outputs,
                              const gchar *folder,
                              const LcInput *input,
                              const gchar *weights);

/**
 * lc_outputs_write:
 * @outputs: what is wanted
 * @found: what it is about
 * @measured: (nullable): measurements of it, which some outputs need
 * @planes: (transfer full) (nullable): the file of probabilities, complete
 * @error: return location for an error
 *
 * Returns: whether all files are on disk; otherwise none was changed.
 */
gboolean lc_outputs_write (LcOutputs outputs,
                           const gchar *folder,
                           const LcInput *input,
                           const LcFound *found,
                           const LcMeasured *measured,
                           LlPartFile *planes,
                           GError **error);

/* The picture with the outlines of its objects: [height][width][3]. */
guint8 *lc_overlay_draw (const LcFound *found);

G_END_DECLS
