/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Saves the current network to a file, loads it from one, and looks whether one is whole. */

#include "network/weights.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <lazylabels/lazylabels.h>

#include "host/host.h"
#include "layers/layers.h"
#include "network/paths.h"
#include "network/starting.h"
#include "procedure/names.h"

static const gchar *
get_file (LpCall *call, GError **error)
{
  const gchar *path = lp_arguments_get_string (call->in, LP_ARG_FILE);
  g_autofree gchar *title = NULL;

  if (*path)
    return path;

  title = lp_arguments_get_title (call->in, LP_ARG_FILE);
  g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
               _ ("\"%s\" is empty: give the path of a weights file."), title);

  return NULL;
}

gboolean
lp_save_weights_run (LpCall *call, GError **error)
{
  g_autofree gchar *current = lp_current_network_path ();
  const gchar *path = get_file (call, error);
  g_autoptr (LlNetwork) network = NULL;

  if (!path)
    return FALSE;

  if (!g_file_test (current, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("There is no network to save yet: train or load one first."));
      return FALSE;
    }

  /* Loaded and saved rather than copied, so that a broken file is noticed. */
  network = ll_weights_load (current, error);

  return network && ll_weights_save (network, path, error);
}

gboolean
lp_load_weights_run (LpCall *call, GError **error)
{
  g_autofree gchar *current = lp_current_network_path ();
  g_autofree gchar *folder = g_path_get_dirname (current);
  const gchar *path = get_file (call, error);
  g_autoptr (LlNetwork) network = NULL;
  g_autofree gchar *classes = NULL;
  const LlTrainSummary *summary;

  if (!path)
    return FALSE;

  network = ll_weights_load (path, error);
  if (!network)
    return FALSE;

  g_mkdir_with_parents (folder, 0700);
  if (!ll_weights_save (network, current, error))
    return FALSE;

  classes = ll_classes_to_text (ll_network_get_classes (network));
  summary = ll_network_get_summary (network);
  lp_arguments_set_string (call->out, LP_ARG_CLASSES, classes);
  lp_call_return_scores (call, summary->loss, summary->dice);

  lp_call_note (call, _ ("The current network is now \"%s\" with the classes %s."), path,
                classes);

  return TRUE;
}

gboolean
lp_check_network_run (LpCall *call, GError **error)
{
  const gchar *given = lp_arguments_get_string (call->in, LP_ARG_FILE);
  g_autofree gchar *path = lp_network_choose (given, FALSE, 1);
  g_autoptr (LlNetwork) network = NULL;
  g_autofree gchar *classes = NULL;

  if (!lp_network_check_path (path, error))
    return FALSE;
  network = ll_weights_load (path, error);
  if (!network)
    return FALSE;

  classes = ll_classes_to_text (ll_network_get_classes (network));
  lp_arguments_set_string (call->out, LP_ARG_CLASSES, classes);

  return TRUE;
}
