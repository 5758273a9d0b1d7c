/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The layers that the present step of undo adds. */

#include "host/new-layers.h"

static GHashTable *new_layers; /* GINT_TO_POINTER (layer) */

void
lp_new_layers_add (gint32 layer)
{
  if (!new_layers)
    new_layers = g_hash_table_new (NULL, NULL);
  g_hash_table_add (new_layers, GINT_TO_POINTER (layer));
}

gboolean
lp_new_layers_contain (gint32 layer)
{
  return new_layers && g_hash_table_contains (new_layers, GINT_TO_POINTER (layer));
}

void
lp_new_layers_forget (void)
{
  g_clear_pointer (&new_layers, g_hash_table_unref);
}
