/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target for strict JSON: whatever is accepted must be JSON to json-glib, too, and its
 * strings text.
 */

#include "core/json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define MAX_DEPTH 8

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree gchar *exact = g_memdup2 (data, size); /* a byte too far is seen */
  g_autoptr (JsonNode) root = ll_json_parse (exact ? exact : "", size, MAX_DEPTH, NULL);
  g_autofree gchar *text = NULL;
  JsonObject *object;
  gint64 value = 0;

  if (!root)
    return 0;

  object = json_node_get_object (root);
  ll_json_get_string (object, "name");
  if (ll_json_get_int (object, "version", 1, 100, &value))
    g_assert (value >= 1 && value <= 100);

  text = json_to_string (root, FALSE);
  g_assert (g_utf8_validate (text, -1, NULL));

  return 0;
}
