/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Weights files: the tensors of a network by name, each of them checked. */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "io/half.h"
#include "io/metadata.h"
#include "io/weights-private.h"
#include "lazylabels/error.h"
#include "net/network-private.h"

static gboolean
fail_number (const gchar *title, const gchar *name, GError **error)
{
  g_set_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK,
               _ ("In the weights file '%s', '%s' holds invalid values: use another "
                  "file, or train anew."),
               title, name);

  return FALSE;
}

static gboolean
fail_names (const LlTensorFile *file, const gchar *name, GError **error)
{
  g_set_error (
    error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK,
    _ ("The weights file '%s' holds '%.100s', which its network does not have: use "
       "another file, or train anew."),
    ll_tensor_file_get_title (file), name);

  return FALSE;
}

static gboolean
is_training (const gchar *name)
{
  return g_str_has_prefix (name, LL_WEIGHTS_TRAINING_PREFIX);
}

/* Checks that all numbers are finite, and no running variance is negative, since its root
 * is taken.
 */
static gboolean
check_numbers (const gchar *title,
               const LlParameter *tensor,
               const gfloat *data,
               GError **error)
{
  gboolean variance = g_str_has_suffix (tensor->name, ".running_var");
  gsize i;

  for (i = 0; i < tensor->n; i++)
    if (!isfinite (data[i]) || (variance && data[i] < 0.0f))
      return fail_number (title, tensor->name, error);

  return TRUE;
}

static gboolean
read_tensors (const LlTensorFile *file, LlNetwork *network, GError **error)
{
  const gchar *title = ll_tensor_file_get_title (file);
  gint n = ll_network_count_parameters (network);
  gint i;

  for (i = 0; i < ll_tensor_file_get_n (file); i++)
    {
      const gchar *name = ll_tensor_file_get_name (file, i);

      if (!is_training (name) && !ll_network_find_parameter (network, name))
        return fail_names (file, name, error);
    }

  for (i = 0; i < n; i++)
    {
      LlParameter *tensor = ll_network_get_parameter (network, i);
      const gfloat *data =
        ll_tensor_file_get (file, tensor->name, tensor->n_dims, tensor->dims, error);

      if (!data || !check_numbers (title, tensor, data, error))
        return FALSE;
      memcpy (tensor->data, data, tensor->n * sizeof (gfloat));
    }

  return TRUE;
}

LlTensorFile *
ll_weights_to_tensor_file (const LlNetwork *network)
{
  LlTensorFile *file = ll_tensor_file_new ();
  gint i;

  ll_metadata_write (file, network);
  for (i = 0; i < ll_network_count_parameters (network); i++)
    {
      const LlParameter *tensor = ll_network_get_parameter (network, i);

      ll_tensor_file_add (file, tensor->name, tensor->n_dims, tensor->dims, tensor->data);
    }

  return file;
}

LlNetwork *
ll_weights_from_tensor_file (const LlTensorFile *file, GError **error)
{
  g_auto (LlMetadata) metadata = { 0 };
  g_autoptr (LlNetwork) network = NULL;

  if (!ll_metadata_read (file, &metadata, error))
    return NULL;

  /* This is checked before memory is allocated, since a small file may claim the largest
   * network.
   */
  if (ll_network_settings_get_n_numbers (&metadata.settings,
                                         ll_classes_get_n (metadata.classes)) >
      ll_tensor_file_get_n_numbers (file))
    {
      g_set_error (
        error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK,
        _ ("The weights file '%s' is too small for the network that it describes: "
           "use another copy of it."),
        ll_tensor_file_get_title (file));
      return NULL;
    }

  network = ll_network_new (&metadata.settings, metadata.classes, 0, error);
  if (!network || !read_tensors (file, network, error))
    return NULL;

  ll_network_set_normalisation (network, &metadata.normalisation);
  ll_network_set_summary (network, &metadata.summary);

  return g_steal_pointer (&network);
}

gboolean
ll_weights_check (const LlNetwork *network, const gchar *title, GError **error)
{
  gint i;

  for (i = 0; i < ll_network_count_parameters (network); i++)
    {
      const LlParameter *tensor = ll_network_get_parameter (network, i);

      if (!check_numbers (title, tensor, tensor->data, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_network (const LlNetwork *network, const gchar *path, gboolean half, GError **error)
{
  g_autoptr (LlTensorFile) file = NULL;
  g_autofree gchar *title = g_filename_display_name (path);
  const LlNormalisation *normalisation = ll_network_get_normalisation (network);
  gint i;

  /* A network that could not be loaded again must not replace one that can. */
  if (!ll_weights_check (network, title, error))
    return FALSE;

  for (i = 0; i < ll_network_get_settings (network)->channels; i++)
    if (!isfinite (normalisation->mean[i]) || !isfinite (normalisation->deviation[i]) ||
        !(normalisation->deviation[i] > 0.0f))
      return fail_number (title, "deviation", error);

  file = ll_weights_to_tensor_file (network);
  ll_tensor_file_set_half (file, half);

  return ll_tensor_file_write (file, path, error);
}

gboolean
ll_weights_save (const LlNetwork *network, const gchar *path, GError **error)
{
  return save_network (network, path, FALSE, error);
}

gboolean
ll_weights_save_half (const LlNetwork *network, const gchar *path, GError **error)
{
  g_autofree gchar *title = g_filename_display_name (path);

  for (gint i = 0; i < ll_network_count_parameters (network); i++)
    {
      const LlParameter *tensor = ll_network_get_parameter (network, i);

      for (gsize k = 0; k < tensor->n; k++)
        if (!(fabsf (tensor->data[k]) <= LL_HALF_MAX))
          return fail_number (title, tensor->name, error);
    }

  return save_network (network, path, TRUE, error);
}

LlNetwork *
ll_weights_load (const gchar *path, GError **error)
{
  g_autoptr (LlTensorFile) file = ll_tensor_file_read (path, error);

  return file ? ll_weights_from_tensor_file (file, error) : NULL;
}
