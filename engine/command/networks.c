/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "networks.h"

struct _LcNetworks
{
  GMutex mutex;
  gchar *weights;  /* empty: starting networks                          */
  LcNetwork of[2]; /* for grey and for colours; of a named one, the first */
};

/* Folders of starting networks, separated by colons: that of the command and those of the
 * plug-ins.
 */
static gchar *
find_in_folders (const gchar *name)
{
  const gchar *own = g_getenv ("LAZY_LABELS_NETWORKS");
  g_autofree gchar *list =
    g_strconcat (own ? own : "", G_SEARCHPATH_SEPARATOR_S, LC_NETWORK_FOLDERS, NULL);
  g_auto (GStrv) folders = g_strsplit (list, G_SEARCHPATH_SEPARATOR_S, -1);

  for (gint i = 0; folders[i]; i++)
    {
      g_autofree gchar *path = g_build_filename (folders[i], name, NULL);

      if (*folders[i] && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }

  return NULL;
}

gchar *
lc_starting_path (gint channels)
{
  return find_in_folders (channels == 3 ? "starting-colour.safetensors"
                                        : "starting-grey.safetensors");
}

LcNetworks *
lc_networks_new (const gchar *weights, GError **error)
{
  g_autoptr (LcNetworks) networks = g_new0 (LcNetworks, 1);

  g_mutex_init (&networks->mutex);
  networks->weights = g_strdup (weights);
  if (*weights && !lc_networks_get (networks, 1, error))
    return NULL;

  return g_steal_pointer (&networks);
}

void
lc_networks_free (LcNetworks *networks)
{
  if (!networks)
    return;

  for (gint i = 0; i < 2; i++)
    {
      ll_network_free (networks->of[i].network);
      g_free (networks->of[i].path);
    }
  g_free (networks->weights);
  g_mutex_clear (&networks->mutex);
  g_free (networks);
}

static gboolean
load_network (LcNetwork *network, const gchar *weights, gint channels, GError **error)
{
  network->starting = !*weights;
  network->path = *weights ? g_strdup (weights) : lc_starting_path (channels);
  if (!network->path)
    {
      g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                   "The starting networks are not installed: give a network by "
                   "--weights, or their folder in the environment variable "
                   "LAZY_LABELS_NETWORKS.");
      return FALSE;
    }
  network->network = ll_weights_load (network->path, error);
  if (!network->network)
    g_clear_pointer (&network->path, g_free);

  return network->network != NULL;
}

const LcNetwork *
lc_networks_get (LcNetworks *networks, gint channels, GError **error)
{
  LcNetwork *network = &networks->of[*networks->weights || channels == 1 ? 0 : 1];
  gboolean done;

  g_mutex_lock (&networks->mutex);
  done = network->network || load_network (network, networks->weights, channels, error);
  g_mutex_unlock (&networks->mutex);

  return done ? network : NULL;
}
