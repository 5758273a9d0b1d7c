/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "network/starting.h"

#include "host/host.h"
#include "network/paths.h"

#define FOLDER "networks"

gchar *
lp_starting_path (gint channels)
{
  g_autofree gchar *folder = lp_host_get_data (FOLDER);

  return g_build_filename (
    folder, channels == 3 ? "starting-colour.safetensors" : "starting-grey.safetensors",
    NULL);
}

gchar *
lp_network_choose (const gchar *weights, gboolean starting_wanted, gint channels)
{
  g_autofree gchar *current = lp_current_network_path ();
  g_autofree gchar *starting = lp_starting_path (channels);

  if (*weights)
    return g_strdup (weights);
  if (starting_wanted || (!g_file_test (current, G_FILE_TEST_EXISTS) &&
                          g_file_test (starting, G_FILE_TEST_EXISTS)))
    return g_steal_pointer (&starting);

  return g_steal_pointer (&current);
}

gboolean
lp_starting_is_path (const gchar *path)
{
  g_autofree gchar *grey = lp_starting_path (1);
  g_autofree gchar *colour = lp_starting_path (3);

  return ll_file_is_same (path, grey) || ll_file_is_same (path, colour);
}

LlNetwork *
lp_starting_new (const GPtrArray *samples,
                 const LlClasses *classes,
                 gint channels,
                 gdouble diameter,
                 gint patch,
                 gint most,
                 GError **error)
{
  g_autofree gchar *path = lp_starting_path (channels);

  return ll_begin_starting (path, samples, classes, diameter, patch, most, error);
}
