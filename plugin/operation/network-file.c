/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "operation/network-file.h"

#include <glib/gstdio.h>

#include "network/paths.h"
#include "network/starting.h"
#include "procedure/path-text.h"

void
lp_network_file_clear (LpNetworkFile *file)
{
  g_clear_pointer (&file->network, ll_network_free);
  g_clear_pointer (&file->path, g_free);
}

static LpFileState
look_at_path (const gchar *path)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return (LpFileState){ 0, 0, 0 };

  return (LpFileState){ (gint64) status.st_mtime, (gint64) status.st_size,
                        (gint64) status.st_ino };
}

static gchar *
choose_path (const LpNetworkFile *file, const gchar *weights)
{
  g_autofree gchar *path = *weights ? lp_path_from_text (weights) : g_strdup ("");

  return lp_network_choose (path, FALSE, file->channels == 3 ? 3 : 1);
}

void
lp_network_file_look_at (LpNetworkFile *file,
                         const gchar *weights,
                         const LpPixels *pixels)
{
  g_autofree gchar *current = lp_current_network_path ();

  if (!*weights && !g_file_test (current, G_FILE_TEST_EXISTS))
    file->channels = lp_pixels_are_grey (pixels) ? 1 : 3;
}

gboolean
lp_network_file_has_changed (const LpNetworkFile *file, const gchar *weights)
{
  g_autofree gchar *path = choose_path (file, weights);
  LpFileState state = look_at_path (path);

  return g_strcmp0 (path, file->path) != 0 || state.time != file->state.time ||
         state.size != file->state.size || state.number != file->state.number;
}

gboolean
lp_network_file_load (LpNetworkFile *file, const gchar *weights, GError **error)
{
  lp_network_file_clear (file);
  file->path = choose_path (file, weights);
  file->state = look_at_path (file->path);
  if (lp_network_check_path (file->path, error))
    file->network = ll_weights_load (file->path, error);
  file->starting = file->network && lp_starting_is_path (file->path);

  return file->network != NULL;
}
