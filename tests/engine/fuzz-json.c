/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target for strict JSON: whatever is accepted must be JSON to json-glib, too. */

#include "core/json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  JsonNode *root = ll_json_parse ((const gchar *) data, size, 8, NULL);

  if (root)
    {
      JsonObject *object = json_node_get_object (root);
      g_autofree gchar *text = json_to_string (root, FALSE);
      gint64 value;

      g_assert (object && text);
      ll_json_get_string (object, "kind");
      ll_json_get_int (object, "version", 0, 10, &value);
      json_node_unref (root);
    }

  return 0;
}
