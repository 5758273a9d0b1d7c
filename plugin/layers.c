/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A parasite says for certain what a layer is.  Without one the name decides,
 * so that layers drawn by hand work, too: "Detection", and the names that GIMP
 * gives to copies ("Detection #1", "Detection copy").
 */

#include "layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const gchar *word;
  LlRole role;
} words[] = {
  { LL_ROLE_WORD_MICROGRAPH, LL_ROLE_MICROGRAPH },
  { LL_ROLE_WORD_ANNOTATIONS, LL_ROLE_ANNOTATIONS },
  { LL_ROLE_WORD_RESULT, LL_ROLE_RESULT },
  { LL_ROLE_WORD_ERRORS, LL_ROLE_ERRORS },
  { LL_ROLE_WORD_FIGURE, LL_ROLE_FIGURE },
};

/* "Detection copy #2" to "detection". */
gchar *
ll_layer_get_plain_name (const LlHostLayer *layer)
{
  g_autofree gchar *lower = g_utf8_casefold (layer->name, -1);
  gchar *number = strrchr (lower, '#');

  if (number && number[1] != '\0' &&
      strspn (number + 1, "0123456789") == strlen (number + 1))
    *number = '\0';
  g_strchomp (lower);
  if (g_str_has_suffix (lower, " copy"))
    lower[strlen (lower) - strlen (" copy")] = '\0';

  return g_strdup (g_strstrip (lower));
}

LlRole
ll_layer_get_role (const LlHostLayer *layer)
{
  g_autofree gchar *text = ll_host_get_layer_text (layer->id, LL_PARASITE_ROLE);
  g_autofree gchar *name = NULL;

  if (text)
    {
      LlTask task = ll_task_find (text);

      if (task < LL_N_TASKS)
        return (LlRole) task;
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (words[i].word, text))
          return words[i].role;
    }

  /* No task's name gives LL_ROLE_NONE. */
  name = ll_layer_get_plain_name (layer);

  return (LlRole) ll_task_find (name);
}

LlCoverage
ll_layer_get_coverage (const LlHostLayer *layer)
{
  g_autofree gchar *text = ll_host_get_layer_text (layer->id, LL_PARASITE_COVERAGE);

  return g_strcmp0 (text, "sparse") == 0 ? LL_COVERAGE_SPARSE : LL_COVERAGE_COMPLETE;
}

const LlHostLayer *
ll_layers_find (const GPtrArray *layers, gint32 id)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LlHostLayer *layer = g_ptr_array_index (layers, i);

      if (layer->id == id)
        return layer;
    }

  return NULL;
}

/* Whether a layer, or a group that it lies in, is ours. */
static gboolean
is_ours (const GPtrArray *layers, const LlHostLayer *layer)
{
  LlRole role = ll_layer_get_role (layer);

  if (role == LL_ROLE_MICROGRAPH)
    return FALSE;

  while (role == LL_ROLE_NONE || role == LL_ROLE_MICROGRAPH)
    {
      layer = ll_layers_find (layers, layer->parent);
      if (!layer)
        return FALSE;
      role = ll_layer_get_role (layer);
    }

  return TRUE;
}

const LlHostLayer *
ll_layers_find_micrograph (const GPtrArray *layers, gint32 drawable, GError **error)
{
  const LlHostLayer *given =
    drawable > 0 ? ll_layers_find (layers, ll_host_get_layer (drawable)) : NULL;
  const LlHostLayer *lowest = NULL;

  if (given && !is_ours (layers, given))
    return given;

  for (guint i = layers->len; i-- > 0;)
    {
      const LlHostLayer *layer = g_ptr_array_index (layers, i);

      if (ll_layer_get_role (layer) == LL_ROLE_MICROGRAPH)
        return layer;
      if (!lowest && !layer->is_group && !is_ours (layers, layer))
        lowest = layer;
    }

  if (!lowest)
    g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_NOT_FOUND,
                 _ ("The image has no micrograph: open one, or add it as a layer."));

  return lowest;
}

gint32
ll_layers_add_task (gint32 image,
                    LlTask task,
                    const gchar *coverage,
                    gint32 parent,
                    gint position,
                    GError **error)
{
  gint width, height;
  gint32 layer;

  ll_host_get_image_size (image, &width, &height);
  layer =
    ll_host_new_layer (image, ll_task_get_title (task), width, height, TRUE, 1.0, error);
  if (layer < 0)
    return -1;

  ll_host_set_layer_text (layer, LL_PARASITE_ROLE, ll_task_get_name (task));
  ll_host_set_layer_text (layer, LL_PARASITE_COVERAGE, coverage);
  if (!ll_host_insert_layer (image, layer, parent, position, error))
    {
      ll_host_delete_layer (layer);
      return -1;
    }

  return layer;
}

LlClasses *
ll_layers_get_classes (gint32 image, GError **error)
{
  g_autofree gchar *json = ll_host_get_image_text (image, LL_PARASITE_CLASSES);

  if (json)
    return ll_classes_from_json (json, -1, error);

  return ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
}
