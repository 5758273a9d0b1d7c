/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Converts classes to JSON and back. */

#include "data/classes-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/json.h"
#include "lazylabels/error.h"

#define MAX_JSON     65536
#define LIST_VERSION 1

static gboolean
get_colour (JsonObject *object, const gchar *member, LlColour *colour, GError **error)
{
  if (ll_colour_from_text (ll_json_get_string (object, member), colour))
    return TRUE;

  g_set_error (
    error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
    _ ("The class list has no colour '%s' of the form #rrggbb: annotate the image "
       "anew."),
    member);

  return FALSE;
}

static gboolean
add_from_json (LlClasses *classes, JsonNode *node, GError **error)
{
  JsonObject *object;
  LlColour colour;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("Class %d of the class list is damaged: annotate the image anew."),
                   classes->n);
      return FALSE;
    }

  object = json_node_get_object (node);

  return get_colour (object, "colour", &colour, error) &&
         ll_classes_add (classes, ll_json_get_string (object, "name"), colour, error);
}

static gboolean
fill_from_json (LlClasses *classes, JsonObject *object, GError **error)
{
  JsonNode *list = json_object_get_member (object, "classes");
  gint64 version;
  guint n;
  guint i;

  if (!ll_json_get_int (object, "version", 1, G_MAXINT64, &version) || !list ||
      !JSON_NODE_HOLDS_ARRAY (list))
    {
      g_set_error (
        error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
        _ ("The class list lacks its version or its classes: annotate the image "
           "anew."));
      return FALSE;
    }

  if (version > LIST_VERSION)
    {
      g_set_error (
        error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
        _ ("The class list was written by a newer Lazy Labels: update the plug-in."));
      return FALSE;
    }

  n = json_array_get_length (json_node_get_array (list));
  if (n == 0)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The class list is empty: annotate the image anew."));
      return FALSE;
    }

  for (i = 0; i < n; i++)
    if (!add_from_json (classes, json_array_get_element (json_node_get_array (list), i),
                        error))
      return FALSE;

  return get_colour (object, "rest", &classes->colours[0], error) &&
         get_colour (object, "interface", &classes->interface_colour, error) &&
         get_colour (object, "ignore", &classes->ignore, error);
}

gchar *
ll_classes_to_json (const LlClasses *classes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gchar text[LL_COLOUR_TEXT_SIZE];
  gint i;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, LIST_VERSION);

  json_builder_set_member_name (builder, "classes");
  json_builder_begin_array (builder);
  for (i = 1; i < classes->n; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, classes->names[i]);
      json_builder_set_member_name (builder, "colour");
      ll_colour_to_text (classes->colours[i], text);
      json_builder_add_string_value (builder, text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "rest");
  ll_colour_to_text (classes->colours[0], text);
  json_builder_add_string_value (builder, text);
  json_builder_set_member_name (builder, "interface");
  ll_colour_to_text (classes->interface_colour, text);
  json_builder_add_string_value (builder, text);
  json_builder_set_member_name (builder, "ignore");
  ll_colour_to_text (classes->ignore, text);
  json_builder_add_string_value (builder, text);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

LlClasses *
ll_classes_from_json (const gchar *json, gssize length, GError **error)
{
  g_autoptr (LlClasses) classes = ll_classes_new_empty (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) cause = NULL;
  gsize size;

  g_return_val_if_fail (json, NULL);

  size = length < 0 ? strlen (json) : (gsize) length;
  if (size > MAX_JSON)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The class list is too long: annotate the image anew."));
      return NULL;
    }

  root = ll_json_parse (json, size, 8, &cause);
  if (!root)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The class list can't be read (%s): annotate the image anew."),
                   cause->message);
      return NULL;
    }

  if (!fill_from_json (classes, json_node_get_object (root), error))
    return NULL;

  return g_steal_pointer (&classes);
}
