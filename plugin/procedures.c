/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table itself: a new procedure is one more row here, from a file of its own in
 * specs/; a new argument is one more entry there, and its use in the procedure's own file.
 */

#include "procedures.h"

#include "specs/specs.h"

static const LlProcedureSpec *const procedures[] = {
  &ll_spec_annotate, &ll_spec_panel,        &ll_spec_grow_masks,   &ll_spec_train,
  &ll_spec_predict,  &ll_spec_measure,      &ll_spec_figure,       &ll_spec_compare,
  &ll_spec_evaluate, &ll_spec_load_weights, &ll_spec_save_weights,
};

const LlProcedureSpec *
ll_procedures_find (const gchar *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (procedures); i++)
    if (g_strcmp0 (procedures[i]->name, name) == 0)
      return procedures[i];

  return NULL;
}

const LlProcedureSpec *const *
ll_procedures_get (gint *n_procedures)
{
  *n_procedures = G_N_ELEMENTS (procedures);

  return procedures;
}
