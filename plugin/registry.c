/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "registry.h"

#include <gegl.h>

#include "annotate/annotate.h"
#include "annotate/grow-look.h"
#include "annotate/grow.h"
#include "annotate/panel.h"
#include "evaluate/evaluate.h"
#include "figure/figure.h"
#include "files/list-folder.h"
#include "files/save-file.h"
#include "files/outputs.h"
#include "host/host.h"
#include "measure/compare.h"
#include "measure/measure.h"
#include "network/weights.h"
#include "procedure/specs/specs.h"
#include "segment/look.h"
#include "segment/predict.h"
#include "train/train.h"

static const LpProcedure table[] = {
#define LP_ROW(spec, run, prepare, make_extra) \
  { &lp_spec_##spec, run, prepare, make_extra },
#include "procedure/rows.h"
#undef LP_ROW
  { NULL, NULL, NULL, NULL },
};

const LpProcedure *
lp_registry_get (void)
{
  return table;
}

const LpProcedure *
lp_registry_find (const gchar *name)
{
  for (const LpProcedure *row = table; row->spec; row++)
    if (g_strcmp0 (row->spec->name, name) == 0)
      return row;

  return NULL;
}

gboolean
lp_registry_run (const LpProcedure *procedure, LpCall *call, GError **error)
{
  g_autofree gchar *image = NULL;
  gboolean done;

  if (!lp_host_check_image (call->image, error))
    return FALSE;

  image = call->image >= 0 ? lp_host_get_image_path (call->image) : NULL;
  gegl_init (NULL, NULL);
  call->procedures = table;
  done = lp_outputs_check (call->in, image, error) && procedure->run (call, error);
  lp_host_progress_end ();

  if (call->interactive && call->notes->len > 0)
    lp_host_show_message (call->notes->str);

  return done;
}
