/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Values of JSON that may be something else, or not there.  All nodes are borrowed. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The array or object that a node is, or NULL; the node may be NULL. */
JsonArray *ll_json_to_array (JsonNode *node);
JsonObject *ll_json_to_object (JsonNode *node);

/* The array or object that a member is, or NULL. */
JsonArray *ll_json_get_array (JsonObject *object, const gchar *name);
JsonObject *ll_json_get_object (JsonObject *object, const gchar *name);

/**
 * ll_json_to_number:
 * @node: (nullable): a node
 * @value: (out): the number
 *
 * Returns: whether the node is a number, with or without a fraction.
 */
gboolean ll_json_to_number (JsonNode *node, gdouble *value);

/* The same for a whole number from @least to @most; 3.0 is one. */
gboolean ll_json_to_int (JsonNode *node, gint64 least, gint64 most, gint64 *value);

G_END_DECLS
