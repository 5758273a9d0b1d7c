/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange/json-write.h"

void
ll_json_add_text (JsonBuilder *json, const gchar *name, const gchar *value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

void
ll_json_add_int (JsonBuilder *json, const gchar *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

void
ll_json_write (JsonNode *node, FILE *stream)
{
  g_autofree gchar *text = json_to_string (node, FALSE);

  fputs (text, stream);
}
