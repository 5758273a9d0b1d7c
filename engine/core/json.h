/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* JSON from files that are not trusted.
 *
 * json-glib reads more than JSON (comments, `var x =`), recurses once a level,
 * and lets the last of several members of one name win.  So the text is checked
 * first, without recursion.
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ll_json_parse:
 * @text: the text, which need not be terminated
 * @length: bytes of @text
 * @max_depth: how deep objects and arrays may lie in each other
 * @error: return location for a #JsonParserError
 *
 * Returns: (transfer full): the root, which is an object; or %NULL.
 */
JsonNode *ll_json_parse (const gchar *text, gsize length, gint max_depth, GError **error);

/**
 * ll_json_get_string:
 *
 * Returns: (transfer none) (nullable): the member, when there is one that is a string.
 */
const gchar *ll_json_get_string (JsonObject *object, const gchar *name);

/**
 * ll_json_get_int:
 * @value: (out): the member, unchanged on failure
 *
 * Returns: whether there is such a member, a whole number from @least to @most.
 */
gboolean ll_json_get_int (JsonObject *object,
                          const gchar *name,
                          gint64 least,
                          gint64 most,
                          gint64 *value);

G_END_DECLS
