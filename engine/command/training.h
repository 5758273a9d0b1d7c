/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training of the command: from folders of samples to a trainer that is ready to run. */

#pragma once

#include "command.h"

G_BEGIN_DECLS

typedef struct
{
  LcCall *call;
  GPtrArray *samples;
  guint64 room; /* of memory, that is left for them */
  LlClasses *classes;
  LlTrainSettings settings;
  gchar *checkpoint;
  const LlGroup *group; /* of processes, or NULL: this one is alone */
  gint64 interval;      /* between lines, in microseconds */
  gint64 last;          /* when a line was printed last */
  gchar *troubles;      /* the last ones that were printed, or NULL */
} LcTraining;

/**
 * lc_training_add_folder:
 * @folder: of samples, with the classes of those before it
 * @error: return location for an error
 *
 * Returns: whether all of its samples were read.
 */
gboolean
lc_training_add_folder (LcTraining *training, const gchar *folder, GError **error);

/**
 * lc_training_make_trainer:
 * @resumed: (out): whether it goes on from a checkpoint
 * @error: return location for an error
 *
 * Infers masks, begins the network, and goes on from a checkpoint on request.
 *
 * Returns: (transfer full): the trainer, or %NULL.
 */
LlTrainer *
lc_training_make_trainer (LcTraining *training, gboolean *resumed, GError **error);

G_END_DECLS
