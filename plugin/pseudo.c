/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Masks that a training makes for itself (pseudo labels): no layer ever has them. */

#include <lazylabels/lazylabels.h>

#include "collect.h"
#include "host.h"

static gboolean
show_progress (gdouble fraction, gpointer data)
{
  gint64 *last_update = data;
  gint64 now = g_get_monotonic_time ();

  if (now - *last_update >= G_USEC_PER_SEC / 4)
    {
      ll_host_progress_update (fraction, NULL);
      *last_update = now;
    }

  return TRUE;
}

gboolean
ll_collection_grow_masks (LlCollection *collection, LlCall *call, GError **error)
{
  gint64 started = g_get_monotonic_time ();
  gint64 last_update = 0;
  LlGrowSettings settings;
  gint n;

  ll_grow_settings_init (&settings);
  settings.threads = ll_arguments_get_int (call->in, "threads");

  ll_host_progress_update (0, "Growing masks from detection marks");
  n = ll_grow_pseudo_labels (collection->samples, &settings, show_progress, &last_update,
                             error);
  if (n < 0)
    return FALSE;

  if (n == 0)
    ll_call_note (call,
                  "No image has detection marks and no masks: no masks were grown.");
  else
    ll_call_note (call, "Grew masks from the detection marks of %d image%s in %.1f s.", n,
                  n == 1 ? "" : "s",
                  (gdouble) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);

  return TRUE;
}
