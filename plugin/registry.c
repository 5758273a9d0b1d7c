/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "registry.h"

#include <gegl.h>

#include "annotate/annotate.h"
#include "annotate/grow-look.h"
#include "annotate/grow.h"
#include "batch/batch.h"
#include "correct/accept.h"
#include "correct/mask.h"
#include "correct/places.h"
#include "correct/split.h"
#include "evaluate/evaluate.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "figure/figure.h"
#include "files/list-folder.h"
#include "files/outputs.h"
#include "files/save-file.h"
#include "form/results.h"
#include "host/host.h"
#include "measure/compare.h"
#include "measure/image-scale.h"
#include "measure/measure.h"
#include "network/export.h"
#include "network/weights.h"
#include "panel/panel.h"
#include "procedure/specs/specs.h"
#include "segment/look.h"
#include "segment/predict.h"
#include "train/export-samples.h"
#include "train/train.h"

static const LpProcedure procedures[] = {
#define LP_ROW(spec, run, prepare, make_extra) \
  { &lp_spec_##spec, run, prepare, make_extra },
#include "procedure/rows.h"
#undef LP_ROW
  { NULL, NULL, NULL, NULL },
};

const LpProcedure *
lp_registry_get (void)
{
  return procedures;
}

const LpProcedure *
lp_registry_find (const gchar *name)
{
  for (const LpProcedure *row = procedures; row->spec; row++)
    if (g_strcmp0 (row->spec->name, name) == 0)
      return row;

  return NULL;
}

/* Results have a window of their own; other notes go where GIMP shows messages. */
static void
show_notes (const LpProcedureSpec *spec, const LpCall *call, gboolean done)
{
  if (done && call->table->len > 0)
    {
      lp_host_update_displays ();
      lp_results_show (spec, call->notes->str, call->table->str);
    }
  else if (call->notes->len > 0)
    {
      lp_host_show_message (call->notes->str);
    }
}

gboolean
lp_registry_run (const LpProcedure *procedure, LpCall *call, GError **error)
{
  g_autofree gchar *image = NULL;
  g_autoptr (GString) table = g_string_new (NULL);
  gboolean done;

  if (!lp_host_check_image (call->image, error))
    return FALSE;

  image = call->image >= 0 ? lp_host_get_image_path (call->image) : NULL;
  gegl_init (NULL, NULL);
  call->procedures = procedures;
  call->table = table;
  done = lp_outputs_check (call->in, image, error) && procedure->run (call, error);
  lp_host_progress_end ();

  if (call->interactive)
    show_notes (procedure->spec, call, done);
  call->table = NULL;

  return done;
}
