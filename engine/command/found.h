/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is found in an image: by a network, exactly as the plug-in's Segment sees the same
 * file, or in a label map that was made of it before.
 */

#pragma once

#include "inputs.h"
#include "networks.h"

G_BEGIN_DECLS

/* Options of procedures that say how an image is segmented and how objects are found. */
extern const gchar *const lc_segment_names[]; /* of Segment */
extern const gchar *const lc_object_names[];  /* of Measure */

/* What one thread works with. */
typedef struct
{
  const LpArguments *in;
  LcNetworks *networks; /* shared                                    */
  LcReport *report;     /* shared                                    */
  gint threads;         /* of this one                               */
  gboolean alone;       /* whether it reports how far its file is    */
  LlPredictor
    *predictors[2];       /* of grey and of colour networks, kept for the next image */
  const LlNetwork *of[2]; /* whose they are                                          */
} LcWorker;

void lc_worker_clear (LcWorker *worker);

typedef struct
{
  LlImageFile *file;
  gint width;
  gint height;
  guint8 *missing; /* [height][width], or NULL: all pixels are there */
  LlClasses *classes;
  LlInstances *instances;     /* the objects                                   */
  LlLabels *maps[LL_N_TASKS]; /* most probable classes; NULL: none             */
  gfloat low;                 /* the pixel values that are shown as black ...  */
  gfloat high;                /* ... and as white                              */
  gdouble diameter;           /* that was estimated, in pixels; 0: none was    */
  gboolean by_network;        /* else from a label map                         */
} LcFound;

void lc_found_free (LcFound *found);

/**
 * lc_found_open:
 * @input: an image
 * @error: return location for an error
 *
 * Opens the image, and finds which of its pixels are there.
 *
 * Returns: (transfer full): nothing found yet, or %NULL.
 */
LcFound *lc_found_open (const LcInput *input, GError **error);

/**
 * lc_found_new:
 * @input: an image
 * @worker: (inout): how, and with which networks
 * @probabilities: (nullable): path of a file to write probabilities to
 * @planes: (out) (optional): that file, complete but for its name
 * @error: return location for an error
 *
 * Segments the image and finds its objects.
 *
 * Returns: (transfer full): what was found, or %NULL.
 */
LcFound *lc_found_new (const LcInput *input,
                       LcWorker *worker,
                       const gchar *probabilities,
                       LlPartFile **planes,
                       GError **error);

/**
 * lc_found_new_of_labels:
 * @input: an image
 * @folder: of label maps, of which that is taken whose name is the image's with "-labels", or
 *   the same name; classes are those of NAME-classes.png, if it is there
 * @error: return location for an error
 *
 * Returns: (transfer full): the objects of the label map, or %NULL.
 */
LcFound *
lc_found_new_of_labels (const LcInput *input, const gchar *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LcFound, lc_found_free)

G_END_DECLS
