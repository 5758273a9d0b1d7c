/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "layer-group.h"

void
ll_layers_delete (const GArray *layers, guint first)
{
  for (guint i = first; i < layers->len; i++)
    ll_host_delete_layer (g_array_index (layers, gint32, i));
}

gint32
ll_layer_group_insert (gint32 image,
                       const gchar *name,
                       const GArray *layers,
                       GError **error)
{
  gint32 group = ll_host_new_group (image, name, error);
  guint done = 0;

  if (group >= 0 && ll_host_insert_layer (image, group, -1, 0, error))
    {
      while (done < layers->len &&
             ll_host_insert_layer (image, g_array_index (layers, gint32, done), group,
                                   (gint) done, error))
        done++;
      if (done == layers->len)
        return group;
    }

  /* Those that are in the group go with it. */
  ll_layers_delete (layers, done);
  if (group >= 0)
    ll_host_delete_layer (group);

  return -1;
}
