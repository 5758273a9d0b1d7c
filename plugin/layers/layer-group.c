/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "layers/layer-group.h"

void
lp_layers_delete (const GArray *layers, guint first)
{
  for (guint i = first; i < layers->len; i++)
    lp_host_delete_layer (g_array_index (layers, gint32, i));
}

gint32
lp_layer_group_insert (gint32 image,
                       const gchar *name,
                       const GArray *layers,
                       GError **error)
{
  gint32 group = lp_host_new_group (image, name, error);
  guint done = 0;

  if (group >= 0 && lp_host_insert_layer (image, group, -1, 0, error))
    {
      while (done < layers->len &&
             lp_host_insert_layer (image, g_array_index (layers, gint32, done), group,
                                   (gint) done, error))
        done++;
      if (done == layers->len)
        return group;
    }

  /* Layers that are in the group are deleted with it. */
  lp_layers_delete (layers, done);
  if (group >= 0)
    lp_host_delete_layer (group);

  return -1;
}
