/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/procedure.h"

#include "procedure/specs/specs.h"

static const LpProcedureSpec *const specs[] = {
#define LP_ROW(spec, run, prepare, make_extra) &lp_spec_##spec,
#include "procedure/rows.h"
#undef LP_ROW
};

const LpProcedureSpec *const *
lp_procedure_specs_get (gint *n_specs)
{
  *n_specs = G_N_ELEMENTS (specs);

  return specs;
}
