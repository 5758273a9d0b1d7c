/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Paint is what counts: a layer without any contradicts nothing. */

#include "layers/kept-classes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "layers/layers.h"
#include "layers/sources.h"

/* What one place says. */
typedef struct
{
  LlClasses *classes;       /* NULL: nothing yet    */
  const LpHostLayer *layer; /* NULL: the image said */
} Statement;

static void
statement_clear (Statement *statement)
{
  g_clear_pointer (&statement->classes, ll_classes_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Statement, statement_clear)

static gboolean
is_label_layer (const LpHostLayer *layer)
{
  return (gint) lp_layer_get_role (layer) < LL_N_TASKS;
}

/* What the layer or a group around it says. */
static gchar *
find_text (const GPtrArray *layers, const LpHostLayer *layer)
{
  for (; layer; layer = lp_layers_find (layers, layer->parent))
    {
      gchar *text = lp_host_get_layer_text (layer->id, LP_PARASITE_CLASSES);

      if (text)
        return text;
    }

  return NULL;
}

/* Whether New Annotation Layers made the layer, and so some image has known its classes. */
static gboolean
was_made (const GPtrArray *layers, const LpHostLayer *layer)
{
  const LpHostLayer *group = lp_layers_find (layers, layer->parent);
  g_autofree gchar *role = lp_host_get_layer_text (layer->id, LP_PARASITE_ROLE);

  /* Grow Masks adds a layer for masks to layers made by hand. */
  return role && (lp_layer_get_role (layer) != LP_ROLE_SEGMENTATION ||
                  (group && lp_layer_get_role (group) == LP_ROLE_ANNOTATIONS));
}

static gboolean
is_same_colour (LlColour a, LlColour b)
{
  return memcmp (a.rgb, b.rgb, sizeof (a.rgb)) == 0;
}

/* Whether @large has all classes of @small, in the same colours. */
static gboolean
covers (const LlClasses *large, const LlClasses *small)
{
  for (gint i = 0; i < ll_classes_get_n (small); i++)
    {
      gboolean found = FALSE;

      for (gint k = 0; k < ll_classes_get_n (large) && !found; k++)
        found =
          g_str_equal (ll_classes_get_name (large, k), ll_classes_get_name (small, i)) &&
          is_same_colour (ll_classes_get_colour (large, k),
                          ll_classes_get_colour (small, i));
      if (!found)
        return FALSE;
    }

  return is_same_colour (ll_classes_get_interface_colour (large),
                         ll_classes_get_interface_colour (small)) &&
         is_same_colour (ll_classes_get_ignore_colour (large),
                         ll_classes_get_ignore_colour (small));
}

/* "grain #0072b2, crack #e69f00" */
static gchar *
describe (const LlClasses *classes)
{
  GString *text = g_string_new (NULL);

  for (gint i = 1; i < ll_classes_get_n (classes); i++)
    {
      gchar colour[LL_COLOUR_TEXT_SIZE];

      ll_colour_to_text (ll_classes_get_colour (classes, i), colour);
      g_string_append_printf (text, "%s%s %s", i > 1 ? ", " : "",
                              ll_classes_get_name (classes, i), colour);
    }

  return g_string_free (text, FALSE);
}

static void
set_contradiction (const Statement *a, const Statement *b, GError **error)
{
  g_autofree gchar *ours = describe (a->classes);
  g_autofree gchar *theirs = describe (b->classes);

  if (a->layer)
    g_set_error (
      error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
      _ ("The layer \"%s\" was painted with the classes \"%s\", but \"%s\" with "
         "\"%s\": remove one of them, or call New Annotation Layers with the "
         "classes that hold."),
      a->layer->name, ours, b->layer->name, theirs);
  else
    g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                 _ ("The layer \"%s\" was painted with the classes \"%s\", but the image "
                    "has the classes \"%s\": call New Annotation Layers with the classes "
                    "that hold."),
                 b->layer->name, theirs, ours);
}

/* Adds what @other says to @all, and takes its classes. */
static gboolean
merge_statement (Statement *all, Statement *other, GError **error)
{
  gboolean replace = !all->classes;

  if (!replace && !covers (all->classes, other->classes))
    {
      replace = covers (other->classes, all->classes);
      if (!replace && !lp_sources_is_painted (other->layer))
        return TRUE;
      replace = replace || (all->layer && !lp_sources_is_painted (all->layer));
      if (!replace)
        {
          set_contradiction (all, other, error);
          return FALSE;
        }
    }

  if (replace)
    {
      statement_clear (all);
      *all = *other;
      other->classes = NULL;
    }

  return TRUE;
}

static void
set_lost (const LpHostLayer *layer, GError **error)
{
  g_set_error (
    error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
    _ ("The layer \"%s\" comes from another image, and its classes stayed "
       "there: call New Annotation Layers with the classes that it was painted "
       "with."),
    layer->name);
}

LlClasses *
lp_kept_classes_read (gint32 image, gboolean *known, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  g_autofree gchar *own = lp_host_get_image_text (image, LP_PARASITE_CLASSES);
  g_autofree gchar *last = g_strdup (own);
  const LpHostLayer *lost = NULL;
  g_auto (Statement) all = { NULL, NULL };

  if (own)
    {
      all.classes = ll_classes_from_json (own, -1, error);
      if (!all.classes)
        return NULL;
    }

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      g_autofree gchar *text = NULL;
      g_auto (Statement) statement = { NULL, layer };

      if (!is_label_layer (layer))
        continue;

      text = find_text (layers, layer);
      if (!text && !own && was_made (layers, layer) && lp_sources_is_painted (layer))
        lost = layer;
      /* Most layers say the same. */
      if (!text || g_strcmp0 (text, last) == 0)
        continue;

      statement.classes = ll_classes_from_json (text, -1, error);
      if (!statement.classes || !merge_statement (&all, &statement, error))
        return NULL;
      g_free (last);
      last = g_steal_pointer (&text);
    }

  if (known)
    *known = all.classes != NULL;
  if (all.classes)
    return g_steal_pointer (&all.classes);
  if (!lost)
    return ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);

  set_lost (lost, error);

  return NULL;
}

LlClasses *
lp_kept_classes_find_layer (gint32 image)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      g_autofree gchar *text = is_label_layer (layer) ? find_text (layers, layer) : NULL;

      if (text)
        return ll_classes_from_json (text, -1, NULL);
    }

  return NULL;
}

static void
write_layer (const LpHostLayer *layer, const gchar *json)
{
  g_autofree gchar *old = lp_host_get_layer_text (layer->id, LP_PARASITE_CLASSES);

  if (g_strcmp0 (old, json) != 0)
    lp_host_set_layer_text (layer->id, LP_PARASITE_CLASSES, json);
}

void
lp_kept_classes_write (gint32 image, const LlClasses *classes)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  g_autofree gchar *json = ll_classes_to_json (classes);
  g_autofree gchar *own = lp_host_get_image_text (image, LP_PARASITE_CLASSES);

  if (g_strcmp0 (own, json) != 0)
    lp_host_set_image_text (image, LP_PARASITE_CLASSES, json);
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (is_label_layer (layer) || lp_layer_get_role (layer) == LP_ROLE_ANNOTATIONS)
        write_layer (layer, json);
    }
}
