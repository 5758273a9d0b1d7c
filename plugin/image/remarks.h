/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person should know about paint or a result that was read, although it is not an
 * error: whole sentences, which the procedure that reads notes at its end.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_remarks_new:
 *
 * Returns: (transfer full) (element-type utf8): an empty list.
 */
GPtrArray *lp_remarks_new (void);

/**
 * lp_remarks_add:
 * @remarks: (nullable): the list; nothing is done without one
 * @format: one sentence, as for printf()
 */
void lp_remarks_add (GPtrArray *remarks, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * lp_remarks_add_paint:
 * @remarks: (nullable): the list
 * @name: of the image or result
 * @layer: the name of the layer
 * @classes: its classes
 * @task: its task
 * @tally: what was read of it
 * @guessed: whether pixels whose colour can't be told got the nearest class
 *
 * Says which pixels have colours that can't be told, and which area is read although its
 * colour is a mixture.
 */
void lp_remarks_add_paint (GPtrArray *remarks,
                           const gchar *name,
                           const gchar *layer,
                           const LlClasses *classes,
                           LlTask task,
                           const LlPaintTally *tally,
                           gboolean guessed);

/* Notes all sentences. */
void lp_remarks_note (const GPtrArray *remarks, LpCall *call);

G_END_DECLS
