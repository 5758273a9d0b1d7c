/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange/json-values.h"

#include <math.h>

JsonArray *
ll_json_to_array (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
ll_json_to_object (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
ll_json_get_array (JsonObject *object, const gchar *name)
{
  return ll_json_to_array (json_object_get_member (object, name));
}

JsonObject *
ll_json_get_object (JsonObject *object, const gchar *name)
{
  return ll_json_to_object (json_object_get_member (object, name));
}

gboolean
ll_json_to_number (JsonNode *node, gdouble *value)
{
  GType type = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                    : G_TYPE_INVALID;

  if (type == G_TYPE_INT64)
    *value = (gdouble) json_node_get_int (node);
  else if (type == G_TYPE_DOUBLE)
    *value = json_node_get_double (node);
  else
    return FALSE;

  return isfinite (*value);
}

gboolean
ll_json_to_int (JsonNode *node, gint64 least, gint64 most, gint64 *value)
{
  gdouble number;

  if (!ll_json_to_number (node, &number) || number != rint (number) ||
      number < (gdouble) least || number > (gdouble) most)
    return FALSE;

  *value = (gint64) number;
  return TRUE;
}
