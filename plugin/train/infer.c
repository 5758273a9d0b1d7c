/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Infers masks for images that only have detection marks.  The masks exist in the
 * training alone, never as a layer.
 */

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>

#include "procedure/names.h"
#include "train/collect.h"
#include "host/progress.h"

static void
note_certain (LpCall *call, gint n)
{
  if (n > 0)
    lp_call_note (
      call,
      g_dngettext (
        GETTEXT_PACKAGE, "Certain labels were inferred from the marks of %d image.",
        "Certain labels were inferred from the marks of %d images.", (gulong) n),
      n);
}

static void
note_grown (LpCall *call, gint n, gdouble seconds)
{
  if (n == 0)
    lp_call_note (
      call,
      _ ("No masks were grown: every image either has masks or lacks detection marks."));
  else
    lp_call_note (
      call,
      g_dngettext (
        GETTEXT_PACKAGE, "Grew masks from the detection marks of %d image in %.1f s.",
        "Grew masks from the detection marks of %d images in %.1f s.", (gulong) n),
      n, seconds);
}

gboolean
lp_collection_infer_masks (LpCollection *collection, LpCall *call, GError **error)
{
  const gchar *labels = lp_arguments_get_string (call->in, LP_ARG_LABELS);
  gint64 started = g_get_monotonic_time ();
  LpProgress progress;
  LlGrowSettings settings;
  gint n;

  ll_grow_settings_init (&settings);
  settings.threads = lp_arguments_get_int (call->in, LP_ARG_THREADS);

  if (g_str_equal (labels, "certain"))
    {
      n = ll_grow_certain_labels (collection->samples, settings.reach, &collection->room,
                                  error);
      if (n < 0)
        return FALSE;
      note_certain (call, n);
    }
  if (!g_str_equal (labels, "pseudo"))
    return TRUE;

  lp_progress_start (&progress, _ ("Growing masks from detection marks"));
  n = ll_grow_pseudo_labels (collection->samples, &settings, &collection->room,
                             lp_progress_show, &progress, error);
  if (n < 0)
    return FALSE;

  note_grown (call, n, (gdouble) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);

  return TRUE;
}
