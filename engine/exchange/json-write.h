/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* JSON in parts, so that a file of many objects never is in memory as a whole. */

#pragma once

#include <json-glib/json-glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/* Add a member to the object that is being built. */
void ll_json_add_text (JsonBuilder *json, const gchar *name, const gchar *value);
void ll_json_add_int (JsonBuilder *json, const gchar *name, gint64 value);

/* Writes a node without spaces. */
void ll_json_write (JsonNode *node, FILE *stream);

G_END_DECLS
