/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "layers/others.h"

#include <glib/gi18n-lib.h>

#include "layers/layers.h"

/* Whether a person put the layer there: neither it nor a group around it has a role. */
static gboolean
is_persons (const GPtrArray *layers, const LpHostLayer *layer)
{
  for (; layer; layer = lp_layers_find (layers, layer->parent))
    if (lp_layer_get_role (layer) != LP_ROLE_NONE &&
        lp_layer_get_role (layer) != LP_ROLE_MICROGRAPH)
      return FALSE;

  return TRUE;
}

void
lp_others_note (LpCall *call, gint32 image, gint32 drawable, const gchar *name)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, drawable, NULL);
  guint n = 0;

  if (!micrograph)
    return;

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      n += layer != micrograph && !layer->is_group && is_persons (layers, layer);
    }

  if (n > 0)
    lp_call_note (
      call,
      g_dngettext (GETTEXT_PACKAGE,
                   "\"%s\" has %u more layer besides \"%s\", which is the only "
                   "one that is read: give each page an image of its own.",
                   "\"%s\" has %u more layers besides \"%s\", which is the "
                   "only one that is read: give each page an image of its own.",
                   n),
      name, n, micrograph->name);
}

GPtrArray *
lp_others_list_pages (const GPtrArray *layers, const LpHostLayer *micrograph)
{
  GPtrArray *pages = g_ptr_array_new ();

  g_ptr_array_add (pages, (gpointer) micrograph);
  for (guint i = layers->len; i-- > 0;)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (layer != micrograph && !layer->is_group && layer->width == micrograph->width &&
          layer->height == micrograph->height && is_persons (layers, layer))
        g_ptr_array_add (pages, (gpointer) layer);
    }

  return pages;
}
