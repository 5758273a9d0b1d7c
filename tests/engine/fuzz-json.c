/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* libFuzzer's way into the reader of JSON.  What it takes must be JSON for others, too:
 * written by json-glib it is read once more.
 */

#include <string.h>

#include "core/json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define MAX_DEPTH 8

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree gchar *exact = g_memdup2 (data, size); /* a byte too far is seen */
  g_autoptr (JsonNode) root = ll_json_parse (exact ? exact : "", size, MAX_DEPTH, NULL);
  g_autoptr (JsonNode) again = NULL;
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
  again = ll_json_parse (text, strlen (text), MAX_DEPTH, NULL);
  g_assert (again);

  return 0;
}
