/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A parasite says for certain what a layer is.  Without one, the name decides, so that
 * layers made by hand work as well: "Detection", and the names that GIMP gives to copies
 * ("Detection #1", "Detection copy").
 */

#include "layers/layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Masks hide what they cover, so they begin half transparent. */
#define MASKS_OPACITY 0.5

static const struct
{
  const gchar *word;
  LpRole role;
} words[] = {
  { LP_ROLE_WORD_MICROGRAPH, LP_ROLE_MICROGRAPH },
  { LP_ROLE_WORD_ANNOTATIONS, LP_ROLE_ANNOTATIONS },
  { LP_ROLE_WORD_RESULT, LP_ROLE_RESULT },
  { LP_ROLE_WORD_ERRORS, LP_ROLE_ERRORS },
  { LP_ROLE_WORD_FIGURE, LP_ROLE_FIGURE },
  { LP_ROLE_WORD_MEASURED, LP_ROLE_MEASURED },
  { LP_ROLE_WORD_ACCEPTED, LP_ROLE_ACCEPTED },
  { LP_ROLE_WORD_UNCERTAINTY, LP_ROLE_UNCERTAINTY },
  { LP_ROLE_WORD_LIVE, LP_ROLE_LIVE },
};

/* Turns "Detection copy #2" into "detection". */
gchar *
lp_layer_get_plain_name (const LpHostLayer *layer)
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

static LpRole
ask_for_role (const LpHostLayer *layer)
{
  g_autofree gchar *text = lp_host_get_layer_text (layer->id, LP_PARASITE_ROLE);
  g_autofree gchar *name = NULL;

  if (text)
    {
      LlTask task = ll_task_find (text);

      if (task < LL_N_TASKS)
        return (LpRole) task;
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (words[i].word, text))
          return words[i].role;
    }

  /* LP_ROLE_NONE when it is not the name of a task. */
  name = lp_layer_get_plain_name (layer);

  return (LpRole) ll_task_find (name);
}

LpRole
lp_layer_get_role (const LpHostLayer *layer)
{
  return layer->kept_role > 0 ? (LpRole) (layer->kept_role - 1) : ask_for_role (layer);
}

void
lp_layers_keep_roles (GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    {
      LpHostLayer *layer = g_ptr_array_index (layers, i);

      layer->kept_role = (gint) ask_for_role (layer) + 1;
    }
}

LlCoverage
lp_layer_get_coverage (const LpHostLayer *layer)
{
  g_autofree gchar *text = lp_host_get_layer_text (layer->id, LP_PARASITE_COVERAGE);

  return g_strcmp0 (text, "sparse") == 0 ? LL_COVERAGE_SPARSE : LL_COVERAGE_COMPLETE;
}

const LpHostLayer *
lp_layers_find (const GPtrArray *layers, gint32 id)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (layer->id == id)
        return layer;
    }

  return NULL;
}

/* Whether the plug-in made a layer or a group around it. */
static gboolean
is_ours (const GPtrArray *layers, const LpHostLayer *layer)
{
  LpRole role = lp_layer_get_role (layer);

  if (role == LP_ROLE_MICROGRAPH)
    return FALSE;

  while (role == LP_ROLE_NONE || role == LP_ROLE_MICROGRAPH)
    {
      layer = lp_layers_find (layers, layer->parent);
      if (!layer)
        return FALSE;
      role = lp_layer_get_role (layer);
    }

  return TRUE;
}

const LpHostLayer *
lp_layers_find_micrograph (const GPtrArray *layers, gint32 drawable, GError **error)
{
  const LpHostLayer *given =
    drawable > 0 ? lp_layers_find (layers, lp_host_get_layer (drawable)) : NULL;
  const LpHostLayer *lowest = NULL;

  if (given && !is_ours (layers, given))
    return given;

  for (guint i = layers->len; i-- > 0;)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (lp_layer_get_role (layer) == LP_ROLE_MICROGRAPH)
        return layer;
      if (!lowest && !layer->is_group && !is_ours (layers, layer))
        lowest = layer;
    }

  if (!lowest)
    g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                 _ ("The image has no micrograph: open one, or add it as a layer."));

  return lowest;
}

gint32
lp_layers_add_task (gint32 image,
                    LlTask task,
                    const gchar *coverage,
                    gint32 parent,
                    gint position,
                    GError **error)
{
  gint width, height;
  gint32 layer;

  lp_host_get_image_size (image, &width, &height);
  layer = lp_host_new_layer (image, ll_task_get_title (task), width, height, TRUE,
                             task == LL_TASK_SEGMENTATION ? MASKS_OPACITY : 1.0, error);
  if (layer < 0)
    return -1;

  lp_host_set_layer_text (layer, LP_PARASITE_ROLE, ll_task_get_name (task));
  lp_host_set_layer_text (layer, LP_PARASITE_COVERAGE, coverage);
  if (!lp_host_insert_layer (image, layer, parent, position, error))
    {
      lp_host_delete_layer (layer);
      return -1;
    }

  return layer;
}

/* Whether the layer is the group of a result or a figure. */
static gboolean
is_result (const LpHostLayer *layer)
{
  LpRole role = lp_layer_get_role (layer);

  return role == LP_ROLE_RESULT || role == LP_ROLE_FIGURE;
}

gboolean
lp_layers_have_results (const GPtrArray *layers, gboolean *visible)
{
  gboolean any = FALSE;

  *visible = FALSE;
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (!is_result (layer))
        continue;
      any = TRUE;
      *visible = *visible || lp_host_is_layer_visible (layer->id);
    }

  return any;
}

void
lp_layers_hide_results (const GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      gboolean covers =
        is_result (layer) || lp_layer_get_role (layer) == LP_ROLE_UNCERTAINTY;

      if (covers && lp_host_is_layer_visible (layer->id))
        lp_host_set_layer_visible (layer->id, FALSE);
    }
}

void
lp_layers_hide_others (gint32 image, gint32 shown)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      const LpHostLayer *parent = lp_layers_find (layers, layer->parent);
      LpRole role = lp_layer_get_role (layer);
      gboolean kept = layer->id == shown || role == LP_ROLE_NONE ||
                      role == LP_ROLE_MICROGRAPH || role == LP_ROLE_ERRORS;
      /* A layer of a group that is hidden itself keeps its eye. */
      gboolean inside = parent && lp_layer_get_role (parent) != LP_ROLE_NONE;

      if (!kept && !inside)
        lp_host_set_layer_visible (layer->id, FALSE);
    }
}
